/** From the price to the customer's receipt and the money: six people at their own logins, stopped once by the credit gate, a first release signed on a phone; a seventh watches the credit dashboard, which follows each step by itself. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays } from '../../seeds/days.ts'
import { scan } from '../../seeds/scans.ts'
import { system } from '../../server/access/actor.ts'
import { dayOf } from '../../server/calendar/today.ts'
import { create, move, updateMany } from '../../server/records/index.ts'
import { phone } from '../support/browser.ts'
import { choose, entry, goTo, useStage } from './stage.ts'

const stage = useStage({ reporting: true })
const folder = mkdtempSync(join(tmpdir(), 'taizhang-way-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const buyer = '银川河东副食批发有限公司'
let today = ''
let customer = 0
let order = 0
let dispatch = 0
let release = 0
let notice = ''

/** The state shown beside the title. */
const state = (page: Page, label: string) => page.locator('h1 ~ .MuiChip-root', { hasText: label }).waitFor()

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click()

/** The record's number in the address. */
const idOf = (page: Page): number => Number(/\/(\d+)(?:\/show)?$/.exec(page.url())?.[1])

const save = async (page: Page, number: RegExp) => {
  await press(page, '保存')
  await page.getByRole('heading', { name: number }).waitFor()
}

const pages = new Map<string, Page>()

/** Everybody signs in once and stays. */
async function login(username: string, viewport?: typeof phone): Promise<Page> {
  const page = pages.get(username) ?? (await stage().open(username, viewport)).page
  pages.set(username, page)
  return page
}

/** A page as it is now: others have written meanwhile. */
async function see(page: Page, path: string): Promise<void> {
  await page.goto('about:blank')
  await goTo(page, path)
}

/** The customer's row of the dashboard, open all the while on the executive's screen, comes to say this without a click: limit, exposure, what is left, not yet due … and the risk. */
async function dashboardShows(says: RegExp): Promise<void> {
  const page = await login('boss')
  if (!page.url().includes('customer-credit')) await goTo(page, '/dashboards/customer-credit')
  const row = page.getByRole('table', { name: '客户授信分析' }).locator('tbody tr', { hasText: buyer })
  await expect.poll(async () => (await row.innerText()).replace(/\s+/g, ' '), { timeout: 30_000 }).toMatch(says)
}

const source = (register: string, values: object) => `/${register}/create?source=${encodeURIComponent(JSON.stringify(values))}`

/** A customer with everything that credit asks for, who took goods for 6,000 yuan ten days ago and paid them: its limit today. */
beforeAll(async () => {
  const { company, ids } = stage()
  const { world } = company
  today = dayOf(world.now(), world.timeZone)
  const people = {
    clerk: await company.as('salesClerk', 'clerk', ids.department),
    regional: await company.as('regionalManager', 'regional', ids.department),
    logistics: await company.as('logistics', 'logistics'),
    finance: await company.as('finance', 'finance'),
    keeper: await company.as('warehouse', 'keeper'),
    boss: await company.as('executive', 'boss'),
  }
  await updateMany(world, system, 'users', [people.keeper.userId], { name: '丁保国' })
  await updateMany(world, system, 'users', [people.logistics.userId], { name: '雷勇' })
  const make = async (register: string, body: object) => (await create(world, system, register, { ...body })).id
  customer = await make('customers', {
    name: buyer,
    owner: stage().sales.userId,
    tier: 'key',
    address: '银川市兴庆区清和街 8 号',
    phone: '0951-55501234',
    legalForm: 'limited',
    representative: '马志远',
    foundedOn: '2012-05-01',
    firstTradeOn: addDays(today, -90),
    headcount: 30,
    annualSales: '8000000.00',
    idCopy: await scan(world, '开户人证件', 'ID copy'),
  })
  const contract = await make('contracts', {
    name: '年度经销合同',
    customer,
    kind: 'distribution',
    settlement: 'rolling',
    creditDays: 30,
    settlementAgreement: '滚动授信，按单开票，30 天内付清。',
    clauses: ['breach', 'forceMajeure', 'claims'],
    from: addDays(today, -100),
    to: addDays(today, 100),
    status: 'signed',
  })
  const account = await make('bankAccounts', { name: '基本户', bank: '工商银行', number: '6222 0001' })
  const carrier = await make('carriers', { name: '银川铁路货运', licenceNumber: '铁货 1', licenceTo: addDays(today, 300) })
  await make('receipts', { customer, date: addDays(today, -11), amount: '6000.00', account, status: 'confirmed' })
  const before = await make('orders', {
    customer,
    contract,
    date: addDays(today, -12),
    status: 'confirmed',
    lines: [{ product: ids.products[1], quantity: '100', unitPrice: '60' }],
  })
  const on = addDays(today, -10)
  const sent = await make('dispatches', { order: before, carrier, date: on, shippedOn: on, receivedOn: on, status: 'received' })
  await make('invoices', { customer, contract, date: on, status: 'issued', lines: [{ dispatch: sent }] })
  const [paid]: { id: number }[] = await world.database.knex('receipts').where({ customer }).select('id')
  await move(world, system, 'receipts', paid?.id ?? 0, 'allocate')
}, 60_000)

