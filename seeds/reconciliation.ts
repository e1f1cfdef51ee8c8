/** The monthly reconciliation of the demo company: the month before last signed by clerk and finance and locked; last month's books of finance ready, so that it can be run. */
import { yuan } from '../server/definition/decimal.ts'
import { askForRun, ledgerOf, monthOf, periodOf, runMonth } from '../server/reconciliation/index.ts'
import { createMany, find, move } from '../server/records/index.ts'
import { type Company, colleague, onDay } from './company.ts'
import { addDays } from './days.ts'

/** Finance's balances at the end of a month: the ledger's, but for two customers where finance is behind. */
async function keepBalances(company: Company, month: string): Promise<void> {
  const ledger = [...(await ledgerOf(company.world, periodOf(month)))].filter(([, { closing }]) => closing !== 0)
  const behind = new Set(
    ledger
      .filter(([, { received }]) => received > 0)
      .map(([customer]) => customer)
      .slice(3, 5),
  )
  await createMany(
    onDay(company, addDays(periodOf(month).to, 1), 10),
    colleague(company, 'finance'),
    'financeBalances',
    ledger.map(([customer, { closing, received }]) => ({
      month,
      customer,
      amount: yuan(behind.has(customer) ? closing + received : closing),
      ...(behind.has(customer) ? { note: '本月末两笔到账次月入账' } : {}),
    })),
  )
}

/** What the clerk found out, by kind; other kinds wait for next month. */
const findings: Readonly<Record<string, string>> = {
  invoicedNotShipped: '客户要求先开票，货物次月发运，已与财务核对。',
  shippedNotInvoiced: '月末发货，客户要求次月开票，已与财务核对。',
  balanceDiffers: '财务次月初入账，已核对银行回单。',
  quantityDiffers: '装车清点差异已与库管、客户确认。',
  personalAccount: '已责令汇入公司账户，款项另行登记。',
  receiptNotInBank: '汇票托收在途，已核对登记簿。',
  bankWithoutReceipt: '查明为员工归还借款，非客户货款。',
  wrongAccount: '客户汇入另一公司账户，已与客户和财务核对。',
  duplicate: '两笔均为客户实际付款，已核对银行回单。',
  amountDiffers: '银行手续费，已按制度处理。',
}

/** Runs, explains, signs and locks one month a few days after it ended. */
async function lock(company: Company, month: string): Promise<void> {
  const [clerk, finance] = [colleague(company, 'clerk'), colleague(company, 'finance')]
  const world = onDay(company, addDays(periodOf(month).to, 3), 15)
  const id = await askForRun(world, clerk, month)
  await runMonth(world, month)
  const { rows } = await find(world, clerk, 'differences', { filter: { month, status: 'open' }, sort: ['id', 'ASC'] })
  for (const [index, { id: difference, kind }] of rows.entries()) {
    const found = index % 9 === 8 ? undefined : findings[String(kind)]
    await move(world, clerk, 'differences', difference, found ? 'explain' : 'carry', { reason: found ?? '单据未齐，结转下月继续查。' })
  }
  await move(world, clerk, 'reconciliations', id, 'signClerk')
  for (const step of ['signFinance', 'lock']) await move(world, finance, 'reconciliations', id, step)
}

/** Call when everything else is loaded: what is dated in the month before last is not changed any more afterwards. */
export async function reconcile(company: Company): Promise<void> {
  const [before, last] = [monthOf(company.today, -2), monthOf(company.today, -1)]
  await keepBalances(company, before)
  await keepBalances(company, last)
  await lock(company, before)
}
