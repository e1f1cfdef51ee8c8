/** What the panel knows of one kind of field: how it is entered, shown in a cell, and filtered by. Each file of this room exports these names. */
import type { ComponentType, Ref } from 'react'
import type { Field } from '../../server/definition/types.ts'
import type { Condition, Operator } from '../../server/definition/where.ts'
import type { Language, Words } from '../language/say.ts'

/** A controlled input: it knows nothing of the form around it, so forms, line grids, bulk edit and filters share it. */
export interface InputProps<F = Field> {
  readonly field: F
  readonly value: unknown
  onChange(value: unknown): void
  onBlur?: (() => void) | undefined
  readonly id: string
  readonly name: string
  /** What the entry is called; shown above it, or read out only when `dense`. */
  readonly label: string
  readonly error?: string | undefined
  /** Faults inside child rows, as the form keeps them: by index, then by field. */
  readonly faults?: unknown
  /** Labels of links inside child rows, by `<index>.<field>`. */
  readonly labels?: Readonly<Record<string, string>> | undefined
  readonly help?: string | undefined
  readonly required?: boolean | undefined
  /** In a cell of a line grid: no label, no frame. */
  readonly dense?: boolean | undefined
  readonly disabled?: boolean | undefined
  readonly autoFocus?: boolean | undefined
  /** The title of a linked record, when already known. */
  readonly linkLabel?: string | undefined
  readonly inputRef?: Ref<HTMLElement> | undefined
  /** A condition on the records a link offers. */
  readonly filter?: Readonly<Record<string, unknown>> | undefined
  /** The same for the links of child rows, by field; one object as long as nothing in it changes. */
  readonly lineFilters?: Readonly<Record<string, Readonly<Record<string, unknown>>>> | undefined
}

export interface CellProps<F = Field> {
  readonly field: F
  readonly value: unknown
  /** The title of the linked record (`_labels`), when the row brought it. */
  readonly label?: string | undefined
  /** Labels of links inside lines, by `<index>.<field>`. */
  readonly labels?: Readonly<Record<string, string>> | undefined
  /** On the record's own page there is room for everything. */
  readonly full?: boolean | undefined
  /** The field that says where the record stands in its workflow is shown as a chip. */
  readonly status?: boolean | undefined
}

export interface FilterProps<F = Field> {
  readonly field: F
  readonly operators: readonly Operator[]
  readonly value: Condition | undefined
  onChange(value: Condition | undefined): void
}

export interface PanelKind<F = Field> {
  readonly Input: ComponentType<InputProps<F>>
  readonly Cell: ComponentType<CellProps<F>>
  readonly Filter: ComponentType<FilterProps<F>>
  /** Numbers stand right. */
  readonly align?: 'right'
  /** What its numbers are counted in, said once in the head of a column. */
  readonly unit?: (field: F) => string | undefined
  /** Least width of a column it is entered in, in pixels. */
  readonly entryWidth?: number
  /** Takes the whole width of a form. */
  readonly wide?: boolean
  /** No order to sort by. */
  readonly unsortable?: boolean
  /** Digits after the point, for kinds one can calculate with. */
  readonly scale?: (field: F) => number
  /** Do its values add up to something that means anything? */
  readonly adds?: (field: F) => boolean
  /** The value behind a pasted text; undefined when it cannot be told without asking the server. */
  readonly read?: (text: string, field: F, language: Language) => unknown
  /** What is wrong with an entered value, as far as the browser can tell. */
  readonly check?: (value: unknown, field: F) => Words | undefined
}
