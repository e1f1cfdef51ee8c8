/** Lists: filters in the address, views kept on the server, many records at once, files to take away, keys. */
import { describe, expect, it } from 'vitest'
import { create } from '../../server/records/index.ts'
import { goTo, useStage } from './stage.ts'

const stage = useStage()

describe('a list', () => {
  it('is filtered through its address, and the address says the same to somebody else', async () => {
    const { open } = stage()
    const { page, complaints } = await open('admin')
    await goTo(page, '/customers')
    await page.getByRole('button', { name: '客户层级', exact: true }).click()
    await page.getByRole('dialog', { name: '客户层级' }).getByLabel('重点').click()
    await page.keyboard.press('Escape')
    await page.getByText('共 1 条', { exact: true }).waitFor()
    expect(decodeURIComponent(page.url())).toContain('"tier":{"in":["key"]}')
    await page.getByRole('link', { name: '吴忠瑞宝餐饮有限公司' }).waitFor()
    const other = await open('wangfang')
    await other.page.goto(page.url())
    await other.page.getByText('共 1 条', { exact: true }).waitFor()
    await other.page.getByRole('button', { name: '取消筛选“客户层级”' }).click()
    await other.page.getByText('共 2 条', { exact: true }).waitFor()
    expect(complaints).toEqual([])
  })

  it('is searched and walked through with keys', async () => {
    const { page } = await stage().open('admin')
    await goTo(page, '/customers')
    await page.getByText('共 2 条', { exact: true }).waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('瑞宝')
    await page.getByText('共 1 条', { exact: true }).waitFor()
    await page.getByRole('searchbox').evaluate((box) => (box as HTMLInputElement).blur())
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '吴忠瑞宝餐饮有限公司' }).waitFor()
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: '快捷键' }).waitFor()
  })

  it('keeps a view on the server and shares it with colleagues', async () => {
    const { open } = stage()
    const { page } = await open('admin')
    const filter = encodeURIComponent(JSON.stringify({ tier: { in: ['key'] } }))
    await goTo(page, `/customers?filter=${filter}`)
    await page.getByText('共 1 条', { exact: true }).waitFor()
    await page.getByRole('button', { name: '视图' }).click()
    await page.getByRole('menuitem', { name: '把当前列表存为视图…' }).click()
    await page.getByRole('dialog').getByLabel('名称').fill('重点客户')
    await page.getByRole('dialog').getByLabel('与同事共享').check()
    await page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
    await page.getByText('视图已保存').waitFor()
    const colleague = await open('wangfang')
    await goTo(colleague.page, '/customers')
    await colleague.page.getByText('共 2 条', { exact: true }).waitFor()
    await colleague.page.getByRole('button', { name: '视图' }).click()
    await colleague.page.getByRole('menuitem', { name: /重点客户/ }).click()
    await colleague.page.getByText('共 1 条', { exact: true }).waitFor()
  })

  it('changes many records at once, or each as far as the rules allow', async () => {
    const { company, ids, open, adminActor } = stage()
    const goods = []
    for (const code of ['B-1', 'B-2', 'B-3'])
      goods.push((await create(company.world, adminActor, 'products', { code, name: `批量 ${code}` })).id)
    const { page } = await open('admin')
    await goTo(page, '/products')
    for (const code of ['B-1', 'B-2', 'B-3'])
      await page
        .getByRole('row', { name: new RegExp(code) })
        .getByRole('checkbox')
        .check()
    await page.getByRole('button', { name: '批量修改' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('要修改的字段').fill('单位')
    await page.getByRole('option', { name: '单位' }).click()
    await dialog.getByLabel(/新的单位/).fill('箱')
    await dialog.getByRole('button', { name: '全部修改' }).click()
    await page.getByText('已修改 3 条').waitFor()
    const { body } = await stage().admin.list('products', { id: { in: goods } })
    expect(body.map((product: { unit: string }) => product.unit)).toEqual(['箱', '箱', '箱'])

    // Of two orders one is closed for good: together nothing changes, one by one the open one does.
    const line = { product: ids.products[0], quantity: '1', unitPrice: '6.2150' }
    const orders = []
    for (const note of ['先', '后'])
      orders.push((await create(company.world, adminActor, 'orders', { customer: ids.customer, note, lines: [line] })).id)
    for (const step of ['confirm', 'close']) await stage().admin.post(`/api/records/orders/${orders[0]}/${step}`, {})
    await goTo(page, '/orders')
    await page.getByText('共 2 条', { exact: true }).waitFor()
    await page.getByRole('checkbox', { name: /全选/ }).check()
    await page.getByRole('button', { name: '批量修改' }).click()
    await dialog.getByLabel('要修改的字段').fill('备注')
    await page.getByRole('option', { name: '备注' }).click()
    await dialog.getByLabel(/新的备注/).fill('统一备注')
    await dialog.getByRole('button', { name: '全部修改' }).click()
    await dialog.getByText('没有任何一条被修改').waitFor()
    await dialog.getByRole('button', { name: /逐条修改/ }).click()
    await dialog.getByText('已修改 1 条，未能修改 1 条，共 2 条').waitFor()
    expect((await stage().admin.get(`/api/records/orders/${orders[1]}`)).body.note).toBe('统一备注')
    expect((await stage().admin.get(`/api/records/orders/${orders[0]}`)).body.note).toBe('先')
  })

  it('hides and shows columns, and gives away exactly those as a file', async () => {
    const { page } = await stage().open('admin')
    await goTo(page, '/customers')
    await page.getByRole('columnheader', { name: '客户层级' }).waitFor()
    await page.getByRole('button', { name: '列', exact: true }).click()
    await page.getByRole('presentation').getByLabel('客户层级').uncheck()
    await page.keyboard.press('Escape')
    await page.getByRole('columnheader', { name: '客户层级' }).waitFor({ state: 'detached' })
    await page.getByRole('button', { name: '导出' }).click()
    const href = await page.getByRole('menuitem', { name: /CSV/ }).getAttribute('href')
    const file = await page.request.get(href ?? '')
    expect(file.status()).toBe(200)
    const head = (await file.text()).split('\n')[0] ?? ''
    expect(head).toContain('客户名称')
    expect(head).not.toContain('客户层级')
  })

  it('says what belongs here when it is empty', async () => {
    const { page } = await stage().open('admin')
    await goTo(page, '/requirements')
    await page.getByText('还没有客户需求').waitFor()
    await page.getByRole('link', { name: '新建客户需求' }).click()
    await page.getByRole('heading', { name: '新建客户需求' }).waitFor()
  })
})
