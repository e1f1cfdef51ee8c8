/** A report as an Excel file that looks like the screen: merged headers, totals, real dates and numbers, and a sheet that tells what was asked. */
import writeExcelFile, { type Cell, type Row } from 'write-excel-file/node'
import type { Format, ReportColumn, Table, TableRow } from '../../reports/messages.ts'
import { type Language, say, type Words } from '../definition/words.ts'
import { printed } from './printing.ts'

/** How numbers are shown; what has no entry is text, a day or a mark. */
const formats: Readonly<Partial<Record<Format, string>>> = {
  count: '#,##0',
  days: '#,##0.0',
  quantity: '#,##0.###',
  price: '#,##0.0000',
  money: '#,##0.00',
  percent: '0.0%',
}

/** No column is narrower or wider than that, in characters. */
const [narrowest, widest] = [8, 36]

const header = {
  type: String,
  fontWeight: 'bold',
  align: 'center',
  alignVertical: 'center',
  backgroundColor: '#E8ECF1',
  borderStyle: 'thin',
  borderColor: '#B8C0CC',
  wrap: true,
} as const

/** Characters a text takes: Chinese ones are as wide as two. */
const lengthOf = (text: string): number => [...text].reduce((sum, each) => sum + (each > '\u2e7f' ? 2 : 1), 0)

/** What a cell is as wide as; an upper bound, as signs and marks of thousands are counted in. */
function widthOf(row: TableRow, { name, format }: ReportColumn): number {
  const value = row[name] ?? null
  if (value === null) return 0
  if (format === 'money' || format === 'price' || format === 'quantity') return String(value).length + Math.floor(String(value).length / 4)
  if (formats[format] !== undefined || format === 'week' || format === 'date') return 10
  return lengthOf(joined((row._labels?.[name] ?? (Array.isArray(value) ? value : String(value))) as string | readonly string[]))
}

/** As wide as what stands in it; headings wrap between two halves. */
function columnWidth(column: ReportColumn, rows: readonly TableRow[], language: Language): number {
  const most = rows.reduce((found, row) => Math.max(found, widthOf(row, column)), Math.ceil(lengthOf(say(column.label, language)) / 2))
  return Math.min(widest, Math.max(narrowest, most + 2))
}

/** Texts are always cells of type text: whatever they begin with, no program takes them for a formula. */
const textCell = (value: string, more: object = {}): Cell => ({ value, type: String, ...more })

const joined = (words: string | readonly string[]) => (typeof words === 'string' ? words : words.join('；'))

function cellOf(row: TableRow, { name, format }: ReportColumn, style: object): Cell {
  const value = row[name] ?? null
  if (value === null) return textCell('', style)
  if (format === 'week' || format === 'date')
    return { value: new Date(`${String(value)}T00:00:00Z`), type: Date, format: 'yyyy-mm-dd', ...style }
  const shown = formats[format]
  if (shown === undefined) {
    const words = row._labels?.[name] ?? (typeof value === 'boolean' ? (value ? '✓' : '✗') : Array.isArray(value) ? value : String(value))
    return textCell(joined(words as string | readonly string[]), { format: '@', ...style, ...(format === 'list' ? { wrap: true } : {}) })
  }
  return { value: format === 'percent' ? Number(value) / 100 : Number(value), type: Number, align: 'right', format: shown, ...style }
}

/** Two rows of headings: groups above, columns below; a column of no group takes both. */
function headings(columns: readonly ReportColumn[], language: Language): [Row, Row] {
  const [above, below]: [Row, Row] = [[], []]
  const groupOf = (column: ReportColumn | undefined) => column?.group && say(column.group, language)
  for (let index = 0; index < columns.length; ) {
    const column = columns[index] as ReportColumn
    const group = groupOf(column)
    let size = 1
    while (group !== undefined && groupOf(columns[index + size]) === group) size++
    above.push({ value: group ?? say(column.label, language), ...header, ...(group ? { columnSpan: size } : { rowSpan: 2 }) })
    for (let more = 1; more < size; more++) above.push(null)
    for (const each of columns.slice(index, index + size)) below.push(group ? { value: say(each.label, language), ...header } : null)
    index += size
  }
  return [above, below]
}

/** The rows of headings, below title and conditions. */
const headed = { from: 3, to: 4 } as const

export interface Paper {
  readonly title: Words
  readonly language: Language
  /** What was asked, in words: label and value. */
  readonly asked: readonly (readonly [label: string, value: string])[]
  /** What a paper form has below its totals: rows of boxes of the same width, such as those for signatures. */
  readonly foot?: readonly (readonly string[])[]
}

/** One row of boxes over the whole width of the table. */
function boxes(texts: readonly string[], width: number): Row {
  return texts.flatMap((text, index): Row => {
    const from = Math.floor((index * width) / texts.length)
    const span = Math.max(1, Math.floor(((index + 1) * width) / texts.length) - from)
    const box = textCell(text, {
      columnSpan: span,
      borderStyle: 'thin',
      borderColor: '#8A94A0',
      wrap: true,
      alignVertical: 'center',
      height: 34,
    })
    return [box, ...Array.from({ length: span - 1 }, () => null)]
  })
}

/** The bytes of the workbook. */
export async function workbook(
  report: Pick<Table, 'columns' | 'rows' | 'totals'>,
  { title, language, asked, foot = [] }: Paper,
): Promise<Buffer> {
  const { columns, rows, totals } = report
  // The words "Total" stand over the columns before the first one that has a total.
  const summed = columns.findIndex(({ name }) => (totals[name] ?? null) !== null)
  const dims = Math.max(1, summed < 0 ? columns.length : summed)
  const wide = { columnSpan: columns.length, align: 'left' } as const
  const rest = Array.from({ length: columns.length - 1 }, () => null)
  const strong = { fontWeight: 'bold', topBorderStyle: 'thin', backgroundColor: '#F5F7FA' } as const
  const sum = columns.map((column, index): Cell => {
    if (index >= dims) return cellOf(totals, column, strong)
    return index === 0
      ? textCell(language === 'zh' ? '合计' : 'Total', { ...strong, ...(dims > 1 ? { columnSpan: dims } : {}) })
      : dims > 1
        ? null
        : textCell('', strong)
  })
  const data: Row[] = [
    [textCell(say(title, language), { ...wide, fontWeight: 'bold', fontSize: 14 }), ...rest],
    [textCell(asked.map(([label, value]) => `${label} ${value}`).join(' · '), { ...wide, textColor: '#5A6472' }), ...rest],
    ...headings(columns, language),
    ...rows.map((row) => columns.map((column) => cellOf(row, column, {}))),
    sum,
    ...foot.map((texts) => boxes(texts, columns.length)),
  ]
  const conditions: Row[] = [
    [textCell(language === 'zh' ? '筛选条件' : 'Filters', { columnSpan: 2, fontWeight: 'bold', fontSize: 14 }), null],
    ...asked.map(([label, value]): Row => [textCell(label, { fontWeight: 'bold' }), textCell(value, { wrap: true })]),
  ]
  const name = say(title, language).slice(0, 31)
  const main = {
    sheet: name,
    data,
    columns: columns.map((column) => ({ width: columnWidth(column, [...rows, totals], language) })),
    stickyRowsCount: headed.to,
    orientation: 'landscape',
  } as const
  const filters = { sheet: language === 'zh' ? '筛选条件' : 'Filters', data: conditions, columns: [{ width: 18 }, { width: 80 }] }
  return writeExcelFile([main, filters], { features: [printed(name, headed)] }).toBuffer()
}