describe('the way of an order', () => {
  it('the clerk takes it at the list price and confirms it', async () => {
    const page = await login('clerk')
    await see(page, source('orders', { customer }))
    await choose(page, '合同', '年度经销')
    await choose(page, '产品，第 1 行', '枸杞')
    await expect.poll(() => page.getByLabel('单价，第 1 行').inputValue()).toBe('55.38')
    await page.getByLabel('数量，第 1 行').fill('140')
    // 140 × 55.38
    await expect.poll(() => page.locator('[data-field=total]').textContent()).toContain('7,753.20')
    await save(page, /^SO-/)
    await press(page, '确认')
    await state(page, '已确认')
    order = idOf(page)
    await dashboardShows(/ 6,000\.00 0 6,000\.00 0 .*低/)
  })

  it('the clerk writes the dispatch notice, and it is explained why the goods may not go', async () => {
    const page = await login('clerk')
    await see(page, source('dispatches', { order }))
    await entry(page, '要求发运时间').fill(today)
    await entry(page, '发运顺序').fill('第 1 车')
    await entry(page, '无附件原因').fill('无促销品')
    await choose(page, '承运商', '铁路')
    await save(page, /^FY-/)
    dispatch = idOf(page)
    notice = (await page.locator('h1').first().textContent()) ?? ''
    // The lines came from the order; specification and packing are said here.
    await see(page, `/dispatches/${dispatch}`)
    await page.getByLabel('规格，第 1 行').fill('1 公斤')
    await page.getByLabel('包装，第 1 行').fill('五层瓦楞纸箱')
    await save(page, /^FY-/)
    await press(page, '授信试算')
    const dialog = page.getByRole('dialog')
    await dialog.getByText(/超授信（CRD-06）：额度 ¥6,000\.00，连同本批占用 ¥7,753\.20，超出 ¥1,753\.20/).waitFor()
    await dialog.getByRole('link', { name: '申请放行' }).waitFor()
    await press(page, '关闭')
  })

  it('logistics confirms the stock and is refused by the gate with the limit, the excess and the ways out', async () => {
    const page = await login('logistics')
    await see(page, `/dispatches/${dispatch}`)
    await choose(page, '库存确认人', '雷勇')
    await save(page, /^FY-/)
    await press(page, '核款核货')
    const dialog = page.getByRole('dialog')
    await dialog.getByText(/超授信（CRD-06）.*办法：收款、申请首次或末次超授信放行/).waitFor()
    await press(page, '知道了')
    await state(page, '草稿')
  })

  it('the clerk applies for a first release', async () => {
    const page = await login('clerk')
    await see(page, `/dispatches/${dispatch}/show`)
    await press(page, '授信试算')
    await page.getByRole('dialog').getByRole('link', { name: '申请放行' }).click()
    await page.getByRole('heading', { name: '新建超授信审批单' }).waitFor()
    await entry(page, '申请理由').fill('门店断货，月底前回款')
    await save(page, /^CX-/)
    release = idOf(page)
    await press(page, '提交审批')
    await state(page, '审批中')
    await page.getByText('1,753.20').first().waitFor()
  })

  it('the regional manager signs it on the phone', async () => {
    const page = await login('regional', phone)
    await see(page, '/work/approvals')
    const card = page.getByRole('article', { name: /超授信审批单/ })
    await card.getByText(buyer).waitFor()
    await card.getByText('¥ 1,753.20').waitFor()
    await card.getByRole('button', { name: '查看内容' }).click()
    await card.getByText('门店断货，月底前回款').waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phone.width)
    await card.getByRole('button', { name: '同意' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(/意见/).fill('同意，盯紧回款')
    await dialog.getByRole('button', { name: '同意' }).click()
    await page.getByText('没有等您审批的单据').waitFor()
    const clerk = await login('clerk')
    await see(clerk, `/releases/${release}/show`)
    await state(clerk, '已批准')
  })

  it('the notice is checked, stamped by finance, loaded with two signatures and shipped', async () => {
    const logistics = await login('logistics')
    await see(logistics, `/dispatches/${dispatch}/show`)
    await press(logistics, '核款核货')
    await state(logistics, '已核款核货')
    await dashboardShows(/ 6,000\.00 7,753\.20 0 0 .*高 超授信 ¥1,753\.20/)
    const finance = await login('finance')
    await see(finance, `/dispatches/${dispatch}/show`)
    await finance.getByText('首次超授信').first().waitFor()
    await press(finance, '财务盖章')
    await state(finance, '财务已盖章')
    const keeper = await login('keeper')
    await see(keeper, `/dispatches/${dispatch}`)
    await keeper.getByLabel('装车清点数，第 1 行').fill('140')
    await choose(keeper, '库管签字', '丁保国')
    await entry(keeper, '加班装车的约定').fill('值班表第 12 号')
    await entry(keeper, '承运人签字').fill('李师傅')
    await save(keeper, /^FY-/)
    await press(keeper, '装车')
    await state(keeper, '已装车')
    await press(keeper, '发运')
    await state(keeper, '已发运')
    await see(finance, `/releases/${release}/show`)
    await state(finance, '已放行')
  })

  it('the customer receives the goods, with the proof attached', async () => {
    const page = await login('logistics')
    const proof = join(folder, '收货确认单.png')
    writeFileSync(
      proof,
      Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'),
    )
    await see(page, `/dispatches/${dispatch}`)
    await entry(page, '收货日期').fill(today)
    await entry(page, '收货签收人').fill('刘保管')
    await page.locator('[data-field=receiptProof] input[type=file]').setInputFiles(proof)
    await page.locator('[data-field=receiptProof]').getByRole('link', { name: '收货确认单.png' }).waitFor()
    await save(page, /^FY-/)
    await press(page, '客户收货')
    await state(page, '客户已收货')
    const clerk = await login('clerk')
    await see(clerk, `/orders/${order}/show`)
    await clerk.getByText('已收货', { exact: true }).first().waitFor()
  })

  it('finance invoices the goods, books the money and allocates it; the order is settled', async () => {
    const page = await login('finance')
    await see(page, source('invoices', { customer }))
    await choose(page, '发运通知单，第 1 行', notice)
    await save(page, /^FP-/)
    const invoice = idOf(page)
    await page.getByText('7,753.20').first().waitFor()
    await press(page, '开具')
    await state(page, '已开具')
    await dashboardShows(/ 6,000\.00 7,753\.20 0 7,753\.20 /)
    await see(page, source('receipts', { customer }))
    await entry(page, '金额').fill('8000')
    await choose(page, '公司账户', '基本户')
    await save(page, /^SK-/)
    await press(page, '确认到账')
    await state(page, '已确认')
    await press(page, '按到期先后分配')
    await page.getByText('246.80').first().waitFor()
    await see(page, `/invoices/${invoice}/show`)
    await expect.poll(() => page.locator('#main-content').innerText()).toMatch(/未清\s+¥ 0\.00/)
    const clerk = await login('clerk')
    await see(clerk, `/orders/${order}/show`)
    await clerk.getByText('已结清', { exact: true }).first().waitFor()
    await see(page, `/releases/${release}/show`)
    await state(page, '已收回')
    await dashboardShows(/ 6,000\.00 0 6,246\.80 0 .*低/)
  })
})
