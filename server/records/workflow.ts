/** Workflow: the state changes by moves alone, and a state may freeze fields. Held on every path, because every write comes through here. */
import type { Actor } from '../access/actor.ts'
import { mayMove, rowRule } from '../access/rows.ts'
import type { CompleteRegister } from '../catalog/complete.ts'
import type { Move } from '../definition/types.ts'
import type { Words } from '../definition/words.ts'
import { kindOf } from '../kinds/index.ts'
import type { Draft } from './draft.ts'
import { sameValue } from './rows.ts'
import type { Stored, StoredRecord } from './rules.ts'
import { translation } from './scope.ts'
import { applyWhere } from './where.ts'
import type { World } from './world.ts'

/** The label of a state. */
export function stateLabel(register: CompleteRegister, state: unknown): Words {
  const field = register.workflow ? register.fields[register.workflow.field] : undefined
  return field ? [kindOf(field).text(state, field, 'zh'), kindOf(field).text(state, field, 'en')] : [String(state), String(state)]
}

/** Faults for a state typed by hand and for frozen fields. */
export function holdFrozen(draft: Draft): void {
  const { register, before, touched, verb, after, actor } = draft
  const { workflow } = register
  if (!workflow || verb === 'move') return
  const state = before?.[workflow.field]
  // The system sets states when it brings in what happened elsewhere: seeds and imports of finished papers.
  if (touched.has(workflow.field) && !actor.unbound && after[workflow.field] !== (state ?? workflow.start))
    draft.fault(workflow.field, ['状态只能通过操作按钮改变。', 'The state changes by its buttons only.'])
  const frozen = before ? (workflow.frozen?.[String(state)] ?? []) : []
  const [chinese, english] = stateLabel(register, state)
  const whole = frozen.includes('*')
  if (whole && verb === 'remove') draft.fault('root', [`“${chinese}”状态下不能删除。`, `It cannot be deleted while “${english}”.`])
  const written = (name: string) => actor.unbound === true && keptBySystem(register, name, before?.[name], after[name])
  for (const name of touched)
    if ((whole || frozen.includes(name)) && !written(name))
      draft.fault(name, [
        `“${chinese}”状态下不能修改，请先执行相应操作。`,
        `It cannot be changed while “${english}”: take the fitting step first.`,
      ])
}

/** Is this nothing but what rules write by themselves: a read-only field, or read-only columns of lines? A balance follows from other papers in every state. */
function keptBySystem(register: CompleteRegister, name: string, before: unknown, after: unknown): boolean {
  if (register.fields[name]?.readOnly) return true
  const lines = register.lines.find((each) => each.name === name)
  if (!lines) return false
  const typed = lines.columns.filter(({ field }) => !field.readOnly && !field.derive)
  const said = (value: unknown) =>
    ((value as Stored[] | undefined) ?? []).map((line) => [line.id, ...typed.map((column) => line[column.name] ?? null)])
  return sameValue(said(before), said(after))
}

/** Why a step is not taken: who asks may not (403), or it does not fit as things stand (409). */
export interface Refused {
  readonly status: 403 | 409
  readonly words: Words
}

const refused = (status: 403 | 409, words: Words): Refused => ({ status, words })

/** Why `actor` may not take `move` now; undefined when he or she may. Rights come before states: who may not is told nothing of the record. */
export async function refusal(
  world: World,
  actor: Actor,
  register: CompleteRegister,
  record: StoredRecord,
  move: Move,
): Promise<Refused | undefined> {
  const { approval } = register.workflow ?? {}
  if (!actor.unbound && approval && [approval.approve, approval.sendBack].some((name) => register.workflow?.moves[name] === move))
    return refused(409, [
      `“${move.label[0]}”须在审批中进行，请到“待办”处理审批单。`,
      `“${move.label[1]}” is done in the approval: see to it in your work.`,
    ])
  if (!actor.unbound && !mayMove(register, actor, move))
    return refused(403, [`您的角色不能“${move.label[0]}”。`, `Your role may not take the step “${move.label[1]}”.`])
  if (!(await holds(world, actor, register, record, rowRule(register, actor, 'update'))))
    return refused(403, [
      `您无权修改此记录，不能“${move.label[0]}”。`,
      `You may not change this record, so “${move.label[1]}” is not possible.`,
    ])
  const state = register.workflow ? record[register.workflow.field] : undefined
  if (!move.from.includes(String(state))) {
    const [chinese, english] = stateLabel(register, state)
    return refused(409, [
      `当前状态为“${chinese}”，不能“${move.label[0]}”。`,
      `It is “${english}” now, so “${move.label[1]}” is not possible.`,
    ])
  }
  if (move.when && !(await holds(world, actor, register, record, move.when)))
    return refused(409, move.unless ?? [`不满足“${move.label[0]}”的条件。`, `The conditions for “${move.label[1]}” are not met.`])
  return undefined
}

/** Does `where` hold for this record as it stands in the database? */
export async function holds(
  world: World,
  actor: Actor,
  register: CompleteRegister,
  record: Stored,
  where: Parameters<typeof applyWhere>[2] | undefined,
): Promise<boolean> {
  if (!where) return false
  if (Object.keys(where).length === 0) return true
  const query = world.database.knex(register.table).where(`${register.table}.id`, record.id as number)
  const found: unknown = await applyWhere(query, register, where, translation(world, actor, false)).first(`${register.table}.id`)
  return found !== undefined
}
