/** What people do with a case: sign, send back, add a signer, remind. Every act re-reads the case under a lock, so two of them never both count. */
import type { Actor } from '../access/actor.ts'
import { system } from '../access/actor.ts'
import { dayOf } from '../calendar/today.ts'
import { invalid, Refusal } from '../errors.ts'
import { insist, type StoredRecord, updateMany, type World } from '../records/index.ts'
import { type CaseRow, callOpen, settle } from './cases.ts'
import type { Task } from './tasks.ts'
import { notify } from './tell.ts'

const missing = () => new Refusal(404, 'missing', ['找不到这张审批单。', 'There is no such approval.'])

/** The case, nobody else's until the transaction ends, with its signatures. Throws a 409 Refusal when it is no longer pending. */
async function hold(world: World, id: number): Promise<{ row: CaseRow; tasks: Task[] }> {
  const { knex, dialect } = world.database
  const [row]: CaseRow[] = await dialect.hold(knex('approvals').where({ id }).whereNull('deletedAt').select('*'), 'changed')
  if (!row) throw missing()
  if (row.state !== 'pending')
    throw new Refusal(409, 'decided', [
      `审批单 ${row.number} 已办结，不能再次签批；请刷新查看结果。`,
      `Approval ${row.number} is decided already and cannot be signed again; refresh to see how.`,
    ])
  const tasks: Task[] = await knex('approvals_tasks')
    .where({ parent: id })
    .orderBy('position')
    .select('id', 'step', 'stepName', 'mode', 'approver', 'state', 'actedBy', 'at', 'comment', 'addedBy')
  return { row, tasks }
}

/** People for whom `actor` may sign today, for documents of this register. */
export async function absentFor({ database: { knex }, now, timeZone }: World, actor: Actor, document?: string): Promise<number[]> {
  const today = dayOf(now(), timeZone)
  const rows: { user: number; document: string | null }[] = await knex('delegations')
    .where({ to: actor.id })
    .whereNull('deletedAt')
    .where('from', '<=', today)
    .where('until', '>=', today)
    .select('user', 'document')
  return rows.flatMap((row) => (!document || !row.document || row.document === document ? [row.user] : []))
}

/** The open signature that `actor` may give, in person or for somebody away. */
async function taskOf(world: World, actor: Actor, row: CaseRow, tasks: readonly Task[]): Promise<Task> {
  const open = tasks.filter(({ state }) => state === 'open')
  const own = open.find(({ approver }) => approver === actor.id)
  if (own) return own
  const absent = await absentFor(world, actor, row.document)
  const task = open.find(({ approver }) => absent.includes(approver))
  if (!task)
    throw new Refusal(409, 'refused', [
      `审批单 ${row.number} 现在不由您签批（未到您的步骤，或委托已到期）。`,
      `Approval ${row.number} is not yours to sign now (another step is open, or the delegation has ended).`,
    ])
  if (row.applicant === actor.id)
    throw new Refusal(409, 'refused', [
      '申请人不能签批自己的单据，受托代签也不行。',
      'An applicant never signs his or her own document, not even for somebody else.',
    ])
  return task
}

export type Decision = 'approve' | 'return'

/** Signs or sends back one case. Throws a 422 Refusal when it is sent back without a word, 409 when it is not the actor's to decide. */
export const decide = (world: World, actor: Actor, id: number, decision: Decision, comment: string | null): Promise<void> =>
  insist(world, async (inner) => {
    const { row, tasks } = await hold(inner, id)
    const task = await taskOf(inner, actor, row, tasks)
    if (decision === 'return' && !comment)
      throw invalid(['退回', 'Sending back'], { comment: ['请写明退回原因。', 'Say why it is sent back.'] })
    Object.assign(task, {
      state: decision === 'approve' ? 'approved' : 'returned',
      actedBy: task.approver === actor.id ? null : actor.id,
      at: inner.now().toISOString(),
      comment,
    } satisfies Partial<Task>)
    await settle(inner, actor, row, tasks, decision === 'return' ? { comment: comment ?? '' } : undefined)
  })

/** Adds a signer to the open step (加签); he or she must sign before it goes on. */
export const addSigner = (world: World, actor: Actor, id: number, user: number, comment: string | null): Promise<void> =>
  insist(world, async (inner) => {
    const { row, tasks } = await hold(inner, id)
    const task = await taskOf(inner, actor, row, tasks)
    const added: StoredRecord | undefined = await inner.database.knex('users').where({ id: user, active: 1 }).whereNull('deletedAt').first()
    const already = tasks.some(({ step, approver }) => step === task.step && approver === user)
    if (!added || user === row.applicant || already)
      throw invalid(['加签', 'Adding a signer'], {
        user: [
          '请选择一位在岗、不是申请人、也不在此步骤中的同事。',
          'Choose an active colleague who is neither the applicant nor in this step already.',
        ],
      })
    const extra: Task = { ...task, approver: user, state: 'open', actedBy: null, at: null, comment, addedBy: actor.id }
    const { id: _, ...fresh } = extra
    await updateMany(inner, system, 'approvals', [row.id], { tasks: [...tasks, fresh] })
    await callOpen(inner, row, [extra])
  })

/** Reminds those whose signature is open; by the applicant or an administrator, at most once an hour. */
export const remind = (world: World, actor: Actor, id: number): Promise<void> =>
  insist(world, async (inner) => {
    const { row, tasks } = await hold(inner, id)
    if (row.applicant !== actor.id && actor.role !== 'administrator') throw missing()
    const about = { document: row.document, record: row.record, title: row.title }
    const since = new Date(inner.now().getTime() - 3_600_000).toISOString()
    const recent: unknown = await inner.database
      .knex('notices')
      .where({ document: row.document, record: row.record, kind: 'reminder' })
      .where('at', '>', since)
      .first('id')
    if (recent) throw new Refusal(409, 'refused', ['一小时内已催办过。', 'They were reminded within the last hour.'])
    const waiting = tasks.filter(({ state }) => state === 'open').map(({ approver }) => approver)
    await notify(inner, waiting, 'reminder', about)
  })
