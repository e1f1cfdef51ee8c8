/** What the tables and types of the warehouse are called, and which of them a search finds. */
import type { Language, Words } from '../../language/say.ts'
import type { SchemaColumn, SchemaTable, TableKind } from '../answers.ts'
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

const wordsOf = (typed: string): readonly string[] => typed.trim().toLowerCase().split(/\s+/).filter(Boolean)
const holdsAll = (words: readonly string[], ...texts: readonly string[]): boolean => {
  const text = texts.join(' ').toLowerCase()
  return words.every((word) => text.includes(word))
}
const holdsAny = (words: readonly string[], ...texts: readonly string[]): boolean => words.some((word) => holdsAll([word], ...texts))

/** Tables whose name, meaning or columns hold the words typed, in either language; those that match by name come first. */
export function found(tables: readonly SchemaTable[], typed: string): readonly SchemaTable[] {
  const words = wordsOf(typed)
  if (words.length === 0) return tables
  const own = ({ name, label }: SchemaTable) => holdsAll(words, name, ...label)
  const within = ({ name, label, row, columns }: SchemaTable) =>
    holdsAll(words, name, ...label, ...row, ...columns.flatMap((column) => [column.name, ...(column.label ?? [])]))
  return [...tables.filter(own), ...tables.filter((table) => !own(table) && within(table))]
}

/** Columns that hold a word typed, of a table that is found by them and not by its own name. */
export function foundIn(table: SchemaTable, typed: string): readonly SchemaColumn[] {
  const words = wordsOf(typed)
  if (words.length === 0 || holdsAll(words, table.name, ...table.label)) return []
  return table.columns.filter(({ name, label }) => holdsAny(words, name, ...(label ?? [])))
}

/** The text cut where a word typed stands in it: what is in odd places is to be marked. */
export function cutAt(text: string, typed: string): readonly string[] {
  const words = wordsOf(typed).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return words.length === 0 ? [text] : text.split(new RegExp(`(${words.join('|')})`, 'i'))
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
