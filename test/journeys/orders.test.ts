/** Orders: lines like a spreadsheet with totals that follow, a block from Excel, and the workflow with its refusals. */
import { describe, expect, it } from 'vitest'
import { choose, entry, goTo, useStage } from './stage.ts'

const stage = useStage()

describe('an order', () => {
  it('is written line by line, the totals following exactly', async () => {
    const { ids, open } = stage()
    const { page, complaints } = await open('wangfang')
    await goTo(page, `/customers/${ids.customer}/show`)
    await page.getByRole('link', { name: '新建订单' }).click()
    await page.getByRole('heading', { name: '新建订单' }).waitFor()
    expect(await entry(page, '客户').inputValue()).toBe('银川悦丰食品有限公司')

    await choose(page, '产品，第 1 行', '蒜蓉酱')
    // The product brings its price along.
    await expect.poll(() => page.getByLabel('单价，第 1 行').inputValue()).toBe('6.215')
    await page.getByLabel('数量，第 1 行').fill('3')
    await page.getByLabel('单价，第 1 行').press('Tab')
    await page.getByLabel('产品，第 2 行').waitFor()
    await choose(page, '产品，第 2 行', '枸杞')
    await page.getByLabel('数量，第 2 行').fill('1,200.5')
    // 3 × 6.2150 = 18.645 → 18.65; 1200.5 × 55.38 = 66483.69
    const total = page.locator('[data-field=total]')
    await expect.poll(() => total.textContent()).toContain('66,502.34')
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await page.getByRole('heading', { name: /^SO-/ }).waitFor()
    await page.getByText('66,502.34').first().waitFor()
    expect(complaints).toEqual([])
  })

  it('takes a block copied from a spreadsheet', async () => {
    const { ids, open } = stage()
    const { page, context } = await open('wangfang')
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await goTo(page, `/orders/create?source=${encodeURIComponent(JSON.stringify({ customer: ids.customer }))}`)
    await page.evaluate(() => navigator.clipboard.writeText('P-001\t试销\t10\t6.20\nP-002\t\t2.5\t55.3800\n'))
    await page.getByLabel('产品，第 1 行').click()
    await page.keyboard.press('Control+v')
    await expect.poll(() => page.getByLabel('产品，第 2 行').inputValue()).toBe('枸杞特级 1kg')
    expect(await page.getByLabel('说明，第 1 行').inputValue()).toBe('试销')
    await expect.poll(() => page.locator('[data-field=total]').textContent()).toContain('200.45')
  })

  it('names the line at fault', async () => {
    const { ids, open } = stage()
    const { page } = await open('wangfang')
    await goTo(page, `/orders/create?source=${encodeURIComponent(JSON.stringify({ customer: ids.customer }))}`)
    await choose(page, '产品，第 1 行', '蒜蓉酱')
    await page.getByLabel('数量，第 1 行').fill('很多')
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await page.getByRole('alert').getByText('明细 第 1 行 数量').waitFor()
  })

  it('moves on, keeps refused moves in sight with their reason, and asks why it is cancelled', async () => {
    const { company, ids, open, adminActor } = stage()
    const { create } = await import('../../server/records/index.ts')
    const { id } = await create(company.world, adminActor, 'orders', {
      customer: ids.customer,
      lines: [{ product: ids.products[0], quantity: '1', unitPrice: '6.2150' }],
    })
    const { page } = await open('wangfang')
    await goTo(page, `/orders/${id}/show`)
    await page.getByRole('button', { name: '确认' }).click()
    await page.locator('h1 ~ .MuiChip-root', { hasText: '已确认' }).waitFor()
    // Closing is for clerks and managers: the button stays, says why, and does nothing.
    const close = page.getByRole('button', { name: '完成' })
    await close.hover()
    const tip = page.getByRole('tooltip')
    await tip.waitFor()
    expect((await tip.textContent())?.length).toBeGreaterThan(5)
    await close.click({ force: true })
    expect(await page.locator('h1 ~ .MuiChip-root', { hasText: '已确认' }).count()).toBe(1)

    const boss = await open('admin')
    await goTo(boss.page, `/orders/${id}/show`)
    await boss.page.getByRole('button', { name: '取消' }).click()
    await boss.page.getByRole('dialog').getByLabel('原因').fill('客户改期')
    await boss.page.getByRole('dialog').getByRole('button', { name: '取消' }).last().click()
    await boss.page.locator('h1 ~ .MuiChip-root', { hasText: '已取消' }).waitFor()
    await boss.page.getByRole('tab', { name: '历史' }).click()
    await boss.page.getByText('客户改期').waitFor()
  })

  it('is not confirmed below the list price, and says what to do (ORD-02)', async () => {
    const { company, ids, open, adminActor } = stage()
    const { create } = await import('../../server/records/index.ts')
    const { id } = await create(company.world, adminActor, 'orders', {
      customer: ids.customer,
      lines: [{ product: ids.products[0], quantity: '1', unitPrice: '6.20' }],
    })
    const { page } = await open('wangfang')
    await goTo(page, `/orders/${id}/show`)
    await page.getByRole('button', { name: '确认' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText(/6\.2000 低于价目表价 6\.2150（ORD-02）.*申请特价/).waitFor()
    await dialog.getByRole('button', { name: '知道了' }).click()
    await page.locator('h1 ~ .MuiChip-root', { hasText: '草稿' }).waitFor()
  })
})
