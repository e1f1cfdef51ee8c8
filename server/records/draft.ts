/** One write on its way: what was, what will be, and every fault found so far. */
import type { Actor } from '../access/actor.ts'
import { dayOf } from '../calendar/today.ts'
import type { CompleteRegister } from '../catalog/complete.ts'
import type { Words } from '../definition/words.ts'
import { kindOf } from '../kinds/index.ts'
import { ground } from './accept.ts'
import type { Change, Stored, StoredRecord, WriteVerb } from './rules.ts'
import type { World } from './world.ts'

export interface Draft extends Change {
  readonly register: CompleteRegister
  readonly faults: Record<string, Words>
  /** Fields that the asker wrote. */
  readonly touched: Set<string>
}

export interface DraftOptions {
  readonly verb: WriteVerb
  readonly before?: StoredRecord | undefined
  readonly move?: string
  readonly note?: string | undefined
  readonly look: Change['look']
}

/** The value that a default stands for at this moment. */
function defaultOf(world: World, actor: Actor, value: string | number | boolean): unknown {
  if (value === '$me') return actor.id
  if (value === '$department') return actor.department
  if (value === '$today') return dayOf(world.now(), world.timeZone)
  return value === '$now' ? world.now().toISOString() : value
}

function blank(world: World, actor: Actor, register: CompleteRegister): Stored {
  const stored: Stored = {}
  for (const { name, field } of register.columns)
    stored[name] = field.default === undefined ? (ground(null, field) ?? null) : ground(defaultOf(world, actor, field.default), field)
  for (const { name } of register.lines) stored[name] = []
  if (register.workflow) stored[register.workflow.field] = register.workflow.start
  return stored
}

/** A draft over `before`, or over a blank record with its defaults. */
export function draftOf(world: World, actor: Actor, register: CompleteRegister, options: DraftOptions): Draft {
  const faults: Record<string, Words> = Object.create(null)
  const { before, verb, move, note, look } = options
  return {
    world,
    actor,
    register,
    verb,
    before,
    after: before ? { ...before } : blank(world, actor, register),
    ...(move === undefined ? {} : { move }),
    note,
    faults,
    touched: new Set(),
    fault: (field, sentence) => {
      faults[field] ??= sentence
    },
    look,
  }
}

/** Required fields that are still empty become faults. */
export function demandRequired(draft: Draft): void {
  const { register, after } = draft
  for (const name of register.required) {
    const value = after[name]
    const field = register.fields[name]
    if (field && (value === null || value === undefined || (Array.isArray(value) && value.length === 0)))
      draft.fault(name, [`请填写“${field.label[0]}”。`, `Please fill in “${field.label[1]}”.`])
  }
}

/** How a record is called in sentences: its number or title. */
export function nameOf(register: CompleteRegister, stored: Stored | undefined): string {
  const field = register.fields[register.title]
  const title = field && stored ? kindOf(field).text(stored[register.title], field, 'zh') : ''
  return title || String(stored?.number ?? stored?.id ?? '')
}
