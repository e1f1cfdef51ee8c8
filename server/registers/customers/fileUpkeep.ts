/** Keeps the four-part customer file (ARC-06) and the stage (ARC-08) in step with contracts, orders and market notes; writes only when something newly appears or disappears. */
import { system } from '../../access/actor.ts'
import { updateMany } from '../../records/index.ts'
import type { Change, Stored } from '../../records/rules.ts'

export type FilePart = 'contracts' | 'sales' | 'market'

const stages = ['potential', 'contacted', 'contracted', 'customer']

/** What a related record says about its customer. */
export interface Sign {
  readonly part: FilePart
  /** The stage that this proves; an ended relation is never revived by itself. */
  readonly stage?: 'contacted' | 'contracted' | 'customer'
  /** The day of a trade, when this is one. */
  readonly tradedOn?: string
}

const partsOf = (customer: Stored): string[] => {
  const raw = customer.fileParts
  if (Array.isArray(raw)) return raw.filter((part): part is string => typeof part === 'string')
  return typeof raw === 'string' && raw !== '' ? (JSON.parse(raw) as string[]) : []
}

/** What must change on the customer for the sign to show; empty when it shows already. */
function patchFor(customer: Stored, sign: Sign): Stored {
  const patch: Stored = {}
  const parts = partsOf(customer)
  if (!parts.includes(sign.part)) patch.fileParts = [...parts, sign.part]
  const stage = String(customer.stage ?? '')
  if (sign.stage && stages.includes(stage) && stages.indexOf(stage) < stages.indexOf(sign.stage)) patch.stage = sign.stage
  if (sign.tradedOn && !customer.firstTradeOn) patch.firstTradeOn = sign.tradedOn
  return patch
}

/** The customer as it is once everybody else is done with it, and nobody else's until this transaction ends: orders of one customer confirmed at the same time wait for each other instead of failing. */
async function hold({ world }: Change, customer: number): Promise<Stored | undefined> {
  const { knex, dialect } = world.database
  const found = knex('customers').where({ id: customer }).whereNull('deletedAt').select('fileParts', 'stage', 'firstTradeOn')
  const [row]: Stored[] = await dialect.hold(found, 'changed')
  return row
}

/** Brings the customer up to what a newly written record says. Cheap for bulk imports: the look is shared by the batch, the fresh read happens only when it seems out of date. */
export async function showOnCustomer(change: Change, customer: unknown, sign: Sign): Promise<void> {
  const seen = await change.look('customers', customer)
  if (!seen || Object.keys(patchFor(seen, sign)).length === 0) return
  const fresh = await hold(change, seen.id)
  const patch = fresh ? patchFor(fresh, sign) : {}
  if (Object.keys(patch).length > 0) await updateMany(change.world, system, 'customers', [seen.id], patch)
}

/** Takes a part out of the customer's file when the last record behind it is gone. */
export async function dropFromCustomer(change: Change, customer: unknown, part: FilePart, table: string): Promise<void> {
  const { knex } = change.world.database
  if (typeof customer !== 'number') return
  if (await knex(table).where({ customer }).whereNull('deletedAt').first('id')) return
  const fresh = await hold(change, customer)
  const parts = fresh ? partsOf(fresh) : []
  if (!parts.includes(part)) return
  await updateMany(change.world, system, 'customers', [customer], { fileParts: parts.filter((each) => each !== part) })
}

/** The usual follow-up of a record that stands for one part of its customer's file. */
export async function keepFile(change: Change, table: string, sign: Sign): Promise<void> {
  const now = change.after.customer
  const then = change.before?.customer
  if (change.verb === 'remove') return dropFromCustomer(change, then, sign.part, table)
  await showOnCustomer(change, now, sign)
  if (change.before && then !== now) await dropFromCustomer(change, then, sign.part, table)
}
