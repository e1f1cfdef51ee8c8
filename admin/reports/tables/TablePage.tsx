/** Any table report (RPT-05, 14, 16, 17, 18, 27, 34), made of what the server says of it: its period and filters as inputs, its rows with totals, paper and Excel. */
import { Alert, Skeleton, Typography } from '@mui/material'
import { Fragment } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import type { ReportColumn, Table as TableReport, TableRow } from '../../../reports/messages.ts'
import type { Condition, Where } from '../../../server/definition/where.ts'
import type { TableDescription } from '../../../server/reporting/tables.ts'
import { companyToday } from '../../kinds/instants.ts'
import { useSay } from '../../language/say.ts'
import { readable, useCatalog } from '../../registers/catalog.ts'
import { conditionOn, withCondition } from '../../registers/conditions.ts'
import { FilterButton } from '../../registers/FilterButton.tsx'
import { FilterSummary } from '../../registers/FilterSummary.tsx'
import { changed, asked as queryOf } from '../address.ts'
import { Choice } from '../Choice.tsx'
import { creditTab, drill, drillPath } from '../customerCredit/drill.ts'
import { ageingOf, ageings } from '../customerCredit/state.ts'
import { ReportFrame } from '../ReportFrame.tsx'
import { ReportTable } from '../ReportTable.tsx'
import { useReport } from '../useReport.ts'
import { filterable, ofCredit, readWhere } from './filters.ts'
import { PeriodInputs } from './PeriodInputs.tsx'
import { periodWords, readPeriod } from './period.ts'
import { useTable } from './useTables.ts'

export default function TablePage() {
  const say = useSay()
  const { name = '' } = useParams()
  const table = useTable(name)
  if (table) return <Page key={name} table={table} />
  if (table === undefined) return <Skeleton variant="rounded" height={320} />
  return (
    <>
      <Typography variant="h1" sx={{ mb: 1.5 }}>
        {say(['报表', 'Report'])}
      </Typography>
      <Alert severity="warning">
        {say(['没有这个报表，或您的角色不能查看。', 'There is no such report, or your role may not see it.'])}{' '}
        <Link to="/">{say(['回首页', 'Back to the first page'])}</Link>
      </Alert>
    </>
  )
}

function Page({ table }: { table: TableDescription }) {
  const say = useSay()
  const catalog = useCatalog()
  const [query, setQuery] = useSearchParams()
  const today = companyToday()
  const period = readPeriod(table.period, query, today)
  const where = readWhere(query)
  const credit = ofCredit(table)
  const ageing = ageingOf(query)
  const question = queryOf({
    ...period,
    ageing: credit ? ageing : undefined,
    where: Object.keys(where).length > 0 ? JSON.stringify(where) : undefined,
  })
  const main = useReport<TableReport>(`tables/${table.name}`, question, { live: true })
  const set = (change: Readonly<Record<string, string | undefined>>) => setQuery(changed(query, change), { replace: true })
  const filter = (path: string) => (condition: Condition | undefined) => {
    const next = withCondition(where, path, condition)
    set({ where: Object.keys(next).length > 0 ? JSON.stringify(next) : undefined })
  }
  const fields = filterable(catalog, table)
  const chosen = fields.filter(({ path }) => conditionOn(where, path) !== undefined)
  const to = (row: TableRow, column: ReportColumn): string | undefined => {
    const value = row[column.name]
    if (column.names && typeof value === 'number')
      return column.names === 'customers' && credit ? creditTab(value) : `/${column.names}/${value}/show`
    const found =
      credit && typeof row.customer === 'number' ? drill(column.name, row, { on: period.on ?? today, today, ageing, whose: {} }) : undefined
    return found && readable(catalog, found.register) ? drillPath(found) : undefined
  }
  return (
    <ReportFrame
      title={say(table.label)}
      wide
      words={
        <>
          {say(periodWords(table.period, period))}
          {' · '}
          {chosen.length === 0
            ? say(['全部', 'Everything'])
            : chosen.map(({ path, field }, index) => (
                <Fragment key={path}>
                  {index > 0 ? ' · ' : ''}
                  {say(field.label)} <FilterSummary field={field} condition={conditionOn(where, path)} />
                </Fragment>
              ))}
          {` · ${table.source}`}
        </>
      }
      filters={
        <>
          <PeriodInputs period={table.period} asked={period} today={today} set={set} />
          {credit ? (
            <Choice
              label={say(['账龄', 'Ages'])}
              value={ageing}
              options={ageings}
              onChange={(name) => set({ ageing: name === 'due' ? undefined : name })}
            />
          ) : null}
          {fields.map(({ path, field }) => (
            <FilterButton key={path} field={field} condition={conditionOn(where as Where, path)} onChange={filter(path)} />
          ))}
        </>
      }
      excel={table.export ? `/api/reports/tables/${table.name}.xlsx?${question}` : undefined}
      asked={main}
    >
      {main.data ? (
        <ReportTable
          label={say(table.label)}
          report={main.data}
          to={to}
          nothing={say(['这段时间没有记录。换一个期间或放宽筛选。', 'Nothing in this period. Choose another one, or filter less.'])}
        />
      ) : (
        <Skeleton variant="rounded" height={320} />
      )}
    </ReportFrame>
  )
}
