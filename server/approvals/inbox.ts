/** The approvals that wait for somebody, with the document as submitted; and how a record's approval stands. */
import type { Actor } from '../access/actor.ts'
import type { CompleteRegister } from '../catalog/complete.ts'
import { getMany, type StoredRecord, type World } from '../records/index.ts'
import { absentFor } from './decide.ts'

export interface Waiting {
  readonly id: number
  readonly number: string
  readonly title: string
  readonly document: string
  readonly record: number
  readonly applicant: string
  readonly amount: string | null
  readonly stepName: string | null
  readonly submittedAt: string
  readonly stepSince: string | null
  /** Whose signature it is, when somebody away is signed for. */
  readonly onBehalfOf: string | null
  readonly snapshot: Readonly<Record<string, unknown>>
}

const most = 200

/** Cases whose open signature is the actor's, or that of somebody he or she stands in for; the longest waiting first. */
export async function inbox(world: World, actor: Actor): Promise<Waiting[]> {
  const absent = await absentFor(world, actor)
  const { knex } = world.database
  const rows: Record<string, unknown>[] = await knex({ a: 'approvals' })
    .join({ t: 'approvals_tasks' }, 't.parent', 'a.id')
    .leftJoin({ u: 'users' }, 'u.id', 'a.applicant')
    .leftJoin({ p: 'users' }, 'p.id', 't.approver')
    .where({ 'a.state': 'pending', 't.state': 'open' })
    .whereNull('a.deletedAt')
    .whereIn('t.approver', [actor.id ?? 0, ...absent])
    .where((query) => query.whereNull('a.applicant').orWhereNot('a.applicant', actor.id ?? 0))
    .orderBy('a.stepSince')
    .limit(most)
    .select('a.id', 'a.number', 'a.title', 'a.document', 'a.record', 'a.amount', 'a.stepName', 'a.submittedAt', 'a.stepSince', 'a.snapshot')
    .select({ applicant: 'u.name', approver: 't.approver', approverName: 'p.name' })
  const limits = await Promise.all([...new Set(absent)].map(async (user) => [user, await documentsOf(world, actor, user)] as const))
  const seen = new Set<unknown>()
  return rows.flatMap((row) => {
    const own = row.approver === actor.id
    const documents = limits.find(([user]) => user === row.approver)?.[1]
    if (seen.has(row.id) || (!own && documents && !documents.includes(String(row.document)))) return []
    seen.add(row.id)
    return [waitingOf(row, own)]
  })
}

/** The documents somebody's delegation to the actor is limited to; undefined when it is for all. */
async function documentsOf(world: World, actor: Actor, user: number): Promise<string[] | undefined> {
  const rows: { document: string | null }[] = await world.database
    .knex('delegations')
    .where({ user, to: actor.id })
    .whereNull('deletedAt')
    .select('document')
  return rows.some(({ document }) => !document) ? undefined : rows.flatMap(({ document }) => document ?? [])
}

const waitingOf = (row: Record<string, unknown>, own: boolean): Waiting => ({
  id: row.id as number,
  number: String(row.number),
  title: String(row.title),
  document: String(row.document),
  record: row.record as number,
  applicant: String(row.applicant ?? ''),
  amount: typeof row.amount === 'number' || typeof row.amount === 'string' ? String(row.amount) : null,
  stepName: row.stepName as string | null,
  submittedAt: String(row.submittedAt),
  stepSince: row.stepSince as string | null,
  onBehalfOf: own ? null : String(row.approverName),
  snapshot: typeof row.snapshot === 'string' ? (JSON.parse(row.snapshot) as Record<string, unknown>) : {},
})

/** The cases of one record, newest first, for whoever may read the record. */
export async function casesOf(world: World, actor: Actor, register: CompleteRegister, record: number) {
  const [seen] = await getMany(world, actor, register.name, [record])
  if (!seen) return []
  const { knex } = world.database
  const rows: StoredRecord[] = await knex({ a: 'approvals' })
    .leftJoin({ u: 'users' }, 'u.id', 'a.applicant')
    .where({ document: register.name, record })
    .whereNull('a.deletedAt')
    .orderBy('a.id', 'desc')
    .select('a.id', 'a.number', 'a.state', 'a.stepName', 'a.submittedAt', 'a.decidedAt', 'a.rule', {
      applicant: 'u.name',
      by: 'a.applicant',
    })
  const tasks: Record<string, unknown>[] = await knex({ t: 'approvals_tasks' })
    .leftJoin({ u: 'users' }, 'u.id', 't.approver')
    .leftJoin({ b: 'users' }, 'b.id', 't.actedBy')
    .whereIn(
      't.parent',
      rows.map(({ id }) => id),
    )
    .orderBy(['t.step', 't.position'])
    .select('t.parent', 't.step', 't.stepName', 't.mode', 't.state', 't.at', 't.comment', { approver: 'u.name', actedBy: 'b.name' })
  return rows.map(({ rule, by, ...row }) => ({
    ...row,
    /** May the asker remind those it waits for? */
    mine: by === actor.id || actor.role === 'administrator',
    rule: typeof rule === 'string' ? (JSON.parse(rule) as unknown) : null,
    tasks: tasks.filter(({ parent }) => parent === row.id).map(({ parent: _, ...task }) => task),
  }))
}
