/** Customer credit in a real browser: the dashboard, what stands behind its figures, the credit of one customer, the statement on paper and any table report. */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pino } from 'pino'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { system } from '../../server/access/actor.ts'
import { setPassword } from '../../server/access/passwords.ts'
import { dayOf } from '../../server/calendar/today.ts'
import { plusDays } from '../../server/calendar/weeks.ts'
import { create, type World } from '../../server/records/index.ts'
import { openWorld, type Running, serve } from '../../server/start.ts'
import { openShop, type Shop } from '../reporting/shop.ts'
import { accessibilityFaults, openBrowser, phone, signIn, type TestBrowser, visit } from '../support/browser.ts'
import { freshSettings } from '../support/engines.ts'
import { person } from '../support/people.ts'
import { password } from '../support/served.ts'

const root = resolve(import.meta.dirname, '../..')

const dashboard = '/dashboards/customer-credit'

describe('customer credit', () => {
  let world: World
  let shop: Shop
  let today: string
  let running: Running
  let browser: TestBrowser
  let clean: () => Promise<void>

  const make = async (register: string, body: Record<string, unknown>) => (await create(world, system, register, body)).id
  const day = (offset: number) => plusDays(today, offset)

  /** An issued invoice over `amount`, made out and due so many days from today. */
  const invoice = (customer: number, amount: string, made: number, due: number) =>
    make('invoices', {
      customer,
      date: day(made),
      dueOn: day(due),
      opening: true,
      status: 'issued',
      lines: [{ product: shop.product, quantity: '1', unitPrice: amount }],
    })

  beforeAll(async () => {
    if (!existsSync(join(root, 'dist/panel/index.html'))) throw new Error('build the panel first: npm run build')
    const fresh = await freshSettings('sqlite')
    clean = fresh.clean
    world = await openWorld(fresh.settings)
    today = dayOf(world.now(), world.timeZone)
    shop = await openShop(world)
    const people = [shop.people.executive, shop.people.wang, await person(world, 'finance', 'Gu', shop.head)]
    for (const { id, username } of people) if (id !== null) await setPassword(world.database, { id, username }, password, world.now())
    const [one, other] = shop.customers
    const late = await invoice(one, '1000', -60, -20)
    await invoice(one, '500.50', -10, 20)
    await invoice(other, '300', -5, 25)
    const account = await make('bankAccounts', { name: '基本户', bank: '工行', number: '6222-1', active: true })
    await make('receipts', {
      customer: one,
      date: day(-15),
      amount: '200',
      account,
      status: 'confirmed',
      allocations: [{ invoice: late, amount: '200' }],
    })
    await world.database.knex('customers').where({ id: one }).update({ paymentMode: 'fixed' })
    await make('creditLines', { customer: one, amount: '1000', from: day(-90), reason: '年度额度', status: 'approved' })
    await make('creditDecisions', {
      customer: one,
      document: 'dispatches',
      record: 1,
      day: day(-10),
      at: world.now().toISOString(),
      mode: 'fixed',
      basis: 'inLimit',
      amount: '500.50',
      inputs: { day: day(-10), amount: 50_050, limit: 100_000, exposure: 49_900, advance: 0, overdue: 0 },
    })
    running = await serve(world, fresh.settings, { log: pino({ level: 'silent' }) })
    browser = await openBrowser()
  }, 120_000)

  afterAll(async () => {
    await browser?.close()
    await running?.stop()
    await clean?.()
  })

  const open = async (path: string, who = 'boss', viewport?: { width: number; height: number }) => {
    const visited = await visit(browser.browser, running.url, viewport)
    await signIn(visited.page, who, password)
    await visited.page.goto(`/#${path}`)
    await visited.page.locator('#main-content h1').first().waitFor()
    return visited
  }
  const openDashboard = async (query = '', who?: string) => {
    const visited = await open(dashboard + query, who)
    await visited.page.getByRole('table', { name: '客户授信分析' }).waitFor()
    return visited
  }
  const figure = (page: Page, label: string) =>
    page.getByRole('region', { name: '要点' }).getByRole('link', { name: new RegExp(`^${label}`) })
  const rows = (page: Page) => page.getByRole('table', { name: '客户授信分析' }).locator('tbody tr')

  /** How many records the list shows, and what one of its columns adds up to, in 分. */
  async function listed(page: Page, heading: string): Promise<{ count: number; sum: number }> {
    await page.waitForURL(/#\/invoices\?/)
    await page.getByText('FP-').first().waitFor()
    const heads = await page.locator('thead th').allTextContents()
    const at = heads.findIndex((text) => text.startsWith(heading))
    const cells = await page.locator(`tbody tr td:nth-child(${at + 1})`).allTextContents()
    return { count: cells.length, sum: cells.reduce((sum, text) => sum + Math.round(Number(text.replace(/,/g, '')) * 100), 0) }
  }

  it('shows who owes what, why it is risky, and leads to the same rows with the same total', async () => {
    const { page, context, complaints } = await openDashboard()
    expect(await figure(page, '应收').getAttribute('title')).toBe('1,600.50')
    expect(await figure(page, '逾期').textContent()).toContain('50.0 %')
    expect(await rows(page).count()).toBe(2)
    expect(await rows(page).first().textContent()).toMatch(/银川糖酒.*(超授信|逾期)/)
    await rows(page).first().getByRole('link', { name: '1–30 800.00' }).click()
    expect(await listed(page, '未清')).toEqual({ count: 1, sum: 80_000 })
    await page.goBack()
    await figure(page, '应收').click()
    expect(await listed(page, '未清')).toEqual({ count: 3, sum: 160_050 })
    expect(complaints).toEqual([])
    await context.close()
  })

  it('looks back at any day: what is open then is listed, whatever was paid since', async () => {
    const { page, context } = await openDashboard(`?on=${plusDays(today, -16)}`)
    expect(await figure(page, '应收').getAttribute('title')).toBe('1,000.00')
    await figure(page, '应收').click()
    expect((await listed(page, '未清')).count).toBe(1)
    await context.close()
  })

  it('keeps its filters in the address, in words and over a reload', async () => {
    const { page, context } = await openDashboard()
    await page.getByRole('button', { name: '逾期 1' }).click()
    await page.waitForURL(/only=overdue/)
    await page.reload()
    await page.getByText('只看逾期').waitFor()
    await rows(page).first().waitFor()
    expect(await rows(page).count()).toBe(1)
    expect(await page.getByRole('link', { name: 'Excel' }).getAttribute('href')).toContain('customer')
    await page.getByRole('button', { name: '逾期 1', pressed: true }).click()
    await expect.poll(() => rows(page).count()).toBe(2)
    await context.close()
  })

  it('sorts by any column, the largest first', async () => {
    const { page, context } = await openDashboard()
    await page.getByRole('button', { name: '未到期' }).click()
    expect(await rows(page).first().textContent()).toContain('500.50')
    await page.getByRole('button', { name: '未到期' }).click()
    expect(await rows(page).first().textContent()).toContain('300.00')
    await context.close()
  })

  it('follows a write without being asked', async () => {
    const { page, context } = await openDashboard()
    const before = await figure(page, '应收').getAttribute('title')
    await invoice(shop.customers[1], '11', -1, 29)
    await expect.poll(() => figure(page, '应收').getAttribute('title')).not.toBe(before)
    await context.close()
  })

  it('reads both charts as tables, and goes through the map of risk by keyboard', async () => {
    const { page, context } = await openDashboard()
    await page.locator('a[data-place="0"]').focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(/#\/customers\/\d+\/show\?tab=credit/)
    await page.goBack()
    for (const name of ['账龄迁移', '风险图']) {
      await page.getByRole('button', { name: '看表' }).first().click()
      await page.getByRole('table', { name }).getByRole('link').first().waitFor()
    }
    expect(await page.getByRole('table', { name: '账龄迁移' }).getByRole('row').count()).toBe(13)
    await context.close()
  })

  it('shows the credit of one customer day by day, and the frozen calculation of a decision in one click', async () => {
    const { page, context, complaints } = await open(`/customers/${shop.customers[0]}/show?tab=credit`)
    await page.getByRole('heading', { name: '每日额度与占用' }).waitFor()
    await page.getByRole('img', { name: /未到期 ¥ 500.50；逾期 1–30 天 ¥ 800.00/ }).waitFor()
    await page.getByRole('button', { name: /的计算/ }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('授信额度').waitFor()
    expect(await dialog.textContent()).toContain('1,000.00')
    await page.keyboard.press('Escape')
    await page.getByRole('link', { name: '对账单', exact: true }).click()
    await page.waitForURL(/statement\?customer=/)
    expect(complaints).toEqual([])
    await context.close()
  })

  it('makes a statement with a running balance, the closing in capitals and room for both signatures, and prints nothing else', async () => {
    const { page, context } = await open(`/reports/statement?customer=${shop.customers[0]}&from=${plusDays(today, -70)}&to=${today}`)
    const sheet = page.getByRole('article', { name: '对账单' })
    await sheet.waitFor()
    const text = (await sheet.textContent()) ?? ''
    for (const said of ['银川糖酒', '总部', '1,000.00', '800.00', '1,300.50', '壹仟叁佰元', '供方（盖章）', '需方（盖章）'])
      expect(text).toContain(said)
    // Without the seller's name there is no sheet yet, and nothing to print.
    let answer = () => {}
    const held = new Promise<void>((resolve) => {
      answer = resolve
    })
    await page.route('**/api/records/departments?*', async (route) => {
      await held
      await route.continue()
    })
    await page.reload()
    await page.getByText(/^数据截至/).waitFor()
    expect(await page.getByRole('button', { name: '打印' }).isDisabled()).toBe(true)
    expect(await sheet.count()).toBe(0)
    answer()
    await sheet.waitFor()
    expect(await page.getByRole('button', { name: '打印' }).isDisabled()).toBe(false)
    await page.emulateMedia({ media: 'print' })
    expect(await sheet.isVisible()).toBe(true)
    expect(await page.getByRole('button', { name: '打印' }).isVisible()).toBe(false)
    expect(await page.getByRole('heading', { level: 1 }).isVisible()).toBe(false)
    const pages = await page.evaluate(() => [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]).map(({ cssText }) => cssText))
    expect(pages.some((rule) => rule.startsWith('@page') && rule.includes('counter(pages)'))).toBe(true)
    await context.close()
  })

  it('makes a page of any table report, listed in the menu for those who may see it', async () => {
    const { page, context, complaints } = await open('/reports/tables/ageing', 'gu')
    const table = page.getByRole('table', { name: '应收账龄表' })
    await table.getByRole('link', { name: '800.00' }).first().click()
    expect(await listed(page, '未清')).toEqual({ count: 1, sum: 80_000 })
    await page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '承运商评分' }).click()
    await page.getByText('这段时间没有记录').waitFor()
    await page.goto('/#/reports/tables/unknown')
    await page.getByText('没有这个报表').waitFor()
    expect(complaints).toEqual([])
    await context.close()
  })

  it('shows a salesperson only his or her own customers', async () => {
    const { page, context } = await openDashboard('', 'wang')
    expect(await rows(page).count()).toBe(1)
    expect(await page.getByRole('link', { name: 'Excel' }).count()).toBe(0)
    await context.close()
  })

  const pages = [dashboard, '/reports/statement', '/reports/tables/credit-daily', 'tab'] as const
  const pathOf = (path: (typeof pages)[number]) =>
    path === 'tab'
      ? `/customers/${shop.customers[0]}/show?tab=credit`
      : path === '/reports/statement'
        ? `${path}?customer=${shop.customers[0]}`
        : path

  it.each(pages)('is usable by everybody, light and dark: %s', async (path) => {
    const { page, context } = await open(pathOf(path))
    await page.getByText('1,300.50').first().waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.reload()
    await page.getByText('1,300.50').first().waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    await context.close()
  })

  it.each(pages)('fits a phone and speaks English: %s', async (path) => {
    const { page, context, complaints } = await open(pathOf(path), 'boss', phone)
    await page
      .getByText(/1,300.50|800.00/)
      .first()
      .waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
    expect(await accessibilityFaults(page)).toEqual([])
    await page.getByRole('button', { name: 'English' }).click()
    await page
      .getByText(/Customer credit|Statement of account|Credit, daily|Limit and exposure/)
      .first()
      .waitFor()
    // The choice is kept with the account.
    await page.getByRole('button', { name: '中文' }).click()
    await page.getByRole('button', { name: 'English' }).waitFor()
    expect(complaints).toEqual([])
    await context.close()
  })
})
