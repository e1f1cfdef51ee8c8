/** What a kind knows: everything about one sort of field, so that nothing elsewhere names a concrete kind. */
import type { Field } from '../definition/types.ts'
import type { Operator } from '../definition/where.ts'
import type { Language, Words } from '../definition/words.ts'

export type ColumnType = 'text' | 'integer' | 'bigint'

/** What became of an input: a value to keep, or the sentence that says what is wrong. */
export type Accepted = { readonly value: unknown } | { readonly fault: Words }

export const kept = (value: unknown): Accepted => ({ value })
export const fault = (chinese: string, english: string): Accepted => ({ fault: [chinese, english] })

export interface Kind<F extends Field = Field> {
  /** The database column; absent for lines, which are rows of their own. */
  readonly column?: ColumnType
  /** Input as it came over the wire → the stored value (null for nothing), or a fault. */
  accept(input: unknown, field: F): Accepted
  /** Stored value → what travels over the wire. */
  show(stored: unknown, field: F): unknown
  /** What the database gave → stored value. Absent: the same. */
  read?(raw: unknown): unknown
  /** Stored value → what the database takes. Absent: the same. */
  write?(stored: unknown): unknown
  /** Stored value → text for people: print, CSV, search. */
  text(stored: unknown, field: F, language: Language): string
  /** Digits after the point of a scaled kind. */
  scale?(field: F): number
  /** Filter operators, the usual one first. */
  readonly operators: readonly Operator[]
  /** The JSON schema of the wire value. */
  schema(field: F): Record<string, unknown>
  /** How the value enters the warehouse; absent: it does not. */
  readonly warehouse?: { type(field: F): string; value(stored: unknown, field: F): unknown }
}

/** Operators of values with an order. */
export const ordered: readonly Operator[] = ['eq', 'ne', 'in', 'notIn', 'lt', 'lte', 'gt', 'gte', 'empty']

/** Hides all but the first character, whatever the length was. */
export const masked = (shown: unknown): string => `${[...String(shown)][0] ?? ''}**`
