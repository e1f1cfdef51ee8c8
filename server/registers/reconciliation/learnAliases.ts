/** Remembers, from a match that a person confirmed, under which name and from which account the customer pays (PAY-14). */
import { system } from '../../access/actor.ts'
import { normaliseName } from '../../reconciliation/matching/names.ts'
import { createMany, type Stored, type World } from '../../records/index.ts'

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
