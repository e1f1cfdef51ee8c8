/** Behaviour of a register that data cannot say; lives in `registers/<system>/<name>.rules.ts` beside the definition. */
import type { Actor } from '../access/actor.ts'
import type { CompleteRegister } from '../catalog/complete.ts'
import type { Register } from '../definition/types.ts'
import type { Words } from '../definition/words.ts'
import type { World } from './world.ts'

/** A value as it is kept: text, scaled integer, id, 0/1 as boolean, or a list. */
export type Stored = Record<string, unknown>

/** A record as it is kept, with its system columns. */
export type StoredRecord = Stored & { id: number; version: number }

export type WriteVerb = 'create' | 'update' | 'move' | 'remove' | 'recover' | 'restore'

/** One write on its way through the rules, inside its transaction. */
export interface Change {
  readonly world: World
  readonly actor: Actor
  readonly register: Register
  readonly verb: WriteVerb
  /** The record before; absent on create. */
  readonly before: Readonly<StoredRecord> | undefined
  /** The record as it will be; rules may fill it in `prepare`. On create it has no id until `after`. */
  readonly after: Stored
  /** The move being taken, if this is one. */
  readonly move?: string
  /** The reason given with it, if any; kept in the history. */
  readonly note: string | undefined
  /** Adds a fault under a field; the write is refused with all of them at once. */
  fault(field: string, sentence: Words): void
  /** A record of another register as it is kept, loaded once per batch; undefined when missing or deleted. */
  look(register: string, id: unknown): Promise<StoredRecord | undefined>
}

export interface Rules {
  /** Fills in what follows from other records, before the record is checked. */
  prepare?(change: Change): void | Promise<void>
  /** Refuses what the business does not allow. */
  check?(change: Change): void | Promise<void>
  /** Follows up on other records in the same transaction; `after.id` is known. */
  after?(change: Change): void | Promise<void>
}

/** What holds for the records of every register: deadlines, approvals, stamps. Each looks at the definition first and does nothing where it has no say. */
export interface Everywhere extends Rules {
  /** What stands beside records when they are shown, by id: names begin with `_`, or are those of fields that this reader sees otherwise. */
  beside?(
    world: World,
    actor: Actor,
    register: CompleteRegister,
    records: readonly StoredRecord[],
  ): Promise<ReadonlyMap<number, Readonly<Record<string, unknown>>>>
}
