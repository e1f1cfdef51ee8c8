/** Everything that matching needs to know, read out of the registers: open lines and papers, whose names and accounts are whose. */
import { plusDays } from '../calendar/weeks.ts'
import { inPortions } from '../database/portions.ts'
import type { World } from '../records/index.ts'
import { matchedPapers, notCovered } from './matched.ts'
import type { BankFact, Facts, MatchPolicy, PaperFact, PaperKind } from './matching/facts.ts'
import type { Period } from './period.ts'
import { matchableStates } from './unclaimed.ts'

/** The first day that any statement speaks of: what was received before is in no bank file. */
export async function firstDay({ database: { knex } }: World): Promise<string | null> {
  const row: { from?: string | null } | undefined = await knex('bankStatements').whereNull('deletedAt').min({ from: 'from' }).first()
  const line: { date?: string | null } | undefined = await knex('bankLines').whereNull('deletedAt').min({ date: 'date' }).first()
  return [row?.from, line?.date].filter((day): day is string => typeof day === 'string').sort()[0] ?? null
}

async function openLines({ database: { knex } }: World, until: string): Promise<BankFact[]> {
  const rows: {
    id: number
    account: number
    date: string
    open: number
    payer: string | null
    payerAccount: string | null
    serial: string | null
    reference: string | null
    summary: string | null
  }[] = await knex('bankLines')
    .whereNull('deletedAt')
    .whereIn('state', matchableStates)
    .where('date', '<=', until)
    .whereNot({ open: 0 })
    .orderBy('id')
    .select('id', 'account', 'date', 'open', 'payer', 'payerAccount', 'serial', 'reference', 'summary')
  return rows.map(({ id, account, date, open, payer, payerAccount, serial, reference, summary }) => ({
    id,
    account,
    date,
    amount: Number(open),
    payer,
    payerAccount,
    text: [reference, summary, serial].filter(Boolean).join(' '),
  }))
}

interface PaperRow {
  readonly id: number
  readonly number: string
  readonly account: number | null
  readonly date: string
  readonly amount: number
  readonly customer: number
  readonly payer: string | null
  readonly payerAccount: string | null
}

interface Numbered {
  /** Of the receipt. */
  readonly id: number
  readonly one: string | null
  readonly other?: string | null
}

/** Numbers that a payer of these receipts could write: of invoices they pay and of their drafts. */
async function numbersOf({ database: { knex } }: World, ids: readonly number[]): Promise<Map<number, string[]>> {
  const found = new Map<number, string[]>()
  const receipts = (portion: number[]) => knex({ r: 'receipts' }).whereIn('r.id', portion)
  const invoices = await inPortions<Numbered>(ids, (portion) =>
    receipts(portion)
      .join({ a: 'receipts_allocations' }, 'a.parent', 'r.id')
      .join({ i: 'invoices' }, 'i.id', 'a.invoice')
      .select({ id: 'r.id', one: 'i.number', other: 'i.taxNumber' }),
  )
  const drafts = await inPortions<Numbered>(ids, (portion) =>
    receipts(portion).join({ d: 'bankDrafts' }, 'd.id', 'r.draft').select({ id: 'r.id', one: 'd.number' }),
  )
  for (const { id, one, other } of [...invoices, ...drafts])
    for (const number of [one, other]) if (number) found.set(id, [...(found.get(id) ?? []), number])
  return found
}

async function openPapers(world: World, from: string, until: string): Promise<PaperFact[]> {
  const { knex } = world.database
  const open = (kind: PaperKind, day: string) =>
    notCovered(world, kind, knex(kind).whereNull('deletedAt').whereBetween(day, [from, until]).orderBy('id'), ['confirmed'])
  const receipts: PaperRow[] = await open('receipts', 'date')
    .where({ status: 'confirmed', paidInto: 'company' })
    .select('id', 'number', 'account', 'date', 'amount', 'customer', 'payer', 'payerAccount')
  const refunds: PaperRow[] = await open('refunds', 'paidOn')
    .where({ status: 'paid' })
    .select('id', 'number', 'account', { date: 'paidOn' }, 'amount', 'customer', { payer: 'payee' }, { payerAccount: 'payeeAccount' })
  const numbers = await numbersOf(
    world,
    receipts.map(({ id }) => id),
  )
  const facts: PaperFact[] = []
  const add = async (kind: PaperKind, rows: readonly PaperRow[], sign: 1 | -1) => {
    const matched = await matchedPapers(
      world,
      kind,
      rows.map(({ id }) => id),
    )
    for (const { number, amount, ...row } of rows)
      facts.push({
        ...row,
        kind,
        amount: sign * amount - (matched.get(row.id) ?? 0),
        numbers: [number, ...(kind === 'receipts' ? (numbers.get(row.id) ?? []) : [])],
      })
  }
  await add('receipts', receipts, 1)
  await add('refunds', refunds, -1)
  return facts
}

/** The facts of everything open up to some days beyond the end of `period`: a payment of the last day reaches the bank on the first of the next month. */
export async function matchingFacts(world: World, { to }: Period, policy: MatchPolicy): Promise<Facts> {
  const { knex } = world.database
  const until = plusDays(to, policy.window)
  const from = plusDays((await firstDay(world)) ?? to, -policy.window)
  const customers: { id: number; name: string; shortName: string | null }[] = await knex('customers')
    .whereNull('deletedAt')
    .orderBy('id')
    .select('id', 'name', 'shortName')
  const aliases: { customer: number; normalised: string | null; account: string | null }[] = await knex('payerAliases')
    .where({ active: 1 })
    .whereNull('deletedAt')
    .orderBy('id')
    .select('customer', 'normalised', 'account')
  return {
    bank: await openLines(world, until),
    papers: await openPapers(world, from, until),
    customers: customers.map(({ id, name, shortName }) => ({ id, names: shortName ? [name, shortName] : [name] })),
    aliases: aliases.map(({ customer, normalised, account }) => ({ customer, normalised: normalised ?? '', account })),
    policy,
  }
}
