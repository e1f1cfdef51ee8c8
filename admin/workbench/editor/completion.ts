/** What the editor offers while one types: the person's own tables and columns with their meaning, and functions. */
import { type Completion, type CompletionContext, type CompletionSource, ifNotIn } from '@codemirror/autocomplete'
import { keywordCompletionSource, type SQLNamespace, schemaCompletionSource } from '@codemirror/lang-sql'
import type { Say, Words } from '../../language/say.ts'
import type { Schema, SchemaColumn, SchemaFunction, SchemaTable } from '../answers.ts'
import { namesIn, quoted, statementAt } from '../sqlText.ts'
import { duckdb } from './dialect.ts'

const columnOption = (say: Say, { name, type, label }: SchemaColumn, table?: string): Completion => ({
  label: name,
  type: 'property',
  detail: label ? say(label) : type,
  info: [table, type].filter(Boolean).join(' · '),
  apply: quoted(name),
  boost: table ? 3 : 1,
})

const tableOption = (say: Say, { name, label, row, rows }: SchemaTable): Completion => ({
  label: name,
  type: 'class',
  detail: say(label),
  info: rows === null ? say(row) : `${say(row)}\n${say(['{rows} 行', '{rows} rows'], { rows: rows.toLocaleString('en-US') })}`,
  apply: quoted(name),
  boost: 2,
})

const functionOption = ({ name, signature, description, kind }: SchemaFunction): Completion => ({
  label: name,
  type: 'function',
  detail: signature.startsWith(name) ? signature.slice(name.length) : signature,
  ...(description ? { info: description } : {}),
  apply: (view, _completion, from, to) => {
    // The bracket that stands there already is used.
    const open = view.state.sliceDoc(to, to + 1) === '(' ? '' : '()'
    view.dispatch({ changes: { from, to, insert: name + open }, selection: { anchor: from + name.length + 1 } })
  },
  boost: kind === 'aggregate' ? 0 : -1,
})

/** Tables with their columns, as the SQL language of the editor takes them: it knows aliases. */
const namespaceOf = (say: Say, { tables }: Schema): SQLNamespace =>
  Object.fromEntries(
    tables.map((table) => [
      table.name,
      { self: tableOption(say, table), children: table.columns.map((column) => columnOption(say, column)) },
    ]),
  )

const word = /[\p{L}_][\p{L}\p{N}_]*$/u

/** Where a bare name could stand: what is typed of it, if any. */
function bareWord(context: CompletionContext): { from: number } | null {
  const typed = context.matchBefore(word)
  if (!typed && !context.explicit) return null
  const from = typed?.from ?? context.pos
  return context.state.sliceDoc(from - 1, from) === '.' ? null : { from }
}

/** Columns of the tables that the statement names, without their table before them. */
function columnSource(say: Say, { tables }: Schema): CompletionSource {
  const byName = new Map(tables.map((table) => [table.name, table]))
  const names = new Set(byName.keys())
  return (context) => {
    const at = bareWord(context)
    if (!at) return null
    const statement = statementAt(context.state.doc.toString(), context.pos)
    const seen = new Map<string, Completion>()
    for (const name of namesIn(statement?.text ?? '', names))
      for (const column of byName.get(name)?.columns ?? [])
        if (!seen.has(column.name)) seen.set(column.name, columnOption(say, column, name))
    return { from: at.from, options: [...seen.values()], validFor: word }
  }
}

function functionSource({ functions }: Schema): CompletionSource {
  const options = functions.filter(({ name }) => /^[a-z_]\w*$/i.test(name)).map(functionOption)
  return (context) => {
    const at = bareWord(context)
    return at ? { from: at.from, options, validFor: word } : null
  }
}

/** Chinese is typed of a label, for every name is written in Latin letters. */
const spoken = /[\p{L}\p{N}_]*\p{Script=Han}[\p{L}\p{N}_]*$/u

/** Offers nothing where a label is being typed: what is offered there is found by label alone. */
const byName =
  (source: CompletionSource): CompletionSource =>
  (context) =>
    context.matchBefore(spoken) ? null : source(context)

/** Tables and columns by what they are called, when asked for: Chinese typed as an alias is no question. Columns of tables the statement names come first. */
export function labelSource(say: Say, { tables }: Schema): CompletionSource {
  const names = new Set(tables.map(({ name }) => name))
  return (context) => {
    const typed = context.matchBefore(spoken)
    if (!typed || !context.explicit) return null
    const called = (label: Words | null) => label?.some((text) => text.toLowerCase().includes(typed.text.toLowerCase())) === true
    const named = new Set(namesIn(statementAt(context.state.doc.toString(), context.pos)?.text ?? '', names))
    const columns = (some: readonly SchemaTable[]) =>
      some.flatMap((table) => table.columns.filter(({ label }) => called(label)).map((column) => columnOption(say, column, table.name)))
    // What is called so exactly comes before what has it in a longer name.
    const closest = (one: SchemaTable, other: SchemaTable) => say(one.label).length - say(other.label).length
    const found = [
      ...columns(tables.filter(({ name }) => named.has(name))),
      ...tables
        .filter(({ label }) => called(label))
        .sort(closest)
        .map((table) => tableOption(say, table)),
      ...columns(tables.filter(({ name }) => !named.has(name))),
    ]
    const once = new Map(found.map((option) => [`${option.type} ${option.label} ${option.detail}`, option] as const).reverse())
    return { from: typed.from, options: [...once.values()].reverse(), filter: false }
  }
}

const keywords = keywordCompletionSource(duckdb)

/** Everything that is offered; without a schema only the words of the language. */
export const sourcesOf = (say: Say, schema: Schema | undefined): readonly CompletionSource[] => [
  byName((context) => (bareWord(context) ? keywords(context) : null)),
  ...(schema
    ? [
        byName(schemaCompletionSource({ dialect: duckdb, schema: namespaceOf(say, schema) })),
        ...[byName(columnSource(say, schema)), byName(functionSource(schema)), labelSource(say, schema)].map((source) =>
          ifNotIn(['String', 'LineComment', 'BlockComment'], source),
        ),
      ]
    : []),
]
