/** A report as an Excel file that looks like the screen: merged headers, totals, real dates and numbers, and a sheet that tells what was asked. */
import writeExcelFile, { type Cell, type Row } from 'write-excel-file/node'
import type { Format, Report, ReportColumn, ReportRow } from '../../reports/messages.ts'
import { type Language, say, type Words } from '../definition/words.ts'

const formats: Readonly<Record<Format, string>> = {
  week: 'yyyy-mm-dd',
  name: '@',
  count: '#,##0',
  quantity: '#,##0.###',
  money: '#,##0.00',
  percent: '0.0%',
}

/** Which columns stand together under one heading. */
const groups: readonly { readonly label: Words; readonly columns: readonly string[] }[] = [
  { label: ['销量', 'Volume'], columns: ['orders', 'customers', 'quantity'] },
  { label: ['销售额', 'Sales'], columns: ['ordered', 'returned', 'net'] },
  { label: ['净额变化', 'Change of net'], columns: ['changeWeek', 'changeYear'] },
  { label: ['目标', 'Target'], columns: ['target', 'completion'] },
]

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

/** Texts are always cells of type text: whatever they begin with, no program takes them for a formula. */
const textCell = (value: string, more: object = {}): Cell => ({ value, type: String, ...more })

function cellOf(row: ReportRow, { name, format }: ReportColumn, style: object): Cell {
  const value = row[name] ?? null
  if (value === null) return textCell('', style)
  const shown = { format: formats[format], ...style }
  if (format === 'week') return { value: new Date(`${value}T00:00:00Z`), type: Date, ...shown }
  if (format === 'name') return textCell(row._labels?.[name] ?? String(value), style)
  return { value: format === 'percent' ? Number(value) / 100 : Number(value), type: Number, align: 'right', ...shown }
}

/** Two rows of headings: groups above, columns below; a column of no group takes both. */
function headings(columns: readonly ReportColumn[], language: Language): [Row, Row] {
  const [above, below]: [Row, Row] = [[], []]
  for (let index = 0; index < columns.length; ) {
    const column = columns[index] as ReportColumn
    const group = groups.find((each) => each.columns.includes(column.name))
    const size = group ? columns.slice(index).filter((each) => group.columns.includes(each.name)).length : 1
    above.push({ value: say(group?.label ?? column.label, language), ...header, ...(group ? { columnSpan: size } : { rowSpan: 2 }) })
    for (let more = 1; more < size; more++) above.push(null)
    for (const each of columns.slice(index, index + size)) below.push(group ? { value: say(each.label, language), ...header } : null)
    index += size
  }
  return [above, below]
}

export interface Paper {
  readonly title: Words
  readonly language: Language
  /** What was asked, in words: label and value. */
  readonly asked: readonly (readonly [label: string, value: string])[]
}

/** The bytes of the workbook. */
export async function workbook(report: Report, { title, language, asked }: Paper): Promise<Buffer> {
  const { columns, rows, totals } = report
  const dims = columns.filter((column) => column.format === 'name' || column.format === 'week').length
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
  ]
  const conditions: Row[] = [
    [textCell(language === 'zh' ? '筛选条件' : 'Filters', { columnSpan: 2, fontWeight: 'bold', fontSize: 14 }), null],
    ...asked.map(([label, value]): Row => [textCell(label, { fontWeight: 'bold' }), textCell(value, { wrap: true })]),
  ]
  return writeExcelFile([
    {
      sheet: say(title, language).slice(0, 31),
      data,
      columns: columns.map(({ format }) => ({ width: format === 'name' ? 24 : format === 'money' ? 18 : 14 })),
      stickyRowsCount: 4,
      orientation: 'landscape',
    },
    { sheet: language === 'zh' ? '筛选条件' : 'Filters', data: conditions, columns: [{ width: 18 }, { width: 80 }] },
  ]).toBuffer()
}
