/** What an exported table is made of: sheets, columns, and values as people read them in cells. */
import type { Actor } from '../access/actor.ts'
import type { CompleteRegister } from '../catalog/complete.ts'
import type { Field } from '../definition/types.ts'
import { kindOf } from '../kinds/index.ts'
import type { Wire } from '../records/present.ts'

/** Rows of one export at most: a workbook is written in one piece, CSV as it goes. */
export const mostExported = { xlsx: 50_000, csv: 500_000 }

export type Format = keyof typeof mostExported

/** How a column is written in a spreadsheet. */
export type Shape =
  | { readonly as: 'text' }
  | { readonly as: 'number'; readonly digits: number }
  /** A number that is approximate by nature: as many digits as it has. */
  | { readonly as: 'double' }
  | { readonly as: 'day' }
  | { readonly as: 'moment' }

export interface Column {
  readonly name: string
  readonly title: string
  readonly shape: Shape
}

/** A cell: text, a number as decimal text, a day, an instant in local time, or nothing. */
export type Cell = string | null

/** One sheet of a workbook. */
export interface Sheet {
  readonly name: string
  readonly columns: readonly Column[]
  /** Pages of cells, read as they are asked for. */
  pages(): AsyncGenerator<Cell[][]>
}

export interface Table extends Sheet {
  readonly total: number
  /** The lines of the records, one sheet for each list of lines; a workbook carries them, CSV does not. */
  readonly lines: readonly Sheet[]
}

/** The shape follows from how a kind enters the warehouse: what is a number there is a number in a sheet. */
export function shapeOf(field: Field): Shape {
  if (field.kind === 'link') return { as: 'text' }
  const type = kindOf(field).warehouse?.type(field) ?? 'VARCHAR'
  const digits = /^DECIMAL\(\d+,\s*(\d+)\)$/.exec(type)?.[1]
  if (digits !== undefined) return { as: 'number', digits: Number(digits) }
  if (type === 'BIGINT' || type === 'INTEGER') return { as: 'number', digits: 0 }
  return type === 'DATE' ? { as: 'day' } : type === 'TIMESTAMP' ? { as: 'moment' } : { as: 'text' }
}

/** Local wall-clock time of an instant, `2026-01-31 09:30:00`. */
const localTime = (instant: string, timeZone: string) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(new Date(instant))

/** A wire value as it stands in a cell, shown as people read it; a link by the `label` of its record. */
export function cellOf(value: unknown, field: Field, shape: Shape, label: string | undefined, actor: Actor, timeZone: string): Cell {
  if (value === null || value === undefined) return null
  if (field.kind === 'link') return label ?? String(value)
  if (shape.as === 'moment') return localTime(String(value), timeZone)
  return shape.as === 'text' ? kindOf(field).text(value, field, actor.language) : String(value)
}

/** A field of a record as it stands in a cell; masked personal data stays masked. */
export function cellAt(register: CompleteRegister, row: Wire, { name, shape }: Column, actor: Actor, timeZone: string): Cell {
  const field = register.fields[name]
  if (!field) return null
  if ((row._masked as string[]).includes(name)) return String(row[name])
  return cellOf(row[name], field, shape, (row._labels as Record<string, string>)[name], actor, timeZone)
}
