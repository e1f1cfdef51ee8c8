/** Cases that wait for somebody who left or holds the role no longer: nobody could sign them, so an administrator is told and names another signer. */
import { type Actor, system } from '../access/actor.ts'
import { forbidden, Refusal } from '../errors.ts'
import { insist, updateMany, type World } from '../records/index.ts'
import { callOpen } from './cases.ts'
import { demandSigner, demandStaffed, hold } from './decide.ts'
import { orphaned, type Task } from './tasks.ts'

export interface Stranded {
  readonly id: number
  readonly number: string
  readonly title: string
  readonly document: string
  readonly record: number
  readonly applicant: string | null
  readonly stepName: string | null
  /** Names of those it waits for. */
  readonly waitsFor: readonly string[]
}

type OpenTask = Task & { readonly parent: number; readonly name: string; readonly able: number }

/** The open signatures of pending cases, each with whether its signer is in office and holds the role the step asks for. */
const openTasks = ({ database: { knex } }: World, id?: number): Promise<OpenTask[]> =>
  knex({ a: 'approvals' })
    .join({ t: 'approvals_tasks' }, (join) => join.on('t.parent', 'a.id').andOn('t.step', 'a.step'))
    .join({ p: 'users' }, 'p.id', 't.approver')
    .where('a.state', 'pending')
    .whereNull('a.deletedAt')
    .modify((query) => (id === undefined ? query : query.where('a.id', id)))
    .orderBy(['t.parent', 't.position'])
    .select('t.parent', 't.id', 't.step', 't.stepName', 't.mode', 't.approver', 't.role', 't.state', 't.addedBy', 'p.name', {
      able: knex.raw('case when ?? = 1 and ?? is null and (?? is null or ?? = ??) then 1 else 0 end', [
        'p.active',
        'p.deletedAt',
        't.role',
        't.role',
        'p.role',
      ]),
    })

const lostOf = (tasks: readonly OpenTask[]) => orphaned(tasks, ({ able }) => Number(able) === 1)

/** Pending cases that nobody can sign as they stand, the longest waiting first. */
export async function stranded(world: World): Promise<Stranded[]> {
  const tasks = await openTasks(world)
  const waiting = new Map<number, string[]>()
  for (const parent of new Set(tasks.map((task) => task.parent))) {
    const names = lostOf(tasks.filter((task) => task.parent === parent)).flatMap((group) => group.map(({ name }) => name))
    if (names.length > 0) waiting.set(parent, names)
  }
  const rows: Omit<Stranded, 'waitsFor'>[] = await world.database
    .knex({ a: 'approvals' })
    .leftJoin({ u: 'users' }, 'u.id', 'a.applicant')
    .whereIn('a.id', [...waiting.keys()])
    .orderBy(['a.stepSince', 'a.id'])
    .select('a.id', 'a.number', 'a.title', 'a.document', 'a.record', 'a.stepName', { applicant: 'u.name' })
  return rows.map((row) => ({ ...row, waitsFor: waiting.get(row.id) ?? [] }))
}

/** Names another signer for a signature that nobody can give any more; who was to give it stays on the case. By an administrator alone. Throws a 409 Refusal while somebody can sign. */
export const reassign = (world: World, actor: Actor, id: number, user: number, comment: string | null): Promise<void> =>
  insist(world, async (inner) => {
    if (actor.role !== 'administrator') throw forbidden('只有系统管理员能改派签批人。', 'Only an administrator names another signer.')
    const { row, tasks } = await hold(inner, id)
    const [lost] = lostOf(await openTasks(inner, id))
    const [first] = lost ?? []
    if (!lost || !first)
      throw new Refusal(409, 'refused', [
        `审批单 ${row.number} 的签批人在岗，可以签批，无需改派；缺席时由其委托他人。`,
        `The signers of ${row.number} are in office and can sign; nobody else is named. Whoever is away delegates.`,
      ])
    await demandSigner(inner, row, tasks, first.step, user)
    const gone = new Set(lost.map((task) => task.id))
    const at = inner.now().toISOString()
    const kept = tasks.map((task) => (gone.has(task.id) ? { ...task, state: 'replaced' as const, at } : task))
    const { stepName, step, mode } = first
    const fresh: Task = {
      step,
      stepName,
      mode,
      approver: user,
      role: null,
      state: 'open',
      actedBy: null,
      at: null,
      comment,
      addedBy: actor.id,
    }
    demandStaffed(row, [...kept, fresh])
    await updateMany(inner, system, 'approvals', [row.id], { tasks: [...kept, fresh] })
    await callOpen(inner, row, [fresh])
  })
