/** What the panel and API clients learn of a register: only what this actor may see, in both languages. */
import type { Field, Section, SystemName } from '../definition/types.ts'
import type { Operator, Where } from '../definition/where.ts'
import type { Words } from '../definition/words.ts'

export type FieldDescription = Field & {
  /** May this actor write it (rights, read-only and derived fields considered)? */
  readonly writable: boolean
  /** What it can be filtered by, in the order a person should be offered them. */
  readonly operators: readonly Operator[]
}

export interface MoveDescription {
  readonly name: string
  readonly label: Words
  readonly from: readonly string[]
  readonly to: string
  readonly reason: boolean
}

export interface Description {
  readonly name: string
  readonly label: Words
  readonly help?: Words
  readonly system: SystemName
  readonly title: string
  readonly fields: Readonly<Record<string, FieldDescription>>
  readonly list: readonly string[]
  readonly filters: readonly string[]
  readonly search: readonly string[]
  readonly sort: readonly [field: string, direction: 'ASC' | 'DESC']
  readonly form: readonly Section[]
  readonly tree?: string
  /** Which of its records are offered where another links to it. */
  readonly offered?: Where
  readonly detached: boolean
  readonly may: {
    readonly read: boolean
    readonly create: boolean
    readonly update: boolean
    readonly remove: boolean
    readonly export: boolean
    readonly import: boolean
    readonly reveal: boolean
  }
  readonly keys: readonly string[]
  readonly workflow?: { readonly field: string; readonly start: string; readonly moves: readonly MoveDescription[] }
  /** Registers whose records link to one of these, through which field: the tabs of a record's page. */
  readonly related: readonly { readonly register: string; readonly field: string }[]
}

/** What a record carries besides its fields, in every answer. */
export interface RecordExtras {
  readonly id: number
  readonly version: number
  readonly createdAt: string
  readonly createdBy: number | null
  readonly updatedAt: string
  readonly updatedBy: number | null
  readonly deletedAt?: string | null
  /** Titles of linked records by field name (`customer`) or line path (`lines.0.product`), so lists need no second look-up. */
  readonly _labels: Readonly<Record<string, string>>
  /** Sensitive fields shown masked here; `POST …/<id>/reveal` shows them, logged. */
  readonly _masked: readonly string[]
  /** On a single record only: what this actor may do with it now. */
  readonly _may?: { readonly update: boolean; readonly remove: boolean }
  /** On a single record only: fields that its state keeps as they are. */
  readonly _frozen?: readonly string[]
  /** On a single record only: the moves out of its state; a refused one says why. */
  readonly _moves?: readonly {
    readonly name: string
    readonly label: Words
    readonly to: string
    readonly allowed: boolean
    readonly why?: Words
    readonly reason: boolean
  }[]
}
