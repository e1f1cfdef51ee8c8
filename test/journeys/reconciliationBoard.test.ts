/** Deciding many proposals on the board of the fund reconciliation: by quick keys and several at once, exactly those that were meant (PAY-14). */
import { beforeAll, describe, expect, it } from 'vitest'
import { system } from '../../server/access/actor.ts'
import { plusMonths } from '../../server/calendar/duration.ts'
import { dayOf } from '../../server/calendar/today.ts'
import { askForRun, runPending } from '../../server/reconciliation/index.ts'
import { create, find } from '../../server/records/index.ts'
import { accessibilityFaults, desk, phone } from '../support/browser.ts'
import { useStage } from './stage.ts'

describe('the board of proposals', () => {
  const stage = useStage()
  let month: string

  beforeAll(async () => {
    const { company, ids } = stage()
    const { world } = company
    const first = plusMonths(`${dayOf(world.now(), world.timeZone).slice(0, 7)}-01`, -1)
    month = first.slice(0, 7)
    await company.as('finance', 'gujing')
    const make = async (register: string, body: Record<string, unknown>) => (await create(world, system, register, body)).id
    const account = await make('bankAccounts', { name: '基本户', bank: '工行', number: '6222-1', active: true })
    // Round amounts of payers nobody knows: proposed, not made.
    for (let at = 1; at <= 12; at += 1) {
      const date = `${month}-${String(at + 1).padStart(2, '0')}`
      const amount = `${at}000.00`
      await make('receipts', { customer: ids.customer, amount, date, account, status: 'confirmed' })
      await make('bankLines', { account, date, amount, payer: `代付人${at}` })
    }
    await askForRun(world, system, first)
    await runPending(world)
  })

  const matches = async (status: string) =>
    (await find(stage().company.world, system, 'matches', { filter: { status }, sort: ['score', 'DESC'], range: [0, 99] })).rows

  it('PAY-14: five quick presses of Enter confirm the first five as they stood, whatever is under way; a held key confirms once', async () => {
    const { page, complaints } = await stage().open('gujing', desk)
    await page.goto(`/#/reconciliation?month=${month}&tab=board`)
    const cards = page.getByRole('region', { name: '建议', exact: true }).getByRole('article')
    await cards.first().waitFor()
    expect(await cards.count()).toBe(12)
    const shown = await cards.locator('a[href*="/bankLines/"]').evaluateAll((all) => all.map((each) => each.textContent))
    for (let press = 0; press < 5; press += 1) await page.keyboard.press('Enter')
    await expect.poll(async () => (await matches('confirmed')).length).toBe(5)
    const payers = async () => {
      const lines = await find(stage().company.world, system, 'bankLines', { filter: { state: 'matched' }, range: [0, 99] })
      return lines.rows.map(({ payer }) => payer).sort()
    }
    expect(await payers()).toEqual(shown.slice(0, 5).sort())
    await expect.poll(() => cards.count()).toBe(7)
    await page.keyboard.down('Enter')
    for (let repeat = 0; repeat < 3; repeat += 1) await page.keyboard.down('Enter')
    await page.keyboard.up('Enter')
    await expect.poll(() => cards.count()).toBe(6)
    await page.getByText('已确认 1 笔勾对').waitFor()
    expect(await payers()).toEqual(shown.slice(0, 6).sort())
    expect(complaints).toEqual([])
  })

  it('PAY-14: several proposals are chosen and confirmed at once, each through its own gate; what is refused is named and stays', async () => {
    const { page } = await stage().open('gujing', desk)
    await page.goto(`/#/reconciliation?month=${month}&tab=board`)
    const pane = page.getByRole('region', { name: '建议', exact: true })
    await pane.getByRole('article').nth(5).waitFor()
    const choose = pane.getByRole('checkbox', { name: '选择此建议' })
    for (const at of [0, 1, 2]) await choose.nth(at).click()
    expect(await accessibilityFaults(page)).toEqual([])
    // Somebody takes the second one away meanwhile.
    const name = (await pane.getByRole('article').nth(1).locator('a[href*="/bankLines/"]').textContent()) ?? ''
    const [line] = (await find(stage().company.world, system, 'bankLines', { filter: { payer: name } })).rows
    await stage()
      .company.world.database.knex('bankLines')
      .where({ id: Number(line?.id) })
      .update({ amount: 1, open: 1 })
    await pane.getByRole('button', { name: '确认所选 3 笔' }).click()
    await pane.getByRole('alert').getByText(name).waitFor()
    await expect.poll(async () => (await matches('confirmed')).length).toBe(8)
    await expect.poll(() => pane.getByRole('article').count()).toBe(4)
    await pane.getByRole('button', { name: '取消选择' }).click()
    await pane.getByRole('button', { name: '选择所列全部' }).click()
    await pane.getByRole('button', { name: '确认所选 4 笔' }).waitFor()
  })

  it('fits a phone', async () => {
    const { page } = await stage().open('gujing', phone)
    await page.goto(`/#/reconciliation?month=${month}&tab=board`)
    await page.getByRole('region', { name: '建议', exact: true }).getByRole('article').first().waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
    expect(await accessibilityFaults(page)).toEqual([])
  })
})
