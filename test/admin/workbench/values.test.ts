/** How results look, sort, copy and add up. */
import { describe, expect, it } from 'vitest'
import { dots, drawing, emptyName, parts, restName } from '../../../admin/workbench/charts/points.ts'
import { fitting, guess } from '../../../admin/workbench/charts/settings.ts'
import { inOrder, shown, sortOf, tsv } from '../../../admin/workbench/values.ts'

const column = (type: string, name = 'amount') => ({ name, type })

describe('values', () => {
  it.each<[unknown, string, string, string]>([
    ['1234567.50', 'DECIMAL(18,2)', 'amount', '1,234,567.50'],
    ['-12345678901234567890', 'HUGEINT', 'n', '−12,345,678,901,234,567,890'],
    [2026, 'INTEGER', 'year', '2026'],
    [10234, 'INTEGER', 'id', '10234'],
    [10234, 'INTEGER', 'rows', '10,234'],
    [0.1 + 0.2, 'DOUBLE', 'x', '0.3'],
    ['NaN', 'DOUBLE', 'x', 'NaN'],
    ['-Infinity', 'DOUBLE', 'x', '-Infinity'],
    [1e300, 'DOUBLE', 'x', '1e+300'],
    [true, 'BOOLEAN', 'b', 'true'],
    [[1, null], 'INTEGER[]', 'l', '[1,null]'],
    [{ a: 1 }, 'STRUCT(a INTEGER)', 's', '{"a":1}'],
    ['2026-01-31', 'DATE', 'day', '2026-01-31'],
  ])('%j of %s %s is shown as %s', (value, type, name, text) => expect(shown(value, column(type, name), 'zh')).toBe(text))

  it.each([
    [12, 2, '0', '12 个月 2 天', '12 months 2 days'],
    [1, 1, '10801500000', '1 个月 1 天 03:00:01.5', '1 month 1 day 03:00:01.5'],
    [0, 0, '-5400000000', '-01:30:00', '-01:30:00'],
    [0, 0, '0', '00:00:00', '00:00:00'],
    [-1, 0, '0', '-1 个月', '-1 months'],
  ])('an interval of %d months, %d days and %s µs is shown in words', (months, days, micros, zh, en) => {
    const value = { months, days, micros }
    expect(shown(value, column('INTERVAL'), 'zh')).toBe(zh)
    expect(shown(value, column('INTERVAL'), 'en')).toBe(en)
    expect(tsv([[value]])).toBe(en)
  })

  it('sorts intervals by their length', () => {
    const of = (months: number, days: number) => ({ months, days, micros: '0' })
    expect([...inOrder([[of(1, 0)], [of(0, 9)], [of(0, 31)]], [column('INTERVAL')], { column: 0, descending: false })]).toEqual([1, 0, 2])
  })

  it('knows what columns hold', () => {
    expect(['UBIGINT', 'DECIMAL(4,1)', 'INTEGER[]', 'MAP(VARCHAR, INTEGER)', 'TIMESTAMP WITH TIME ZONE', 'INTERVAL'].map(sortOf)).toEqual([
      'number',
      'number',
      'nested',
      'nested',
      'instant',
      'text',
    ])
  })

  it('sorts numbers as numbers, texts as people read them, nulls last, equal ones as they came', () => {
    const sorted = (type: string, values: readonly unknown[], descending = false) =>
      [
        ...inOrder(
          values.map((value) => [value]),
          [column(type)],
          { column: 0, descending },
        ),
      ].map((place) => values[place])
    expect(sorted('BIGINT', ['10', '9', null, '-1'])).toEqual(['-1', '9', '10', null])
    expect(sorted('BIGINT', ['10', '9', null, '-1'], true)).toEqual(['10', '9', '-1', null])
    expect(sorted('HUGEINT', ['12345678901234567891', '12345678901234567890'])).toEqual(['12345678901234567890', '12345678901234567891'])
    expect(sorted('DOUBLE', ['NaN', 1, '-Infinity', 'Infinity'])[0]).toBe('-Infinity')
    expect(sorted('VARCHAR', ['第10名', '第9名', '安'])).toEqual(['安', '第9名', '第10名'])
    expect([...inOrder([[1], [1], [1]], [column('INTEGER')], { column: 0, descending: true })]).toEqual([0, 1, 2])
    expect([...inOrder([[2], [1]], [column('INTEGER')], undefined)]).toEqual([0, 1])
  })

  it('copies as spreadsheets take it', () => {
    expect(
      tsv([
        ['a', 'b'],
        [1, null],
        ['x\ty', 'say "hi"'],
      ]),
    ).toBe('a\tb\n1\t\n"x\ty"\t"say ""hi"""')
  })
})

describe('charts', () => {
  const columns = [column('VARCHAR', 'customer'), column('VARCHAR', 'kind'), column('DECIMAL(18,2)', 'amount'), column('INTEGER', 'n')]
  const rows = [
    ['A', 'x', '10.00', 1],
    ['A', 'y', '5.50', 2],
    ['B', 'x', null, 3],
    [null, 'y', '1.00', 4],
  ]

  it('add up by place and series; an empty place has a name', () => {
    expect(drawing({ columns, rows }, { kind: 'bar', x: 'customer', y: ['amount'], series: 'kind' })).toEqual({
      points: [
        { x: 'A', values: { x: 10, y: 5.5 } },
        { x: 'B', values: {} },
        { x: emptyName, values: { y: 1 } },
      ],
      series: ['x', 'y'],
      left: 0,
    })
    expect(drawing({ columns, rows }, { kind: 'bar', x: 'customer', y: ['amount', 'n'], series: null }).series).toEqual(['amount', 'n'])
  })

  it('show at most six series and five parts, the rest put together without losing any', () => {
    const many = Array.from({ length: 20 }, (_, index) => ['A', `k${index}`, String(index + 1), 1])
    const drawn = drawing({ columns, rows: many }, { kind: 'stacked', x: 'customer', y: ['amount'], series: 'kind' })
    expect(drawn.series).toHaveLength(6)
    expect(drawn.series.at(-1)).toBe(restName)
    expect(Object.values(drawn.points[0]?.values ?? {}).reduce((sum, value) => sum + value, 0)).toBe(210)
    const pie = parts({ columns, rows: many }, { kind: 'pie', x: 'kind', y: ['amount'], series: null })
    expect(pie).toHaveLength(5)
    expect(pie.reduce((sum, { value }) => sum + value, 0)).toBe(210)
  })

  it('leave out what is no number', () => {
    expect(
      dots({ columns, rows: [...rows, ['C', 'z', 'NaN', 1]] }, { kind: 'scatter', x: 'n', y: ['amount'], series: 'customer' }),
    ).toHaveLength(3)
  })

  it('are guessed, and outlive columns that go', () => {
    expect(guess(columns)).toEqual({ kind: 'bar', x: 'customer', y: ['amount'], series: null })
    expect(guess([column('DATE', 'day'), column('BIGINT', 'n')]).kind).toBe('line')
    expect(fitting({ kind: 'line', x: 'gone', y: ['gone', 'n'], series: 'gone' }, columns)).toEqual({
      kind: 'line',
      x: 'customer',
      y: ['n'],
      series: null,
    })
    expect(guess([]).y).toEqual([])
  })
})
