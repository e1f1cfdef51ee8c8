/** Issues the sales-funds recovery table of a month when it is locked (PAY-05): numbered, with both signatures, every figure and the policies; a month locked again gets another edition. */
import { system } from '../access/actor.ts'
import { inCapitals } from '../definition/capitals.ts'
import { formatDecimal, yuan } from '../definition/decimal.ts'
import type { Words } from '../definition/words.ts'
import { create, type Stored, updateMany, type World } from '../records/index.ts'
import { inYuan, type MonthRow } from './month.ts'
import { namesOf } from './names.ts'
import { named, periodOf } from './period.ts'
import { tableOf } from './table.ts'

const percent = (rate: number | null) => (rate === null ? null : formatDecimal(rate, 2))

/** What the figures are made of, as the paper says it. */
export const basis: Words = [
  '口径：按单据自身日期入账；开票取已开具发票，回款取已确认收款（含预收）减已付的退款（预收款与退货款），退货取有发票的退货全额（换货取冲减额），未开票的退货随其退款记入，折让与更正取已批准的往来调整，坏账取已核销金额；期初＋开票−回款−退货−折让−核销＋更正＝期末，即应收减预收、再减尚未退还的退货款。草稿、作废、拒收、取消与删除的单据不计。回款率＝已收回÷应收，逐户计算：应收＝期初＋开票−退货−折让−核销＋更正（不小于零），已收回为其中期末不再欠的部分，超出应收的回款为超收预付。归属按锁定时客户的客户经理与部门。',
  'Basis: each paper counts on its own day; invoiced is issued invoices, received is confirmed receipts (advances too) less refunds paid (of advances and of returns), returned is the whole value of returns of invoices (of exchanges what was credited) and, of goods never invoiced, what was paid back, discounts and corrections are approved adjustments, written off is confirmed bad debt; opening + invoiced − received − returned − discounted − written off + adjusted = closing, which is receivables less advances less what is still to be paid back of returns. Drafts, void, refused, cancelled and deleted papers do not count. Recovery rate = recovered ÷ due, customer by customer: due is opening + invoiced − returned − discounted − written off + adjusted (at least nothing), recovered what of it is no longer owed at the end, and what came in beyond is paid ahead. Customers stand under their account manager and department at locking.',
]

export interface KindCount {
  readonly kind: string
  readonly count: number
  readonly open: number
  readonly amount: number
  readonly carried: number
}

/** Differences of a month by kind, those that are gone left out; amounts in 分, each counted by its size. */
export async function countKinds({ database: { knex } }: World, from: string): Promise<KindCount[]> {
  const rows: { kind: string; status: string; count: number | string; amount: unknown }[] = await knex('differences')
    .where({ month: from })
    .whereNull('deletedAt')
    .whereNot('status', 'gone')
    .groupBy('kind', 'status')
    .orderBy('kind')
    .select('kind', 'status')
    .count({ count: '*' })
    .select(knex.raw('sum(abs(coalesce(??, 0))) as ??', ['amount', 'amount']))
  const found = new Map<string, KindCount>()
  for (const { kind, status, count, amount } of rows) {
    const known = found.get(kind) ?? { kind, count: 0, open: 0, amount: 0, carried: 0 }
    const more = Number(count)
    found.set(kind, {
      kind,
      count: known.count + more,
      open: known.open + (status === 'open' ? more : 0),
      amount: known.amount + Number(amount),
      carried: known.carried + (status === 'carried' ? more : 0),
    })
  }
  return [...found.values()]
}

/** Makes the issue of a month that was just locked, and leads its record to it; call in the transaction of the lock. */
export async function issueMonth(world: World, row: MonthRow & Stored): Promise<void> {
  const { knex } = world.database
  const earlier: { id: number; edition: number; current: number }[] = await knex('fundRecoveries')
    .where({ month: row.month })
    .orderBy('edition')
    .select('id', 'edition', 'current')
  const edition = (earlier.at(-1)?.edition ?? 0) + 1
  const { rows, totals } = await tableOf(world, periodOf(row.month))
  const { planned, paidOfPlan, recoveryRate, advanced, ...figures } = totals
  // What people, units and customers are called later changes no paper that was signed.
  const people = await namesOf(world, 'users', [row.clerk, row.finance, ...rows.map(({ salesperson }) => salesperson)])
  const units = await namesOf(
    world,
    'departments',
    rows.map(({ department }) => department),
  )
  const superseded = earlier.filter(({ current }) => current).map(({ id }) => id)
  if (superseded.length > 0) await updateMany(world, system, 'fundRecoveries', superseded, { current: false })
  const { id } = await create(world, system, 'fundRecoveries', {
    number: `HS-${row.month.slice(0, 7).replace('-', '')}-${String(edition).padStart(2, '0')}`,
    month: row.month,
    reconciliation: row.id,
    edition,
    current: true,
    ...inYuan(figures),
    recoveryRate: percent(recoveryRate),
    advanced: yuan(advanced),
    capitals: inCapitals(yuan(figures.closing)),
    planned: yuan(planned),
    paidOfPlan: yuan(paidOfPlan),
    lines: rows.map(
      ({ customer, salesperson, department, name, planned: plan, paidOfPlan: paid, recoveryRate: rate, advanced: ahead, ...each }) => ({
        customer,
        name,
        salesperson,
        seller: people.get(salesperson),
        department,
        unit: units.get(department),
        ...inYuan(each),
        recoveryRate: percent(rate),
        advanced: yuan(ahead),
        planned: yuan(plan),
        paidOfPlan: yuan(paid),
      }),
    ),
    differences: (await countKinds(world, row.month)).map(({ kind, count, amount, carried }) => ({
      kind,
      count,
      amount: yuan(amount),
      carried,
    })),
    bankCount: row.bankCount,
    matchedCount: row.matchedCount,
    bankAmount: yuan(Number(row.bankAmount ?? 0)),
    matchedAmount: yuan(Number(row.matchedAmount ?? 0)),
    unclaimedCount: row.unclaimedCount,
    unclaimedAmount: yuan(Number(row.unclaimedAmount ?? 0)),
    unclaimedSince: row.unclaimedSince,
    clerk: row.clerk,
    clerkName: people.get(row.clerk),
    clerkSignedAt: row.clerkSignedAt,
    finance: row.finance,
    financeName: people.get(row.finance),
    financeSignedAt: row.financeSignedAt,
    policies: row.policies,
    policy: basis.join('\n'),
    issuedAt: world.now().toISOString(),
  })
  await updateMany(world, system, 'reconciliations', [row.id], { issue: id })
}

/** The issue of a month that was re-opened is no longer the one in force. */
export async function retireIssue(world: World, month: string): Promise<void> {
  const rows: { id: number }[] = await world.database.knex('fundRecoveries').where({ month, current: 1 }).select('id')
  const ids = rows.map(({ id }) => id)
  if (ids.length > 0) await updateMany(world, system, 'fundRecoveries', ids, { current: false })
}

/** `2026-10` → the number of its record. */
export const numberOf = (month: string): string => `ZJ-${named(month).replace('-', '')}`
