/** What was received, credited, written off and adjusted on an invoice, counted from the papers themselves (PAY-15); the one place that writes it. */
import { system } from '../../access/actor.ts'
import { yuan } from '../../definition/decimal.ts'
import { updateMany, type World } from '../../records/index.ts'

interface Sum {
  readonly amount: unknown
  readonly latest: string | null
}

/** Brings these invoices up to date with confirmed receipts, returns, bad debts and approved adjustments, in the order of their ids; the day of closing is that of the last paper. */
export async function reckonInvoices(world: World, invoices: readonly unknown[]): Promise<void> {
  const { knex, dialect } = world.database
  const ids = [...new Set(invoices)].filter((id) => typeof id === 'number').sort((a, b) => a - b)
  for (const id of ids) {
    await dialect.hold(knex('invoices').where({ id }).select('id'), 'changed')
    const [received]: Sum[] = await knex({ a: 'receipts_allocations' })
      .join({ r: 'receipts' }, 'r.id', 'a.parent')
      .where({ 'a.invoice': id, 'r.status': 'confirmed' })
      .whereNull('r.deletedAt')
      .sum({ amount: 'a.amount' })
      .max({ latest: 'r.date' })
    const [credited]: Sum[] = await knex('returns')
      .where({ invoice: id })
      .whereIn('status', ['confirmed', 'refunded'])
      .whereNull('deletedAt')
      .where('credited', '>', 0)
      .sum({ amount: 'credited' })
      .max({ latest: 'date' })
    const [writtenOff]: Sum[] = await knex('badDebts')
      .where({ invoice: id })
      .whereIn('status', ['confirmed', 'settled'])
      .whereNull('deletedAt')
      .sum({ amount: 'amount' })
      .max({ latest: 'confirmedOn' })
    const adjusted: (Sum & { kind: string })[] = await knex('adjustments')
      .where({ invoice: id, status: 'approved' })
      .whereNull('deletedAt')
      .groupBy('kind')
      .select('kind')
      .sum({ amount: 'amount' })
      .max({ latest: 'date' })
    const sumOf = (kinds: readonly string[]) =>
      adjusted.filter(({ kind }) => kinds.includes(kind)).reduce((total, { amount }) => total + Number(amount), 0)
    const days = [received, credited, writtenOff, ...adjusted]
      .map((sum) => sum?.latest)
      .filter((day): day is string => typeof day === 'string')
      .sort()
    await updateMany(world, system, 'invoices', [id], {
      received: yuan(Number(received?.amount ?? 0)),
      credited: yuan(Number(credited?.amount ?? 0)),
      writtenOff: yuan(Number(writtenOff?.amount ?? 0)),
      discounted: yuan(0 - sumOf(['discount', 'difference'])),
      adjusted: yuan(sumOf(['correction'])),
      closedOn: days.at(-1) ?? null,
    })
  }
}
