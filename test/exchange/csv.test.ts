/** The reader of CSV reads what a parser that looks at every character reads, wherever the pieces end, and refuses what it refuses. */
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import { expect, test } from 'vitest'
import { CsvRows } from '../../server/exchange/csvRows.ts'

/** The rows of `text`, given in pieces of `size` characters. */
function read(text: string, delimiter: string, size: number) {
  const reader = new CsvRows(delimiter)
  const rows = []
  for (let at = 0; at < text.length; at += size) rows.push(...reader.take(text.slice(at, at + size)))
  return [...rows, ...reader.take('', true)]
}

/** Tables of odd cells, the same in every run. */
function* tables(): Generator<string[][]> {
  const cells = ['', 'a', '甲公司', 'say "hi"', '"', '""', 'x,y', 'p;q\tr', 'two\nlines', 'two\r\nlines', "it's", ' space ', '0.10', '🀄']
  let seed = 7
  const next = (below: number) => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed % below
  }
  for (let count = 0; count < 60; count += 1) {
    const width = 1 + next(5)
    yield Array.from({ length: 1 + next(12) }, () => Array.from({ length: width }, () => cells[next(cells.length)] ?? ''))
  }
}

test.each([
  [',', '\n'],
  [',', '\r\n'],
  [';', '\n'],
  ['\t', '\r\n'],
])('delimiter %j, line end %j', (delimiter, record_delimiter) => {
  for (const table of tables()) {
    const text = stringify(table, { delimiter, record_delimiter, quoted_match: /[\r\n]/ })
    const places = parse(text, { delimiter, relax_column_count: true, info: true }) as unknown as { record: string[] }[]
    const wanted = places.map(({ record }) => record).filter((cells) => cells.some((cell) => cell !== ''))
    for (const size of [1, 2, 7, 10_000]) {
      const rows = read(text, delimiter, size)
      expect(rows.map(({ cells }) => cells)).toEqual(wanted)
      // Each row stands on the line that it says: what begins there is the row.
      const lines = text.split('\n')
      for (const { line, cells } of rows) {
        const [first] = parse(lines.slice(line - 1).join('\n'), { delimiter, relax_column_count: true, to: 1 }) as string[][]
        expect(first).toEqual(cells)
      }
    }
  }
})

test('a carriage return alone ends lines where the file knows no line feed; the last line may lack its end', () => {
  expect(read('a,b\r1,"x"\r\r2,y', ',', 3).map(({ line, cells }) => [line, cells])).toEqual([
    [1, ['a', 'b']],
    [2, ['1', 'x']],
    [4, ['2', 'y']],
  ])
  expect(read('a,b\n1,"x"', ',', 1).map(({ cells }) => cells)).toEqual([
    ['a', 'b'],
    ['1', 'x'],
  ])
})

test.each([
  ['never closed', 'a,b\n1,"x\n'],
  ['closed and going on', 'a,b\n1,"x"y\n'],
  ['begun in the middle', 'a,b\n1,x"y"\n'],
])('a quote %s is refused with its line', (_, text) => {
  for (const size of [1, 100]) expect(() => read(text, ',', size)).toThrow(/line 2/)
})

test('a record of more than a million characters is refused, not gathered', () => {
  const reader = new CsvRows(',')
  const piece = 'x'.repeat(65_536)
  reader.take('a,b\n"')
  expect(() => {
    for (let count = 0; count < 20; count += 1) reader.take(piece)
  }).toThrow(/line 2/)
})
