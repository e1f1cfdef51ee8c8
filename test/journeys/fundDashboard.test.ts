/** The fund reconciliation in a real browser: figures, waterfall, whose money is missing, what stands behind them, both languages, light and dark, phone and keyboard. */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pino } from 'pino'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { system } from '../../server/access/actor.ts'
import { setPassword } from '../../server/access/passwords.ts'
import { monthEnd, plusMonths } from '../../server/calendar/duration.ts'
import { dayOf } from '../../server/calendar/today.ts'
import { create, type World } from '../../server/records/index.ts'
import { openWorld, type Running, serve } from '../../server/start.ts'
import { openShop, type Shop } from '../reporting/shop.ts'
import { accessibilityFaults, openBrowser, phone, signIn, type TestBrowser, visit } from '../support/browser.ts'
import { freshSettings } from '../support/engines.ts'
import { person } from '../support/people.ts'
import { password } from '../support/served.ts'

const root = resolve(import.meta.dirname, '../..')
const path = '/dashboards/fund-reconciliation'

describe('fund reconciliation dashboard', () => {
  let world: World
  let shop: Shop
  let first: string
  let before: string
  let running: Running
  let browser: TestBrowser
  let clean: () => Promise<void>

  const make = async (register: string, body: Record<string, unknown>) => (await create(world, system, register, body)).id
  const invoice = (customer: number, amount: string, date: string) =>
    make('invoices', {
      customer,
      date,
      dueOn: date,
      opening: true,
      status: 'issued',
      lines: [{ product: shop.product, quantity: '1', unitPrice: amount }],
    })

  beforeAll(async () => {
    if (!existsSync(join(root, 'dist/panel/index.html'))) throw new Error('build the panel first: npm run build')
    const fresh = await freshSettings('sqlite')
    clean = fresh.clean
    world = await openWorld(fresh.settings)
    const today = dayOf(world.now(), world.timeZone)
    first = `${today.slice(0, 7)}-01`
    before = plusMonths(first, -1)
    shop = await openShop(world)
    const people = [shop.people.executive, shop.people.wang, await person(world, 'finance', 'Gu', shop.head)]
    for (const { id, username } of people) if (id !== null) await setPassword(world.database, { id, username }, password, world.now())
    const [one, other] = shop.customers
    await invoice(one, '1000', monthEnd(before))
    await invoice(one, '500.50', first)
    await invoice(other, '300', first)
    const account = await make('bankAccounts', { name: '基本户', bank: '工行', number: '6222-1', active: true })
    await make('receipts', { customer: one, date: first, amount: '200', account, status: 'confirmed' })
    await make('bankLines', { account, date: first, amount: '88', payer: '某公司', name: '流水 88', identity: 'k1' })
    running = await serve(world, fresh.settings, { log: pino({ level: 'silent' }) })
    browser = await openBrowser()
  }, 120_000)

  afterAll(async () => {
    await browser?.close()
    await running?.stop()
    await clean?.()
  })

  const open = async (query = '', who = 'boss', viewport?: { width: number; height: number }) => {
    const visited = await visit(browser.browser, running.url, viewport)
    await signIn(visited.page, who, password)
    await visited.page.goto(`/#${path}${query}`)
    await visited.page.getByRole('table', { name: '资金对账' }).waitFor()
    return visited
  }
  const figure = (page: Page, label: string) =>
    page.getByRole('region', { name: '要点' }).getByRole('link', { name: new RegExp(`^${label}`) })
  const rows = (page: Page) => page.getByRole('table', { name: '资金对账' }).locator('tbody tr')

  /** How many records the list of a register shows. */
  async function listed(page: Page, register: string, number: string): Promise<number> {
    await page.waitForURL(new RegExp(`#/${register}\\?`))
    await page.getByText(number).first().waitFor()
    return page.locator('tbody tr').count()
  }

  it('RPT-04: tells what came in and whose money is missing, and leads to the papers', async () => {
    const { page, context, complaints } = await open()
    expect(await figure(page, '期末应收').getAttribute('title')).toBe('1,600.50')
    expect(await figure(page, '回款率').textContent()).toContain('11.1 %')
    expect(await page.getByText('未锁定').count()).toBe(0)
    await page.getByRole('region', { name: '本月状态' }).waitFor()
    const ranked = page.getByRole('list').filter({ hasText: 'Wang' }).getByRole('link')
    expect(await ranked.allTextContents()).toEqual([expect.stringMatching(/Wang.*1,300\.50?/), expect.stringMatching(/Li.*300/)])
    await figure(page, '本月回款').click()
    await page.waitForURL(/#\/reports\/tables\/money-received\?month=/)
    await page.getByRole('table', { name: '回款明细' }).getByRole('link', { name: /SK-/ }).waitFor()
    expect(await page.getByRole('table', { name: '回款明细' }).locator('tbody tr').count()).toBe(1)
    await page.goBack()
    await rows(page).filter({ hasText: 'Wang' }).getByRole('link', { name: '500.50' }).click()
    expect(await listed(page, 'invoices', 'FP-')).toBe(1)
    await page.goBack()
    await page.getByRole('link', { name: '¥ 88' }).click()
    await page.waitForURL(/#\/bankLines\?/)
    expect(complaints).toEqual([])
    await context.close()
  })

  it('goes by keyboard over the waterfall and reads both charts as tables', async () => {
    const { page, context } = await open()
    const chart = page.locator('svg.recharts-surface').first()
    await chart.focus()
    await page.keyboard.press('ArrowRight')
    await page.getByText('此后余额').first().waitFor()
    await page.keyboard.press('Enter')
    expect(await listed(page, 'invoices', 'FP-')).toBe(2)
    await page.goBack()
    for (const name of ['从期初到期末', '十二个月：开票与回款']) {
      await page.getByRole('button', { name: '看表' }).first().click()
      await page.getByRole('table', { name }).getByRole('link').first().waitFor()
    }
    expect(await page.getByRole('table', { name: '从期初到期末' }).getByRole('row').count()).toBe(9)
    await page
      .getByRole('table', { name: '十二个月：开票与回款' })
      .getByRole('link', { name: before.slice(0, 7) })
      .click()
    await page.waitForURL(new RegExp(`month=${before.slice(0, 7)}`))
    await expect.poll(() => figure(page, '期末应收').getAttribute('title')).toBe('1,000.00')
    await context.close()
  })

  it('keeps month, group and filters in the address, in words and in the Excel file', async () => {
    const { page, context } = await open(`?month=${before.slice(0, 7)}&by=customer&salesperson=${shop.people.wang.id}`)
    expect(await rows(page).count()).toBe(1)
    expect(await page.getByRole('link', { name: 'Excel' }).getAttribute('href')).toMatch(/month=.*by=customer.*salesperson/)
    await page.getByText(`${before.slice(0, 7)} · 客户经理`).waitFor()
    await page.getByRole('tab', { name: '部门' }).click()
    await page.waitForURL(/by=department/)
    await page.reload()
    await page.getByRole('tab', { name: '部门', selected: true }).waitFor()
    await rows(page).first().waitFor()
    expect(await rows(page).first().textContent()).toContain('华北')
    await context.close()
  })

  it('shows a salesperson only the accounts of his or her own customers, and nothing of the bank but the pool', async () => {
    const { page, context } = await open('?by=customer', 'wang')
    expect(await rows(page).count()).toBe(1)
    expect(await page.getByText('按笔数').count()).toBe(0)
    expect(await page.locator('#main-content').getByText('公司的待认领池').count()).toBe(1)
    expect(await page.getByRole('link', { name: 'Excel' }).count()).toBe(0)
    await context.close()
  })

  it('follows a write without being asked', async () => {
    const { page, context } = await open()
    const seen = await figure(page, '期末应收').getAttribute('title')
    await invoice(shop.customers[1], '11', first)
    await expect.poll(() => figure(page, '期末应收').getAttribute('title')).not.toBe(seen)
    await context.close()
  })

  it('is usable by everybody, light and dark', async () => {
    const { page, context } = await open()
    expect(await accessibilityFaults(page)).toEqual([])
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.reload()
    await page.getByRole('table', { name: '资金对账' }).waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    await context.close()
  })

  it('fits a phone and speaks English', async () => {
    const { page, context, complaints } = await open('', 'gu', phone)
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
    expect(await accessibilityFaults(page)).toEqual([])
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByText('whose money is missing?').first().waitFor()
    await page.getByRole('heading', { name: 'From opening to closing' }).waitFor()
    expect(complaints).toEqual([])
    await context.close()
  })
})
