/** What the workbench tells of SQL text by itself: statements, parameters, names that need quoting. */
import { DuckDBInstance } from '@duckdb/node-api'
import { describe, expect, it } from 'vitest'
import { likelyType, namedIn, sent } from '../../../admin/workbench/parameters.ts'
import { namesIn, parametersOf, quoted, statementAt, statements } from '../../../admin/workbench/sqlText.ts'

describe('statements', () => {
  it.each<[string, readonly string[]]>([
    ['select 1', ['select 1']],
    [' select 1 ;\n\n select 2; ', ['select 1', 'select 2']],
    ["select ';'; select 2", ["select ';'", 'select 2']],
    ['select 1 -- ; not here\n, 2; select 3', ['select 1 -- ; not here\n, 2', 'select 3']],
    ['select /* ; */ 1', ['select /* ; */ 1']],
    ['select ";" from t', ['select ";" from t']],
    ["select 'it''s ; fine'", ["select 'it''s ; fine'"]],
    ['select $$ a ; b $$; select 2', ['select $$ a ; b $$', 'select 2']],
    ['select $tag$ ; $$ ; $tag$', ['select $tag$ ; $$ ; $tag$']],
    ["select 'never closed ; select 2", ["select 'never closed ; select 2"]],
    [';;; -- nothing\n;', []],
    ['', []],
  ])('%s', (text, expected) => {
    expect(statements(text).map((each) => each.text)).toEqual(expected)
    for (const { text: piece, from } of statements(text)) expect(text.slice(from, from + piece.length)).toBe(piece)
  })

  it('takes the one the cursor is in, or the one before it', () => {
    const text = 'select 1;\n\nselect 2;\n'
    expect(statementAt(text, 0)?.text).toBe('select 1')
    expect(statementAt(text, 9)?.text).toBe('select 1')
    expect(statementAt(text, 10)?.text).toBe('select 1')
    expect(statementAt(text, 13)?.text).toBe('select 2')
    expect(statementAt(text, text.length)?.text).toBe('select 2')
    expect(statementAt('  select 3', 0)?.text).toBe('select 3')
    expect(statementAt('-- nothing', 3)).toBeUndefined()
  })

  it('five megabytes are one', () => {
    const text = `select ${"'a;b', ".repeat(700_000)} 1`
    expect(statements(text)).toHaveLength(1)
  })
})

describe('parameters', () => {
  it('are found outside strings and comments, each once', () => {
    expect(parametersOf('select $a, \'$b\', $a -- $c\n, $客户, $$ $d $$, "$e" /* $f */ where x = $last_one')).toEqual([
      'a',
      '客户',
      'last_one',
    ])
  })
  it.each([
    ['from', 'date'],
    ['day', 'date'],
    ['customerId', 'integer'],
    ['top', 'integer'],
    ['min_amount', 'decimal'],
    ['onlyOpen', 'yesNo'],
    ['name', 'text'],
  ])('$%s is likely a %s', (name, type) => expect(likelyType(name)).toBe(type))
  it('keep what was entered and go out typed; nothing entered is null but for a text', () => {
    const parameters = namedIn('select $from, $name, $n', {
      from: { type: 'date', value: '2026-01-31' },
      gone: { type: 'text', value: 'x' },
    })
    expect(sent(parameters)).toEqual({
      from: { type: 'date', value: '2026-01-31' },
      name: { type: 'text', value: '' },
      n: { type: 'integer', value: null },
    })
  })
})

describe('names', () => {
  it('are quoted when SQL would take them for something else', () => {
    expect(['orders', 'unitPrice', 'order', 'from', 'left', '客户', 'a b', 'say "x"'].map(quoted)).toEqual([
      'orders',
      'unitPrice',
      '"order"',
      '"from"',
      '"left"',
      '"客户"',
      '"a b"',
      '"say ""x"""',
    ])
  })
  it('are understood by DuckDB as they are put into a statement, be they any of its own words', async () => {
    const instance = await DuckDBInstance.create(':memory:')
    const connection = await instance.connect()
    const words = (await connection.runAndReadAll('select keyword_name from duckdb_keywords()')).getRows().map(([word]) => String(word))
    expect(words.length).toBeGreaterThan(400)
    const wrong: string[] = []
    for (const word of words) {
      const name = quoted(word)
      const sql = `select t.${name}, ${name}, sum(${name} + 1) from t join ${name} on ${name}.id = t.id where ${name} >= 1 group by ${name} order by ${name}`
      const read = await connection.runAndReadAll('select json_serialize_sql($1::varchar)', [sql])
      if (JSON.parse(String(read.getRows()[0]?.[0])).error) wrong.push(word)
    }
    connection.closeSync()
    instance.closeSync()
    expect(wrong).toEqual([])
  })

  it('are found in a statement whatever their case, not in comments', () => {
    expect(namesIn('select * from ORDERS o join "customers" -- invoices', new Set(['orders', 'customers', 'invoices']))).toEqual([
      'orders',
      'customers',
    ])
  })
})
