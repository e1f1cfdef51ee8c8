/** The troubles that one looks for first, and who has them. */
import type { ReportColumn, TableRow } from '../../../reports/messages.ts'
import { parseDecimal, yuan } from '../../../server/definition/decimal.ts'
import type { Words } from '../../language/say.ts'

export const parts = ['over', 'overdue', 'ineligible', 'highRisk'] as const
export type Part = (typeof parts)[number]

export const partLabels: Readonly<Record<Part, Words>> = {
  over: ['超限', 'Over the limit'],
  overdue: ['逾期', 'Overdue'],
  ineligible: ['无资格', 'Not eligible'],
  highRisk: ['高风险', 'High risk'],
}

/** An amount in 分. */
export const fen = (value: TableRow[string] | undefined): number => parseDecimal(String(value ?? '0'), 2) ?? 0

export const onCredit = ({ mode }: TableRow): boolean => mode === 'rolling' || mode === 'fixed'

/** What is used of the limit, in 分: money held counts against it. */
const used = (row: TableRow): number => fen(row.exposure) - fen(row.advance)

const has: Readonly<Record<Part, (row: TableRow) => boolean>> = {
  over: (row) => onCredit(row) && used(row) > fen(row.limit),
  overdue: (row) => fen(row.overdue) > 0,
  ineligible: (row) => onCredit(row) && row.eligible !== true,
  highRisk: ({ risk }) => risk === 'high' || risk === 'critical',
}

export const rowsOf = (rows: readonly TableRow[], part: Part): readonly TableRow[] => rows.filter(has[part])

/** The totals of some of the rows: what adds up, and what follows from it. */
export function totalsOf(rows: readonly TableRow[], columns: readonly ReportColumn[]): TableRow {
  const sum = (name: string) => rows.reduce((total, row) => total + fen(row[name]), 0)
  const amounts = columns.filter(({ format }) => format === 'money').map(({ name }) => [name, yuan(sum(name))] as const)
  return {
    ...Object.fromEntries(amounts),
    oldestOverdueDays: Math.max(0, ...rows.map((row) => Number(row.oldestOverdueDays ?? 0))),
    releases: rows.reduce((total, row) => total + Number(row.releases ?? 0), 0),
  } as TableRow
}
