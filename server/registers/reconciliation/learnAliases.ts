/** Remembers, from a match that a person confirmed, under which name and from which account the customer pays, and forgets it when the match was a mistake (PAY-14). */
import { system } from '../../access/actor.ts'
import { normaliseName } from '../../reconciliation/matching/names.ts'
import { createMany, remove, type Stored, updateMany, type World } from '../../records/index.ts'

export async function learnAliases(world: World, match: Stored): Promise<void> {
  const { knex } = world.database
  const receipts = ((match.papers as Stored[] | undefined) ?? []).flatMap(({ receipt }) => (receipt ? [Number(receipt)] : []))
  const customers: { customer: number; name: string }[] = await knex({ r: 'receipts' })
    .join({ c: 'customers' }, 'c.id', 'r.customer')
    .whereIn('r.id', receipts)
    .distinct({ customer: 'c.id', name: 'c.name' })
  const [owner] = customers
  if (!owner || customers.length > 1) return
  const lines: { payer: string | null; payerAccount: string | null; amount: number }[] = await knex('bankLines')
    .whereIn(
      'id',
      ((match.bank as Stored[] | undefined) ?? []).map(({ line }) => Number(line)),
    )
    .where('amount', '>', 0)
    .whereNotNull('payer')
    .select('payer', 'payerAccount', 'amount')
  const own: { normalised: string | null; account: string | null }[] = await knex('payerAliases')
    .where({ customer: owner.customer })
    .whereNull('deletedAt')
    .select('normalised', 'account')
  const known = new Set(own.map(({ normalised, account }) => `${normalised}/${account ?? ''}`))
  const bodies = lines.flatMap(({ payer, payerAccount }) => {
    const normalised = normaliseName(payer)
    const key = `${normalised}/${payerAccount ?? ''}`
    // The customer's own name without an account teaches nothing.
    if (normalised === '' || known.has(key) || (payerAccount === null && normalised === normaliseName(owner.name))) return []
    known.add(key)
    return [{ customer: owner.customer, name: payer, account: payerAccount, source: match.id }]
  })
  if (bodies.length > 0) await createMany(world, system, 'payerAliases', bodies)
}

/** Forgets what a match taught that is undone, unless another match that a person made says the same: a mistake must not go on making matches of its own. */
export async function forgetAliases(world: World, match: Stored): Promise<void> {
  const { knex } = world.database
  const taught: { id: number; customer: number; name: string; account: string | null }[] = await knex('payerAliases')
    .where({ source: Number(match.id) })
    .whereNull('deletedAt')
    .orderBy('id')
    .select('id', 'customer', 'name', 'account')
  for (const { id, customer, name, account } of taught) {
    // What the system matched proves nothing: it may stand on the very name that is forgotten.
    const other: { id: number } | undefined = await knex({ m: 'matches' })
      .join({ b: 'matches_bank' }, 'b.parent', 'm.id')
      .join({ l: 'bankLines' }, 'l.id', 'b.line')
      .join({ p: 'matches_papers' }, 'p.parent', 'm.id')
      .join({ r: 'receipts' }, 'r.id', 'p.receipt')
      .where({ 'm.status': 'confirmed', 'm.made': 'person', 'r.customer': customer, 'l.payer': name, 'l.payerAccount': account })
      .whereNull('m.deletedAt')
      .orderBy('m.id')
      .first('m.id')
    if (other) await updateMany(world, system, 'payerAliases', [id], { source: other.id })
    else await remove(world, system, 'payerAliases', id)
  }
}
