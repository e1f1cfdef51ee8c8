/** Which open signatures somebody may give, in person or for somebody away: one rule for the inbox and for the act of signing. */
import type { Knex } from 'knex'
import type { Actor } from '../access/actor.ts'
import { dayOf } from '../calendar/today.ts'
import type { World } from '../records/index.ts'

/** Those who asked for the document of a case; none of them signs it. */
export async function partiesOf({ database: { knex } }: World, id: number): Promise<number[]> {
  const rows: { person: number }[] = await knex('approvals_parties').where({ parent: id }).select('person')
  return rows.map(({ person }) => person)
}

/**
 * Pending cases `a` with their open signatures `t` of `p` that `actor` may give today. The actor is in office, no party to the case, and
 * signs as `p` or under a delegation for such documents; `p` is in office and holds the role that the step asks for. Nobody who signed signs
 * again for somebody else (§23.4); where every step asks for a different person, nobody's hand or name stands twice (ORD-02).
 */
export function openTo({ database: { knex }, now, timeZone }: World, actor: Actor): Knex.QueryBuilder {
  const me = actor.id ?? 0
  const today = dayOf(now(), timeZone)
  const signed = () => knex({ s: 'approvals_tasks' }).where({ 's.parent': knex.ref('a.id'), 's.state': 'approved' })
  const delegation = knex({ d: 'delegations' })
    .where({ 'd.user': knex.ref('t.approver'), 'd.to': me })
    .whereNull('d.deletedAt')
    .where('d.from', '<=', today)
    .where('d.until', '>=', today)
    .where((query) => query.whereNull('d.document').orWhere('d.document', knex.ref('a.document')))
  const byMe = signed().where((query) => query.where('s.actedBy', me).orWhere((own) => own.where('s.approver', me).whereNull('s.actedBy')))
  const byEither = signed().where((query) =>
    query.whereIn('s.actedBy', [me, knex.ref('t.approver')]).orWhereIn('s.approver', [me, knex.ref('t.approver')]),
  )
  return knex({ a: 'approvals' })
    .join({ t: 'approvals_tasks' }, 't.parent', 'a.id')
    .join({ p: 'users' }, 'p.id', 't.approver')
    .where({ 'a.state': 'pending', 't.state': 'open', 'p.active': 1 })
    .whereNull('a.deletedAt')
    .whereNull('p.deletedAt')
    .where((query) => query.whereNull('t.role').orWhere('t.role', knex.ref('p.role')))
    .whereExists(knex('users').where({ id: me, active: 1 }).whereNull('deletedAt'))
    .whereNotExists(knex({ n: 'approvals_parties' }).where({ 'n.parent': knex.ref('a.id'), 'n.person': me }))
    .where((query) => query.where('t.approver', me).orWhere((other) => other.whereExists(delegation).whereNotExists(byMe)))
    .where((query) => query.whereNull('a.distinctSigners').orWhere('a.distinctSigners', 0).orWhereNotExists(byEither))
}
