/** The month of the fund reconciliation in the panel: run, matched by keys and by hand, explained, signed by two logins, locked (PAY-05, PAY-14). */
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { system } from '../../server/access/actor.ts'
import { plusMonths } from '../../server/calendar/duration.ts'
import { dayOf } from '../../server/calendar/today.ts'
import { create } from '../../server/records/index.ts'
import { accessibilityFaults, phone } from '../support/browser.ts'
import { useStage } from './stage.ts'

describe('the month of the fund reconciliation', () => {
  const stage = useStage()
  let month: string
  let receipt: number

  beforeAll(async () => {
    const { company, ids } = stage()
    const { world } = company
    const first = plusMonths(`${dayOf(world.now(), world.timeZone).slice(0, 7)}-01`, -1)
    month = first.slice(0, 7)
    const day = (number: number) => `${month}-${String(number).padStart(2, '0')}`
    await company.as('finance', 'gujing')
    await company.as('salesClerk', 'tianguiying', ids.department)
    const make = async (register: string, body: Record<string, unknown>) => (await create(world, system, register, body)).id
    const account = await make('bankAccounts', { name: '基本户', bank: '工行', number: '6222-1', active: true })
    await make('invoices', {
      customer: ids.customer,
      date: day(2),
      opening: true,
      status: 'issued',
      lines: [{ product: ids.products[0], quantity: '1', unitPrice: '9000' }],
    })
    const paid = (customer: number, amount: string, on: number) =>
      make('receipts', { customer, amount, date: day(on), account, status: 'confirmed' })
    await paid(ids.customer, '1234.56', 5)
    // Two alike, and a payer nobody knows: a person says which line is whose.
    await paid(ids.customer, '500.00', 8)
    await paid(ids.other, '500.00', 9)
    receipt = await paid(ids.other, '2000.00', 12)
    const banked = (identity: string, amount: string, on: number, payer: string) =>
      make('bankLines', { account, date: day(on), amount, payer, name: identity, identity })
    await banked('a', '1234.56', 5, '银川悦丰食品有限公司')
    await banked('b', '500.00', 8, '银川某商行')
    await banked('c', '500.00', 9, '吴忠某商行')
    await banked('d', '1800.00', 12, '李代付')
    await banked('e', '3.21', 21, '利息')
  })

  const at = (tab: string) => `/#/reconciliation?month=${month}&tab=${tab}`
  const pane = (page: Page, name: string) => page.getByRole('region', { name, exact: true })

  it('PAY-14: finance runs the month, confirms a proposal with Enter, matches by hand and sets aside what is nobody’s', async () => {
    const { page, complaints } = await stage().open('gujing')
    await page.goto(at('board'))
    await page.getByRole('button', { name: '开始对账' }).click()
    // It may be pressed again once the run is over: from then on proposals get no more.
    await expect.poll(() => page.getByRole('button', { name: '重新核对' }).isEnabled()).toBe(true)
    const proposals = pane(page, '建议')
    await proposals.getByRole('article').first().waitFor()
    const many = await proposals.getByRole('article').count()
    expect(await accessibilityFaults(page)).toEqual([])
    // A run that is over at once leaves its button in focus, which Enter would press again.
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
    await page.keyboard.press('Enter')
    await expect.poll(() => proposals.getByRole('article').count()).toBeLessThan(many)

    await pane(page, '银行流水未对上')
      .getByRole('checkbox', { name: /李代付/ })
      .click()
    await pane(page, '收款与退款未对上')
      .getByRole('checkbox', { name: /吴忠瑞宝/ })
      .click()
    await page.getByText('差 −200.00').waitFor()
    await page.keyboard.press('s')
    await pane(page, '收款与退款未对上').getByText('共 2,000.00').waitFor()
    await expect.poll(() => pane(page, '银行流水未对上').getByText('李代付').count()).toBe(0)

    await pane(page, '银行流水未对上').getByRole('checkbox', { name: /利息/ }).click()
    await page.getByRole('button', { name: '不属客户往来' }).click()
    await page.getByRole('textbox', { name: '原因' }).fill('银行利息')
    await page.getByRole('dialog').getByRole('button', { name: '不属客户往来' }).click()
    await expect.poll(() => pane(page, '银行流水未对上').getByText('利息').count()).toBe(0)
    expect(complaints).toEqual([])
  })

  it('PAY-14: what differs is explained for one reason; PAY-05: clerk and finance sign, the month is locked and the table stays', async () => {
    const { page } = await stage().open('gujing')
    await page.goto(at('differences'))
    const again = page.getByRole('button', { name: '重新核对' })
    await Promise.all([page.waitForResponse((answer) => answer.url().endsWith(`/${month}/run`)), again.click()])
    await expect.poll(async () => (await stage().admin.get(`/api/reconciliation/${month}`)).body.running).toBe(null)
    await expect.poll(() => again.isEnabled()).toBe(true)
    await page
      .getByRole('checkbox', { name: /^选择 CY/ })
      .first()
      .click()
    await page.getByRole('button', { name: '选择本页全部' }).click()
    await page.getByRole('button', { name: '说明', exact: true }).click()
    await page.getByRole('textbox', { name: '原因' }).fill('次月到账')
    await page.getByRole('dialog').getByRole('button', { name: '说明', exact: true }).click()
    await page.getByText('没有待说明的差异，可以签字了。').waitFor()
    expect(await accessibilityFaults(page)).toEqual([])

    const clerk = (await stage().open('tianguiying')).page
    await clerk.goto(at('form'))
    await clerk.getByRole('button', { name: '内勤签字' }).click()
    await clerk.getByRole('button', { name: '内勤签字' }).waitFor({ state: 'detached' })

    await page.goto(at('form'))
    await page.reload()
    await page.getByRole('button', { name: '财务签字' }).click()
    await page.getByRole('button', { name: '锁定' }).click()
    await page.getByRole('button', { name: '申请重开' }).waitFor()
    const sheet = page.getByRole('article', { name: '销售资金回收表' })
    await sheet.getByText('肆仟柒佰陆拾伍元肆角肆分', { exact: true }).waitFor()
    await sheet.getByText('编号 HS-').waitFor()
    expect(await sheet.getByText('gujing').count()).toBe(1)
    await page.getByText('已完成：锁定').waitFor({ state: 'detached' })
    expect(await accessibilityFaults(page)).toEqual([])
  })

  it('PAY-05: a paper of the locked month is kept as it was; the refusal names the month and the remedy', async () => {
    const { page } = await stage().open('gujing')
    await page.goto(`/#/receipts/${receipt}/show`)
    await page.getByRole('button', { name: '作废' }).click()
    await page.getByRole('textbox', { name: '原因' }).fill('记错')
    await page.getByRole('dialog').getByRole('button', { name: '作废' }).click()
    await page.getByText(new RegExp(`${month} 月内（PAY-05）`)).waitFor()
  })

  it('is worked on from a phone, and read in English', async () => {
    const { page } = await stage().open('gujing', phone)
    await page.goto(at('board'))
    await page.getByRole('button', { name: /^银行/ }).click()
    await pane(page, '银行流水未对上').waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
    expect(await accessibilityFaults(page)).toEqual([])
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('heading', { name: 'Whose money is missing this month?' }).waitFor()
    expect(
      await page
        .getByText(/[\u4e00-\u9fff]/)
        .evaluateAll((all) => all.map((each) => each.textContent).filter((text) => /对账|勾对|差异/.test(text ?? ''))),
    ).toEqual([])
  })
})
