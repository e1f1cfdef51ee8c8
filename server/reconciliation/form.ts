/** The sales-funds recovery table as the paper form shows it (PAY-05): of the issue once there is one in force, else of the registers as they stand. */
import { inCapitals } from '../definition/capitals.ts'
import { formatDecimal, yuan } from '../definition/decimal.ts'
import { type Language, say, type Words } from '../definition/words.ts'
import type { World } from '../records/index.ts'
import { basis, countKinds } from './issue.ts'
import { figures } from './ledger.ts'
import type { RecoveryForm, Signature } from './messages.ts'
import { type MonthRow, monthRow } from './month.ts'
import { namesOf } from './names.ts'
import { named, periodOf } from './period.ts'
import { tableOf } from './table.ts'

type Row = Readonly<Record<string, unknown>>

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
const columns = [...figures, 'planned', 'paidOfPlan', 'advanced'] as const
const amountsOf = (row: Row) =>
  ({
    ...Object.fromEntries(columns.map((name) => [name, yuan(Number(row[name] ?? 0))])),
    recoveryRate: typeof row.recoveryRate === 'number' ? formatDecimal(row.recoveryRate, 2) : null,
  }) as unknown as RecoveryForm['totals']

const inWords = ({ opening, invoiced, received, closing }: RecoveryForm['totals']): RecoveryForm['capitals'] => ({
  opening: inCapitals(opening),
  invoiced: inCapitals(invoiced),
  received: inCapitals(received),
  closing: inCapitals(closing),
})

type Signed = Pick<MonthRow, 'clerk' | 'clerkSignedAt' | 'finance' | 'financeSignedAt'> & {
  readonly clerkName?: string | null
  readonly financeName?: string | null
}

async function signaturesOf(world: World, row: Signed | undefined): Promise<{ clerk: Signature | null; finance: Signature | null }> {
  const names = await namesOf(world, 'users', [row?.clerk, row?.finance])
  const signed = (who: number | null | undefined, at: string | null | undefined, name: string | null | undefined) =>
    who && at ? { name: name ?? names.get(who) ?? `#${who}`, at } : null
  return {
    clerk: signed(row?.clerk, row?.clerkSignedAt, row?.clerkName),
    finance: signed(row?.finance, row?.financeSignedAt, row?.financeName),
  }
}

/** Rows with the names that the paper shows: those it was signed with, else those of now. */
async function withNames(world: World, rows: readonly Row[]): Promise<RecoveryForm['rows']> {
  const [people, units, parties] = [
    await namesOf(
      world,
      'users',
      rows.map(({ salesperson }) => salesperson),
    ),
    await namesOf(
      world,
      'departments',
      rows.map(({ department }) => department),
    ),
    await namesOf(
      world,
      'customers',
      rows.map(({ customer }) => customer),
    ),
  ]
  return rows.map((row) => ({
    customer: Number(row.customer),
    name: text(row.name) ?? parties.get(row.customer) ?? `#${String(row.customer)}`,
    salesperson: text(row.seller) ?? people.get(row.salesperson) ?? null,
    department: text(row.unit) ?? units.get(row.department) ?? null,
    ...amountsOf(row),
  }))
}

/** The basis that an issue was signed with. */
const basisOf = (policy: string | null): Words => {
  const [zh = basis[0], en = basis[1]] = policy ? policy.split('\n') : []
  return [zh, en]
}

/** The form of the month that begins on `from`. */
export async function recoveryForm(world: World, from: string, language: Language): Promise<RecoveryForm> {
  const { knex } = world.database
  const issue: (Row & MonthRow & { id: number; policy: string | null }) | undefined = await knex('fundRecoveries')
    .where({ month: from, current: 1 })
    .first()
  if (issue) {
    const lines: Row[] = await knex('fundRecoveries_lines').where({ parent: issue.id }).orderBy('position')
    const kinds: Row[] = await knex('fundRecoveries_differences').where({ parent: issue.id }).orderBy('position')
    return {
      number: issue.number,
      month: named(from),
      issued: true,
      rows: await withNames(world, lines),
      totals: amountsOf(issue),
      capitals: inWords(amountsOf(issue)),
      differences: kinds.map(({ kind, count, amount, carried }) => ({
        kind: String(kind),
        count: Number(count),
        amount: yuan(Number(amount ?? 0)),
        carried: Number(carried),
      })),
      ...(await signaturesOf(world, issue)),
      basis: say(basisOf(issue.policy), language),
    }
  }
  const { rows, totals } = await tableOf(world, periodOf(from))
  return {
    number: null,
    month: named(from),
    issued: false,
    rows: await withNames(world, rows as unknown as Row[]),
    totals: amountsOf({ ...totals }),
    capitals: inWords(amountsOf({ ...totals })),
    differences: (await countKinds(world, from)).map(({ kind, count, amount, carried }) => ({
      kind,
      count,
      amount: yuan(amount),
      carried,
    })),
    ...(await signaturesOf(world, await monthRow(world, from))),
    basis: say(basis, language),
  }
}
