/** Columns of the analysis on the screen, and the cells of theirs that deserve more than their text. */
import { Box, Tooltip } from '@mui/material'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { Ageing, ReportColumn, TableRow } from '../../../reports/messages.ts'
import { useSay, type Words } from '../../language/say.ts'
import { StatusChip } from '../../layout/StatusChip.tsx'
import { exact, numberOf } from '../amounts.ts'
import { ages, isAge, shortAge } from './ages.ts'
import { creditTab } from './drill.ts'
import { fen, onCredit } from './parts.ts'
import { customerName, reasonsOf, riskTone, riskWord, severity } from './risk.ts'
import { UsedBar } from './UsedBar.tsx'

const groups: Readonly<Record<Ageing, Words>> = {
  due: ['应收，按逾期天数（¥）', 'Receivables by days late (¥)'],
  invoice: ['应收，按开票天数（¥）', 'Receivables by days since the invoice (¥)'],
}

const short: Readonly<Record<string, Words>> = {
  limit: ['额度', 'Limit'],
  exposure: ['占用', 'Exposure'],
  available: ['可用', 'Available'],
  oldestOverdueDays: ['最长', 'Oldest'],
  dso: ['DSO', 'DSO'],
  eligible: ['资格', 'Eligible'],
  risk: ['风险', 'Risk'],
}

const shown = ['customer', 'limit', 'exposure', 'available', ...ages, 'oldestOverdueDays', 'dso', 'eligible', 'risk']

/** The columns that fit a screen, in order, with short headings: all of them are in the Excel file. */
export function screenColumns(columns: readonly ReportColumn[], ageing: Ageing): ReportColumn[] {
  return shown.flatMap((name) => {
    const column = columns.find((each) => each.name === name)
    if (!column) return []
    const { group: _, ...rest } = column
    return [
      isAge(name) ? { ...rest, label: shortAge(name, ageing), group: groups[ageing] } : { ...rest, label: short[name] ?? column.label },
    ]
  })
}

/** What a column is sorted by where its text would not do. */
export const weigh = (row: TableRow, { name }: ReportColumn): number | undefined =>
  name === 'risk' ? severity(row) : name === 'eligible' ? (Array.isArray(row.missing) ? row.missing.length : 0) : undefined

/** Shows a cell; undefined for those that are just their text. */
export function useCells(to: (row: TableRow, column: ReportColumn) => string | undefined) {
  const say = useSay()
  return (row: TableRow, column: ReportColumn): ReactNode => {
    const { name } = column
    if (name === 'customer') return <Customer row={row} />
    if (name === 'risk') return row.risk === undefined ? '' : <Risk row={row} />
    if (name === 'eligible') return row.eligible === undefined ? '' : <Eligible row={row} />
    if (name === 'available') return <Available row={row} />
    if (column.format !== 'money') return undefined
    if (fen(row[name]) === 0) return <Box sx={{ color: 'text.secondary' }}>0</Box>
    const text = exact(row[name] as string, 'money')
    const path = to(row, column)
    return path ? (
      <Link to={path} aria-label={`${say(column.label)} ${text}`}>
        {text}
      </Link>
    ) : (
      text
    )
  }
}

function Customer({ row }: { row: TableRow }) {
  return (
    <Box
      component={Link}
      to={creditTab(Number(row.customer))}
      sx={{
        display: 'block',
        minWidth: { md: 112, xl: 190 },
        '@media print': { minWidth: 0 },
        whiteSpace: 'normal',
        lineHeight: 1.35,
        fontWeight: 600,
        color: 'primary.main',
      }}
    >
      {customerName(row)}
    </Box>
  )
}

function Available({ row }: { row: TableRow }) {
  const share = numberOf(row.utilisation)
  if (row.customer !== undefined && !onCredit(row))
    return <Box sx={{ color: 'text.secondary', fontSize: '0.75rem', whiteSpace: 'normal' }}>{row._labels?.mode}</Box>
  return (
    <Box sx={{ minWidth: 56 }}>
      {fen(row.available) === 0 ? '0' : exact(row.available as string, 'money')}
      {share === undefined ? null : <UsedBar share={share} />}
    </Box>
  )
}

function Eligible({ row }: { row: TableRow }) {
  const say = useSay()
  if (!onCredit(row)) return <Box sx={{ color: 'text.secondary' }}>—</Box>
  if (row.eligible === true) return <>{say(['✓ 符合', '✓ Yes'])}</>
  const lacks = Array.isArray(row._labels?.missing) ? (row._labels.missing as readonly string[]) : []
  return (
    <Box sx={{ minWidth: 72, whiteSpace: 'normal', fontSize: '0.75rem', lineHeight: 1.35, color: 'error.main' }}>
      ✗ {lacks.join(say(['、', ', ']))}
    </Box>
  )
}

/** The level, and why, in a sentence. */
export function Risk({ row }: { row: TableRow }) {
  const say = useSay()
  const [first, ...rest] = reasonsOf(row)
  return (
    <Box sx={{ minWidth: { md: 156, xl: 240 }, '@media print': { minWidth: 0 }, whiteSpace: 'normal', lineHeight: 1.35 }}>
      <StatusChip label={riskWord(row)} tone={riskTone(row)} />
      {first ? (
        <Tooltip title={rest.length > 0 ? [first, ...rest].join(say(['；', '; '])) : ''}>
          <Box component="span" sx={{ fontSize: '0.75rem', ml: 0.75 }}>
            {first}
            {rest.length > 0 ? say(['，另 {count} 项', ', and {count} more'], { count: rest.length }) : ''}
          </Box>
        </Tooltip>
      ) : null}
    </Box>
  )
}
