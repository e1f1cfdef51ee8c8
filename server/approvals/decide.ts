/** What people do with a case: sign, send back, add a signer, remind. Every act re-reads the case under a lock, so two of them never both count. */
import { type Actor, system } from '../access/actor.ts'
import { grantsOf } from '../access/grants.ts'
import { invalid, Refusal } from '../errors.ts'
import { insist, updateMany, type World } from '../records/index.ts'
import { type CaseRow, callOpen, settle } from './cases.ts'
import { openTo, partiesOf } from './signing.ts'
import { signersOf, staffed, type Task } from './tasks.ts'
import { notify } from './tell.ts'

const missing = () => new Refusal(404, 'missing', ['找不到这张审批单。', 'There is no such approval.'])

/** The case, nobody else's until the transaction ends, with its signatures. Throws a 409 Refusal when it is no longer pending. */
export async function hold(world: World, id: number): Promise<{ row: CaseRow; tasks: Task[] }> {
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
    .select('id', 'step', 'stepName', 'mode', 'approver', 'role', 'state', 'actedBy', 'at', 'comment', 'addedBy')
  return { row, tasks }
}

/** The open signature that `actor` may give, in person or for somebody away. */
async function taskOf(world: World, actor: Actor, row: CaseRow, tasks: readonly Task[]): Promise<Task> {
  const open: { id: number; approver: number }[] = await openTo(world, actor).where('a.id', row.id).select('t.id', 't.approver')
  const chosen = open.find(({ approver }) => approver === actor.id) ?? open[0]
  const task = tasks.find(({ id }) => id === chosen?.id)
  if (task) return task
  if ((await partiesOf(world, row.id)).includes(actor.id ?? 0))
    throw new Refusal(409, 'refused', [
      `审批单 ${row.number} 由您提交、制单或申请，您不能签批，受托代签也不行；请由他人签批。`,
      `You submitted, made or applied for what ${row.number} is about: you never sign it, not even for somebody else; another person does.`,
    ])
  if (signersOf(tasks).has(actor.id ?? 0))
    throw new Refusal(409, 'refused', [
      `您已在审批单 ${row.number} 中签过，不能再代他人签批；请由他人签批。`,
      `You signed ${row.number} already and do not sign it again for somebody else; another person does.`,
    ])
  throw new Refusal(409, 'refused', [
    `审批单 ${row.number} 现在不由您签批（未到您的步骤、委托已到期，或签批人已停用、不再任该角色）；无人可签时由系统管理员改派，或申请人撤回后重新提交。`,
    `Approval ${row.number} is not yours to sign now (another step is open, the delegation has ended, or its signer was disabled or holds the role no longer); where nobody can sign, an administrator names another signer, or the applicant calls it back and submits it again.`,
  ])
}

/** Where a chain asks for different people, somebody must be left for every signature still missing. */
export function demandStaffed(row: CaseRow, tasks: readonly Task[]): void {
  if (row.distinctSigners && !staffed(tasks))
    throw new Refusal(409, 'refused', [
      `审批单 ${row.number} 要求各步由不同的人签；这样签，后面的步骤就没有别人可签了。请由此步骤的其他人签批，或由管理员补充签批人后重新提交。`,
      `${row.number} asks a different person for every step, and signed like this a later step would have nobody left; another signer of this step signs, or an administrator names more and it is submitted again.`,
    ])
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
    if (decision === 'approve') demandStaffed(row, tasks)
    await settle(inner, actor, row, tasks, decision === 'return' ? { comment: comment ?? '' } : undefined)
  })

/** Is this an active user whose role reads the register at all? */
async function mayRead({ database, catalog }: World, user: number, register: string): Promise<boolean> {
  const role: { id: number; code: string } | undefined = await database
    .knex({ u: 'users' })
    .join({ r: 'roles' }, 'r.id', 'u.role')
    .where({ 'u.id': user, 'u.active': 1 })
    .whereNull('u.deletedAt')
    .first('r.id', 'r.code')
  return role !== undefined && ((await grantsOf(database, catalog, role))(register).read ?? 'none') !== 'none'
}

/** A further signer is in office, may read the document, is no party to the case and not in the step already. Throws a 422 Refusal. */
export async function demandSigner(world: World, row: CaseRow, tasks: readonly Task[], step: number, user: number): Promise<void> {
  const already = tasks.some((task) => task.step === step && task.approver === user)
  const party = (await partiesOf(world, row.id)).includes(user)
  if (already || party || !(await mayRead(world, user, row.document)))
    throw invalid(['加签', 'Adding a signer'], {
      user: [
        '请选择一位在岗、能查看此类单据、不是提交人、制单人或申请人、也不在此步骤中的同事。',
        'Choose an active colleague who may read such documents, did not submit, make or apply for this one, and is not in this step already.',
      ],
    })
}

/** Adds a signer to the open step (加签); he or she must sign before it goes on. */
export const addSigner = (world: World, actor: Actor, id: number, user: number, comment: string | null): Promise<void> =>
  insist(world, async (inner) => {
    const { row, tasks } = await hold(inner, id)
    const task = await taskOf(inner, actor, row, tasks)
    await demandSigner(inner, row, tasks, task.step, user)
    const extra: Task = { ...task, approver: user, role: null, state: 'open', actedBy: null, at: null, comment, addedBy: actor.id }
    const { id: _, ...fresh } = extra
    demandStaffed(row, [...tasks, fresh])
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
