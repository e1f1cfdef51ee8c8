/** The approvals that wait for somebody, with the document as submitted; and how a record's approval stands. */
import type { Actor } from '../access/actor.ts'
import type { CompleteRegister } from '../catalog/complete.ts'
import { getMany, type StoredRecord, type World } from '../records/index.ts'
import { openTo } from './signing.ts'
import { snapshotFor } from './snapshot.ts'

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
  const rows: Record<string, unknown>[] = await openTo(world, actor)
    .leftJoin({ u: 'users' }, 'u.id', 'a.applicant')
    .orderBy(['a.stepSince', 'a.id'])
    .limit(most)
    .select('a.id', 'a.number', 'a.title', 'a.document', 'a.record', 'a.amount', 'a.stepName', 'a.submittedAt', 'a.stepSince', 'a.snapshot')
    .select({ applicant: 'u.name', approver: 't.approver', approverName: 'p.name' })
  const found = new Map<unknown, Waiting>()
  for (const row of rows) {
    const own = row.approver === actor.id
    if (own || !found.has(row.id)) found.set(row.id, waitingOf(world, actor, row, own))
  }
  return [...found.values()]
}

/** The title with the kind of document in the reader's language: it is kept as it was submitted, in Chinese. */
function titleFor({ catalog }: World, { language }: Actor, document: string, title: string): string {
  const label = catalog.registers.find(({ name }) => name === document)?.label
  return label && language === 'en' && title.startsWith(`${label[0]} `) ? label[1] + title.slice(label[0].length) : title
}

const waitingOf = (world: World, actor: Actor, row: Record<string, unknown>, own: boolean): Waiting => ({
  id: row.id as number,
  number: String(row.number),
  title: titleFor(world, actor, String(row.document), String(row.title)),
  document: String(row.document),
  record: row.record as number,
  applicant: String(row.applicant ?? ''),
  amount: typeof row.amount === 'number' || typeof row.amount === 'string' ? String(row.amount) : null,
  stepName: row.stepName as string | null,
  submittedAt: String(row.submittedAt),
  stepSince: row.stepSince as string | null,
  onBehalfOf: own ? null : String(row.approverName),
  snapshot: snapshotFor(
    world,
    actor,
    String(row.document),
    typeof row.snapshot === 'string' ? (JSON.parse(row.snapshot) as Record<string, unknown>) : {},
  ),
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
