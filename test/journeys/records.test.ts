/** Keeping records: faults under their fields, two people at one record, history and the way back, hidden personal details. */
import { describe, expect, it } from 'vitest'
import { system } from '../../server/access/actor.ts'
import { update } from '../../server/records/index.ts'
import { entry, goTo, useStage } from './stage.ts'

const stage = useStage()

describe('a record', () => {
  it('is refused with the fault under its field, then created', async () => {
    const { page, complaints } = await stage().open('admin')
    await goTo(page, '/customers')
    await page.keyboard.press('n')
    await page.getByRole('heading', { name: '新建客户' }).waitFor()
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await page.locator('[data-field=name]').getByText('请填写“客户名称”').waitFor()
    await entry(page, '客户名称').fill('石嘴山和德商贸有限公司')
    await entry(page, '统一社会信用代码').fill('91330100799655058C')
    await page.getByRole('button', { name: '保存', exact: true }).click()
    const under = page.locator('[data-field=creditCode] .MuiFormHelperText-root')
    await under.waitFor()
    expect(await under.textContent()).toMatch(/校验|信用代码/)
    await page.getByRole('alert').getByRole('button', { name: '统一社会信用代码' }).click()
    expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).name)).toBe('creditCode')
    await entry(page, '统一社会信用代码').fill('91330100799655058B')
    await page.keyboard.press('Control+s')
    await page.getByRole('heading', { name: '石嘴山和德商贸有限公司' }).waitFor()
    expect(complaints).toEqual([])
  })

  it('asks before unsaved changes are left', async () => {
    const { ids, open } = stage()
    const { page } = await open('admin')
    await goTo(page, `/customers/${ids.customer}`)
    await entry(page, '简称').fill('悦丰')
    let asked = ''
    page.once('dialog', (dialog) => {
      asked = dialog.message()
      void dialog.dismiss()
    })
    await page.getByRole('link', { name: '订单', exact: true }).click()
    await expect.poll(() => asked).toContain('还没有保存')
    expect(await entry(page, '简称').inputValue()).toBe('悦丰')
  })

  it('shows both versions when somebody else was faster, and saves what is chosen', async () => {
    const { company, ids, open, adminActor } = stage()
    const { page } = await open('admin')
    await goTo(page, `/customers/${ids.other}`)
    await entry(page, '简称').fill('我的简称')
    await entry(page, '注册地址').fill('我的地址')
    await update(company.world, adminActor, 'customers', ids.other, { shortName: '对方的简称', phone: '0953-2012345' })
    await page.getByRole('button', { name: '保存', exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('对方的简称').waitFor()
    await dialog.getByText('我的简称').waitFor()
    await dialog.getByRole('row', { name: /^简称/ }).getByRole('radio').nth(1).check()
    await dialog.getByRole('button', { name: '按所选保存' }).click()
    // The form is called after the record, too.
    await page.locator(`#main-content[data-path="/customers/${ids.other}/show"] h1`).waitFor()
    const { body } = await stage().admin.get(`/api/records/customers/${ids.other}`)
    expect({ shortName: body.shortName, address: body.address, phone: body.phone }).toEqual({
      shortName: '对方的简称',
      address: '我的地址',
      phone: '0953-2012345',
    })
  })

  it('shows what changed and brings an earlier version back', async () => {
    const { company, ids, open, adminActor } = stage()
    await update(company.world, adminActor, 'customers', ids.customer, { address: '银川市金凤区北京路 88 号' })
    const { page } = await open('admin')
    await goTo(page, `/customers/${ids.customer}/show?tab=history`)
    const row = page.getByRole('row', { name: /注册地址/ }).first()
    await row.getByText('银川市兴庆区解放街 1 号').waitFor()
    await row.getByText('银川市金凤区北京路 88 号').waitFor()
    await page.getByRole('button', { name: '恢复到这一版' }).last().click()
    await page.getByRole('dialog').getByRole('button', { name: '恢复' }).click()
    await page.getByText('恢复到旧版本').waitFor()
    await page.getByRole('tab', { name: '概况' }).click()
    await page.locator('dd').getByText('银川市兴庆区解放街 1 号').waitFor()
  })

  it('hides personal details until they are asked for, and the asking is kept', async () => {
    const { company, ids, open } = stage()
    const { page } = await open('wangfang')
    await goTo(page, `/customers/${ids.customer}/show?tab=details`)
    expect(await page.getByText('两个孩子').count()).toBe(0)
    await page.getByRole('button', { name: /显示家庭情况/ }).click()
    await page.getByText('两个孩子，一个在北京读书').waitFor()
    const reads = await company.world.database.knex('reads').where({ register: 'customers', record: ids.customer })
    expect(reads.some((read) => JSON.stringify(read).includes('representativeFamily'))).toBe(true)
  })

  it('comes back from the recycle bin', async () => {
    const { company, open } = stage()
    const { create } = await import('../../server/records/index.ts')
    const { id } = await create(company.world, system, 'products', { code: 'P-099', name: '停产的产品' })
    const { page } = await open('admin')
    await goTo(page, `/products/${id}/show`)
    await page.getByRole('button', { name: '删除' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '删除' }).click()
    await page.getByRole('heading', { name: '产品', exact: true }).waitFor()
    await page.getByRole('link', { name: '回收站' }).click()
    await page
      .getByRole('row', { name: /停产的产品/ })
      .getByRole('button', { name: '恢复' })
      .click()
    await page.getByText('回收站是空的').waitFor()
    expect((await stage().admin.get(`/api/records/products/${id}`)).status).toBe(200)
  })

  it('of a role has its rights as a matrix', async () => {
    const { company, open } = stage()
    const role = await company.world.database.knex('roles').where({ code: 'logistics' }).first('id')
    const { page } = await open('admin')
    await goTo(page, `/roles/${role.id}`)
    // The code is fixed once made: shown, not asked for.
    await page.getByRole('textbox', { name: '英文名称' }).waitFor()
    expect(await page.getByRole('textbox', { name: '代码' }).count()).toBe(0)
    await page.getByText('logistics', { exact: true }).waitFor()
    await expect.poll(() => page.getByRole('combobox', { name: '产品 · 查看' }).textContent()).toBe('全部')
    await page.getByRole('checkbox', { name: '产品 · 导出' }).check()
    await page.getByRole('combobox', { name: '订单 · 修改' }).click()
    await page.getByRole('option', { name: '无' }).click()
    await page.getByRole('combobox', { name: '退货 · 操作' }).click()
    await page.getByRole('option', { name: '取消' }).click()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await page.locator(`#main-content[data-path="/roles/${role.id}/show"] h1`).waitFor()
    const { body } = await stage().admin.get(`/api/records/roles/${role.id}`)
    expect(body.permissions).toMatchObject([
      { register: 'products', read: 'all', create: 'none', export: true, import: false },
      { register: 'orders', read: 'all', update: 'none', moves: null },
      { register: 'returns', moves: expect.stringMatching(/\bcancel$/) },
    ])
    const mover = await company.as('logistics', 'mover')
    const { body: seen } = await mover.get('/api/registers')
    expect(seen.find(({ name }: { name: string }) => name === 'products').may).toMatchObject({ read: true, export: true, create: false })
  })
})
