/** What a search of the tables finds and marks, and what completion offers for a label. */
import { CompletionContext } from '@codemirror/autocomplete'
import { EditorState } from '@codemirror/state'
import { describe, expect, it } from 'vitest'
import { type Say, sayIn } from '../../../admin/language/say.ts'
import type { Schema, SchemaTable } from '../../../admin/workbench/answers.ts'
import { labelSource, sourcesOf } from '../../../admin/workbench/editor/completion.ts'
import { cutAt, found, foundIn } from '../../../admin/workbench/schema/words.ts'

const table = (name: string, label: string, columns: readonly (readonly [string, string])[]): SchemaTable => ({
  name,
  kind: 'register',
  label: [label, name],
  row: ['一行', 'a row'],
  rows: 1,
  register: name,
  columns: columns.map(([column, called]) => ({ name: column, type: 'VARCHAR', label: [called, column], link: null })),
})
const customers = table('customers', '客户', [
  ['name', '名称'],
  ['level', '客户等级'],
])
const orders = table('orders', '销售订单', [
  ['customer', '客户'],
  ['total', '合计'],
  ['total_paid', '已收'],
])
const schema: Schema = { asOf: { seq: 0, at: null }, tables: [table('assignments', '客户归属', []), customers, orders], functions: [] }
const say: Say = (words, values) => sayIn('zh', words, values)

describe('a search of the tables', () => {
  const columns = (some: SchemaTable, typed: string) => foundIn(some, typed).map(({ name }) => name)
  it('opens those that are found by their columns, at these columns', () => {
    expect(found(schema.tables, 'total')).toEqual([orders])
    expect(columns(orders, 'total')).toEqual(['total', 'total_paid'])
    expect(columns(orders, '客户')).toEqual(['customer'])
    expect(columns(customers, '客户')).toEqual([])
    expect(columns(orders, ' ')).toEqual([])
  })

  it('marks what was typed', () => {
    expect(cutAt('total_paid', 'TOTAL')).toEqual(['', 'total', '_paid'])
    expect(cutAt('a(b', '(')).toEqual(['a', '(', 'b'])
    expect(cutAt('total', '')).toEqual(['total'])
  })
})

describe('completion of Chinese', () => {
  const offered = (text: string, explicit = true) => {
    const answer = labelSource(say, schema)(new CompletionContext(EditorState.create({ doc: text }), text.length, explicit))
    if (answer instanceof Promise) throw new Error('it answers at once')
    return answer?.options.map(({ label }) => label)
  }
  it('offers tables and columns by their labels', () =>
    expect(offered('select 客户')).toEqual(['customers', 'assignments', 'level', 'customer']))
  it('offers those of the tables at hand first', () =>
    expect(offered('select x from orders where 客户')).toEqual(['customer', 'customers', 'assignments', 'level']))
  it('waits to be asked, for an alias may be Chinese', () => expect(offered('select total as 客户', false)).toBeUndefined())
  it('leaves names to the others', () => expect(offered('select cust')).toBeUndefined())
  it('is the only one to answer', async () => {
    const text = 'select 客户'
    const state = EditorState.create({ doc: text })
    const answers = await Promise.all(sourcesOf(say, schema).map((source) => source(new CompletionContext(state, text.length, true))))
    expect(answers.filter(Boolean)).toHaveLength(1)
  })
})
