/** What the tables and types of the warehouse are called, and which of them a search finds. */
import type { Language, Words } from '../../language/say.ts'
import type { SchemaTable, TableKind } from '../answers.ts'
import { sortOf } from '../values.ts'

export interface TableGroup {
  readonly name: string
  readonly label: Words
  readonly tables: readonly SchemaTable[]
}

const groups: readonly (readonly [name: string, label: Words, kinds: readonly TableKind[]])[] = [
  ['register', ['登记簿', 'Registers'], ['register']],
  ['lines', ['明细', 'Lines'], ['lines']],
  ['mart', ['汇总与事实', 'Marts and facts'], ['mart', 'view']],
]

export const grouped = (tables: readonly SchemaTable[]): readonly TableGroup[] =>
  groups
    .map(([name, label, kinds]) => ({ name, label, tables: tables.filter(({ kind }) => kinds.includes(kind)) }))
    .filter(({ tables: found }) => found.length > 0)

/** Tables whose name, meaning or columns hold the words typed, in either language; those that match by name come first. */
export function found(tables: readonly SchemaTable[], typed: string): readonly SchemaTable[] {
  const words = typed.trim().toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return tables
  const holds = (text: string) => words.every((word) => text.toLowerCase().includes(word))
  const own = (table: SchemaTable) => holds([table.name, ...table.label].join(' '))
  const within = ({ name, label, row, columns }: SchemaTable) =>
    holds([name, ...label, ...row, ...columns.flatMap((column) => [column.name, ...(column.label ?? [])])].join(' '))
  return [...tables.filter(own), ...tables.filter((table) => !own(table) && within(table))]
}

const typeWords: Readonly<Record<ReturnType<typeof sortOf>, readonly [zh: string, en: string]>> = {
  number: ['数', 'num'],
  text: ['文', 'text'],
  day: ['日', 'date'],
  instant: ['时', 'time'],
  yesNo: ['是否', 'bool'],
  nested: ['组', 'nested'],
}

export const shortType = (type: string, language: Language): string => typeWords[sortOf(type)][language === 'zh' ? 0 : 1]
