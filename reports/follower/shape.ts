/** What the tables of the warehouse look like: one for every register and one for every list of lines, with the names of the registers themselves. */
import type { CompleteRegister, FieldSet } from '../../server/catalog/complete.ts'
import type { Words } from '../../server/definition/words.ts'

export interface Column {
  readonly name: string
  /** The DuckDB type: `INTEGER`, `DECIMAL(18,2)` … */
  readonly type: string
  readonly label: Words
  /** What the database gave → what `typed` of this column's type understands. */
  value(raw: unknown): unknown
}

export interface Shape {
  /** The table here and in the database. */
  readonly name: string
  readonly register: string
  /** The table holds lines: it hangs on its register by the column `parent`. */
  readonly lines: boolean
  readonly label: Words
  readonly columns: readonly Column[]
}

const same = (raw: unknown) => raw ?? null
const plain = (name: string, type: string, label: Words): Column => ({ name, type, label, value: same })

const id = plain('id', 'INTEGER', ['记录标识', 'Record id'])
const version = plain('version', 'INTEGER', ['版本', 'Version'])
const path = plain('path', 'VARCHAR', ['层级路径', 'Path in the tree'])

/** Columns of the fields that may leave the database: sensitive ones and files stay there. */
const columnsOf = (set: FieldSet): Column[] =>
  set.columns.flatMap(({ name, field, kind }) => {
    const { warehouse } = kind
    if (!warehouse || set.sensitive.has(name)) return []
    const type = warehouse.type(field)
    // Scaled integers go in as they are; `typed` puts the point, without a detour through text.
    if (type.startsWith('DECIMAL')) return [{ name, type, label: field.label, value: same }]
    return [{ name, type, label: field.label, value: (raw: unknown) => warehouse.value(kind.read ? kind.read(raw) : raw, field) }]
  })

/** The tables of one register, its own first; none when the register stays out of the warehouse. */
export function shapesOf(register: CompleteRegister): Shape[] {
  if (register.unreported) return []
  const { name, label } = register
  const own = [id, version, ...(register.tree === undefined ? [] : [path]), ...columnsOf(register)]
  const lines = register.lines.flatMap((set): Shape[] => {
    const field = register.fields[set.name]
    if (!field || field.sensitive) return []
    const columns = [id, plain('parent', 'INTEGER', label), plain('position', 'INTEGER', ['行号', 'Line']), ...columnsOf(set)]
    const both: Words = [`${label[0]} · ${field.label[0]}`, `${label[1]} · ${field.label[1]}`]
    return [{ name: set.table, register: name, lines: true, label: both, columns }]
  })
  return [{ name: register.table, register: name, lines: false, label, columns: own }, ...lines]
}

export const shapes = (registers: readonly CompleteRegister[]): Shape[] => registers.flatMap(shapesOf)
