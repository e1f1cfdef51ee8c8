/** Approval cases from submission to the last signature: opened with the document as it was, moved on by signatures, ended by the workflow's own moves. */
import { type Actor, onBehalfOf, system } from '../access/actor.ts'
import type { CompleteRegister } from '../catalog/complete.ts'
import { yuan } from '../definition/decimal.ts'
import type { Words } from '../definition/words.ts'
import { Refusal } from '../errors.ts'
import { createMany, get, move, nameOf, type StoredRecord, updateMany, type World } from '../records/index.ts'
import { approversOf, caseOf } from './approvers.ts'
import { type Chain, chainsFor } from './chains.ts'
import { advance, staffed, type Task } from './tasks.ts'
import { notify } from './tell.ts'

export interface CaseRow {
  readonly id: number
  readonly version: number
  readonly number: string
  readonly title: string
  readonly document: string
  readonly record: number
  readonly applicant: number | null
  readonly customer: number | null
  readonly state: string
  readonly step: number | null
  readonly distinctSigners: number | null
}

/** Sentences for whoever submits a document that nobody can sign. */
const stuck = (register: CompleteRegister, record: StoredRecord, [zh, en]: Words): Words => [
  `${register.label[0]} ${nameOf(register, record)} 不能提交审批：${zh}。`,
  `${register.label[1]} ${nameOf(register, record)} cannot be submitted: ${en}.`,
]

/** The chain and the signers of a document, or why it cannot be submitted. Nobody found stops it; it never passes by itself. */
export async function planOf(
  world: World,
  register: CompleteRegister,
  record: StoredRecord,
  applicant: number | null,
): Promise<{ readonly chain: Chain; readonly tasks: Task[] } | { readonly fault: Words }> {
  const [chain] = await chainsFor(world, register, record, ['approve'])
  if (!chain)
    return {
      fault: stuck(register, record, [
        '没有适用的审批流程，请管理员在“审批流程”中设置',
        'no approval chain applies to it; an administrator sets one up',
      ]),
    }
  const of = caseOf(record, applicant)
  const tasks: Task[] = []
  for (const [index, step] of chain.steps.entries()) {
    const { people, nobody } = await approversOf(world, step, of)
    if (nobody)
      return {
        fault: stuck(register, record, [`审批流程“${chain.name}”的${nobody[0]}`, `in the chain “${chain.name}” there is ${nobody[1]}`]),
      }
    for (const approver of people)
      tasks.push({
        step: index + 1,
        stepName: step.name,
        mode: step.mode ?? 'any',
        approver,
        role: step.by === 'role' ? step.role : null,
        state: 'later',
        actedBy: null,
        at: null,
        comment: null,
        addedBy: null,
      })
  }
  if (chain.distinctSigners && !staffed(tasks))
    return {
      fault: stuck(register, record, [
        `审批流程“${chain.name}”要求各步由不同的人签，现有签批人不够，请管理员补充人员或修改流程`,
        `the chain “${chain.name}” asks a different person for every step and there are too few; an administrator names more or changes the chain`,
      ]),
    }
  return { chain, tasks }
}

const about = ({ document, record, title }: Pick<CaseRow, 'document' | 'record' | 'title'>) => ({ document, record, title })

/** Tells those whose signature is open now. */
export const callOpen = (world: World, of: Pick<CaseRow, 'document' | 'record' | 'title'>, tasks: readonly Task[]): Promise<void> =>
  notify(
    world,
    tasks.filter(({ state }) => state === 'open').map(({ approver }) => approver),
    'approval',
    about(of),
  )

const wireTasks = (tasks: readonly Task[]) => tasks.map(({ id, ...task }) => ({ ...(id === undefined ? {} : { id }), ...task }))

const amountOf = (record: StoredRecord): number | null => {
  const amount = record.amount ?? record.total
  return typeof amount === 'number' ? amount : null
}

/** Opens the case of a document that was just submitted. */
export async function openCase(world: World, actor: Actor, register: CompleteRegister, record: StoredRecord): Promise<void> {
  const plan = await planOf(world, register, record, actor.id)
  if ('fault' in plan) throw new Refusal(409, 'approval', plan.fault)
  const { chain, tasks } = plan
  const now = world.now().toISOString()
  const distinct = Boolean(chain.distinctSigners)
  const step = advance(tasks, now, distinct)
  const title = `${register.label[0]} ${nameOf(register, record)}`
  const { _may: _, _frozen: __, _moves: ___, ...snapshot } = await get(world, actor, register.name, record.id)
  const amount = amountOf(record)
  await createMany(world, system, 'approvals', [
    {
      title,
      document: register.name,
      record: record.id,
      applicant: actor.id,
      customer: typeof record.customer === 'number' ? record.customer : null,
      department: caseOf(record, actor.id).department ?? actor.department,
      amount: amount === null ? null : yuan(amount),
      chain: chain.id,
      state: 'pending',
      step: step ?? null,
      stepName: tasks.find((task) => task.step === step)?.stepName ?? null,
      stepSince: now,
      submittedAt: now,
      parties: caseOf(record, actor.id).parties.map((person) => ({ person })),
      distinctSigners: distinct,
      tasks: wireTasks(tasks),
      snapshot,
      rule: { chain: chain.name, version: chain.version, source: chain.source, condition: chain.condition },
    },
  ])
  await callOpen(world, { document: register.name, record: record.id, title }, tasks)
}

/** Writes where a case stands after its tasks changed: the next step, or its end with the move of the document that goes with it. */
export async function settle(
  world: World,
  actor: Actor,
  row: CaseRow,
  tasks: Task[],
  returned: { readonly comment: string } | undefined,
): Promise<void> {
  const now = world.now().toISOString()
  const step = returned ? undefined : advance(tasks, now, Boolean(row.distinctSigners))
  const { workflow } = world.catalog.get(row.document)
  const ended = returned !== undefined || step === undefined
  if (ended) for (const task of tasks) if (task.state === 'open' || task.state === 'later') task.state = 'passed'
  await updateMany(world, system, 'approvals', [row.id], {
    tasks: wireTasks(tasks),
    ...(ended
      ? { state: returned ? 'returned' : 'approved', decidedAt: now, step: null, stepName: null }
      : {
          step,
          stepName: tasks.find((task) => task.step === step)?.stepName ?? null,
          ...(step === row.step ? {} : { stepSince: now }),
        }),
  })
  if (!ended) {
    if (step !== row.step) await callOpen(world, row, tasks)
    return
  }
  if (row.applicant !== null) await notify(world, [row.applicant], 'decided', about(row))
  if (workflow?.approval)
    await move(world, onBehalfOf(actor), row.document, row.record, returned ? workflow.approval.sendBack : workflow.approval.approve, {
      reason: returned?.comment ?? `${row.number}`,
    })
}

/** Ends the open case of a document that left its review by another way (withdrawn, cancelled). */
export async function withdraw(world: World, register: CompleteRegister, record: number): Promise<void> {
  const rows: { id: number }[] = await world.database
    .knex('approvals')
    .where({ document: register.name, record, state: 'pending' })
    .whereNull('deletedAt')
    .select('id')
  for (const { id } of rows)
    await updateMany(world, system, 'approvals', [id], {
      state: 'withdrawn',
      decidedAt: world.now().toISOString(),
      step: null,
      stepName: null,
    })
}
