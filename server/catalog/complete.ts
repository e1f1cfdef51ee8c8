/** Turns a written register into its complete form, once, so that later code never asks "was it set?". */
import { dateTime, link, text } from '../definition/fields.ts'
import type { Derivation, Field, Fields, LinesField, LinkField, Register } from '../definition/types.ts'
import { kindOf } from '../kinds/index.ts'

/** The fields of a register or of its lines, sorted by what code asks of them. */
export interface FieldSet {
  readonly table: string
  readonly fields: Fields
  /** Fields that are columns, with their kinds. */
  readonly columns: readonly { readonly name: string; readonly field: Field; readonly kind: ReturnType<typeof kindOf> }[]
  readonly links: readonly { readonly name: string; readonly to: string }[]
  readonly files: readonly string[]
  readonly derived: readonly { readonly name: string; readonly field: Field; readonly derive: Derivation }[]
  readonly required: readonly string[]
  readonly sensitive: ReadonlySet<string>
}

export interface Lines extends FieldSet {
  readonly name: string
}

export interface CompleteRegister extends Omit<Register, 'sort'>, FieldSet {
  readonly sort: readonly [field: string, direction: 'ASC' | 'DESC']
  readonly lines: readonly Lines[]
  /** Fields that only one live record may hold a value of, alone or together. */
  readonly uniqueRules: readonly (readonly string[])[]
}

/** Columns that every register has besides its own fields and `id`. */
export const systemFields = {
  createdAt: dateTime('创建时间', 'Created at', { readOnly: true }),
  createdBy: link('创建人', 'Created by', 'users', { readOnly: true }),
  updatedAt: dateTime('更新时间', 'Updated at', { readOnly: true }),
  updatedBy: link('更新人', 'Updated by', 'users', { readOnly: true }),
} satisfies Fields

const sortOut = (table: string, fields: Fields): FieldSet => {
  const entries = Object.entries(fields)
  return {
    table,
    fields,
    columns: entries.flatMap(([name, field]) => (kindOf(field).column ? [{ name, field, kind: kindOf(field) }] : [])),
    links: entries.flatMap(([name, field]) => (field.kind === 'link' ? [{ name, to: (field as LinkField).to }] : [])),
    files: entries.flatMap(([name, field]) => (field.kind === 'file' ? [name] : [])),
    derived: entries.flatMap(([name, field]) => (field.derive ? [{ name, field, derive: field.derive }] : [])),
    required: entries.flatMap(([name, field]) => (field.required ? [name] : [])),
    sensitive: new Set(entries.flatMap(([name, field]) => (field.sensitive ? [name] : []))),
  }
}

/** The complete form of `register`, with `custom` fields (named `x_…`) added. */
export function complete(register: Register, custom: Fields = {}): CompleteRegister {
  const number: Fields = register.number ? { number: text('编号', 'Number', { readOnly: true, unique: true }) } : {}
  const own: Fields = { ...number, ...register.fields, ...custom }
  const fields: Fields = { ...own, ...systemFields }
  const lines = Object.entries(own).flatMap(([name, field]) =>
    field.kind === 'lines' ? [{ name, ...sortOut(`${register.name}_${name}`, (field as LinesField).fields) }] : [],
  )
  const single = Object.entries(own).flatMap(([name, field]) => (field.unique ? [[name]] : []))
  const form =
    Object.keys(custom).length > 0
      ? [...register.form, { label: ['自定义字段', 'Custom fields'] as const, fields: Object.keys(custom) }]
      : register.form
  return {
    ...register,
    ...sortOut(register.name, fields),
    form,
    lines,
    sort: register.sort ?? ['id', 'DESC'],
    uniqueRules: [...single, ...(register.unique ?? [])],
  }
}
