/** On a phone: cards instead of tables, the bar at the bottom, nothing that scrolls sideways. */
import { describe, expect, it } from 'vitest'
import { system } from '../../server/access/actor.ts'
import { create, type World } from '../../server/records/index.ts'
import { phone } from '../support/browser.ts'
import { choose, goTo, useStage } from './stage.ts'

const stage = useStage()

const orderOf = async (world: World, { customer, products }: ReturnType<typeof stage>['ids']) =>
  (await create(world, system, 'orders', { customer, lines: [{ product: products[0], quantity: '1234', unitPrice: '10000' }] })).id

describe('on a phone', () => {
  it.each([
    ['first page', '/'],
    ['list', '/customers'],
    ['record', 'customer'],
    ['record with lines', 'order'],
    ['form', '/orders/create'],
    ['account', '/account'],
  ])('the %s fits the width of 360 pixels', async (_, path) => {
    const { company, ids, open } = stage()
    const { page, complaints } = await open('wangfang', { width: 360, height: 740 })
    const places: Readonly<Record<string, string>> = {
      customer: `/customers/${ids.customer}/show`,
      order: `/orders/${await orderOf(company.world, ids)}/show`,
    }
    await goTo(page, places[path] ?? path)
    if (path === 'order') await page.getByText('← 左右滑动看全部列 →').waitFor()
    await page.waitForLoadState('networkidle')
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect(overflow).toBeLessThanOrEqual(0)
    expect(complaints).toEqual([])
  })

  it('goes from the bottom bar to a customer and writes an order', async () => {
    const { ids, open } = stage()
    const { page } = await open('wangfang', phone)
    await page.getByRole('navigation', { name: '常用页面' }).getByRole('button', { name: '客户' }).click()
    // The first page names customers too.
    await page.locator('#main-content[data-path="/customers"]').getByText('银川悦丰食品有限公司').click()
    await page.getByRole('heading', { name: '银川悦丰食品有限公司' }).waitFor()
    await page.getByRole('link', { name: '新建订单' }).click()
    await page.getByRole('heading', { name: '新建订单' }).waitFor()
    await choose(page, '产品', '蒜蓉酱')
    await page.locator('input[name="lines.0.quantity"]').fill('10')
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await page.getByRole('heading', { name: /^SO-/ }).waitFor()
    const { body } = await stage().sales.list('orders', { customer: ids.customer })
    expect(body[0].total).toBe('62.15')
  })
})
