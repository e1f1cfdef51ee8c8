/** Papers brought in with a state pass the same gates as papers that got there by moves. */

import type { Actor } from '../access/actor.ts'
import type { CompleteRegister } from '../catalog/complete.ts'
import type { Move } from '../definition/types.ts'
import type { Words } from '../definition/words.ts'
import { Refusal } from '../errors.ts'
import type { World } from '../records/index.ts'
import type { Stored } from '../records/rules.ts'
import { holds } from '../records/workflow.ts'

/** Does any step of this register ask for something of the record? */
export const hasGate = ({ workflow }: CompleteRegister): boolean =>
  workflow !== undefined && Object.values(workflow.moves).some(({ when }) => when !== undefined)

/**
 * Refuses, under the state's field, a written record whose state cannot be reached from the start by moves whose conditions it meets:
 * a contract that has ended was signed once, so it must be fit for signing (ORD-03, ARC-04).
 */
export async function demandReachable(world: World, actor: Actor, register: CompleteRegister, record: Stored): Promise<void> {
  const { workflow } = register
  if (!workflow) return
  const wanted = String(record[workflow.field])
  const moves = Object.values(workflow.moves)
  const open = new Set<Move>()
  for (const move of moves) if (!move.when || (await holds(world, actor, register, record, move.when))) open.add(move)
  const reached = reach(workflow.start, [...open])
  if (reached.has(wanted)) return
  const barred = moves.find((move) => !open.has(move) && reach(workflow.start, [...open, move]).has(wanted))
  throw refused(workflow.field, barred)
}

/** The states that `moves` lead to from `start`. */
function reach(start: string, moves: readonly Move[]): Set<string> {
  const reached = new Set([start])
  for (let before = 0; before < reached.size; ) {
    before = reached.size
    for (const { from, to } of moves) if (from.some((state) => reached.has(state))) reached.add(to)
  }
  return reached
}

function refused(field: string, barred: Move | undefined): Refusal {
  const label: Words = barred?.label ?? ['', '']
  const sentence: Words = barred?.unless ?? [
    `不满足到达此状态的条件${label[0] && `（${label[0]}）`}；请补齐，或不导入状态。`,
    `The conditions for reaching this state${label[1] && ` (${label[1]})`} are not met: complete the record, or leave the state out.`,
  ]
  return new Refusal(422, 'invalid', sentence, { errors: { [field]: sentence } })
}
