/** 客户授信分析, the customer-credit analysis (RPT-14, RPT-16, RPT-18): who owes what since when, how much credit is left, and where it is going wrong. */
import { Box, Skeleton, useMediaQuery } from '@mui/material'
import type { Theme } from '@mui/material/styles'
import { useMemo } from 'react'
import { useSearchParams } from 'react-router'
import type { CreditReport, TableRow } from '../../../reports/messages.ts'
import type { Where } from '../../../server/definition/where.ts'
import { companyToday } from '../../kinds/instants.ts'
import { useSay, type Words } from '../../language/say.ts'
import { readable, useCatalog } from '../../registers/catalog.ts'
import { listPath } from '../../registers/conditions.ts'
import { type Change, changed } from '../address.ts'
import { FilterWords } from '../FilterWords.tsx'
import { ReportFrame } from '../ReportFrame.tsx'
import { ReportTable } from '../ReportTable.tsx'
import { useReport } from '../useReport.ts'
import { Cards } from './Cards.tsx'
import { Concentration } from './Concentration.tsx'
import { screenColumns, useCells, weigh } from './cells.tsx'
import { type Asked, drill } from './drill.ts'
import { Figures } from './Figures.tsx'
import { Filters } from './Filters.tsx'
import { Migration } from './Migration.tsx'
import { partLabels, rowsOf, totalsOf } from './parts.ts'
import { RiskMap } from './RiskMap.tsx'
import { ageingWords, type CreditState, pulse, queryOf, readState, trendMonths, whereOf } from './state.ts'

const name: Words = ['客户授信分析', 'Customer credit']

/** An address that names more customers is too long for a browser. */
const mostNamed = 1000

export default function CustomerCredit() {
  const say = useSay()
  const catalog = useCatalog()
  const phone = useMediaQuery<Theme>((theme) => theme.breakpoints.down('md'))
  const [query, setQuery] = useSearchParams()
  const today = companyToday()
  const state = readState(query, today)
  const { on, ageing, only } = state
  const where = whereOf(state)
  const set = (change: Change<CreditState>) => setQuery(changed(query, change), { replace: true })

  const news = useReport<CreditReport>('customer-credit', pulse(on), { live: true })
  const main = useReport<CreditReport>('customer-credit', queryOf(on, ageing, where, trendMonths), { after: news.data?.asOf.seq })
  const report = main.data
  const rows = useMemo(() => (only ? rowsOf(report?.rows ?? [], only) : (report?.rows ?? [])), [report, only])

  // The customers shown, as a filter: those of the page, or by name when only some of them are.
  const named: Where | undefined = only
    ? rows.length <= mostNamed
      ? { customer: { in: rows.map(({ customer }) => Number(customer)) } }
      : undefined
    : where
  const to = (figure: string, row: TableRow, whose: Where | undefined): string | undefined => {
    const asked: Asked | undefined = whose && { on, today, ageing, whose }
    const found = asked && drill(figure, row, asked)
    return found && readable(catalog, found.register) ? listPath(found.register, found.filter, found.sort) : undefined
  }
  const mayExport = catalog.byName.get('invoices')?.may.export === true
  const excel = mayExport && named ? `/api/reports/customer-credit.xlsx?${queryOf(on, ageing, named, trendMonths)}` : undefined
  const show = useCells((row, column) => to(column.name, row, named))
  const nothing = only
    ? say(['没有“{part}”的客户。', 'No customer is “{part}”.'], { part: say(partLabels[only]) })
    : say(['没有客户有应收、合同或授信额度。', 'No customer owes anything, has a contract or a credit line.'])
  const overLimit = `/dashboards/customer-credit?${changed<CreditState>(query, { only: 'over' })}`
  return (
    <ReportFrame
      title={say(name)}
      wide
      words={
        <>
          <FilterWords
            days={say(['截至 {on} 日终', 'At the end of {on}'], { on })}
            chosen={[
              ['customers', 'department', state.department],
              ['customers', 'owner', state.owner],
              ['customers', 'tier', state.tier],
            ]}
            all={say(['全部客户', 'All customers'])}
          />
          {` · ${say(['账龄{ageing}', 'ages {ageing}'], { ageing: say(ageingWords(ageing)).toLowerCase() })}`}
          {only ? ` · ${say(['只看{part}', 'only {part}'], { part: say(partLabels[only]).toLowerCase() })}` : ''}
        </>
      }
      filters={<Filters state={state} today={today} rows={report?.rows ?? []} set={set} />}
      excel={excel}
      asked={news.error ? { ...main, error: news.error, refetch: news.refetch } : main}
    >
      <Figures report={report} asked={{ on, today, ageing, whose: where }} to={(figure) => to(figure, {}, where)} overLimit={overLimit} />
      {report ? (
        <>
          <Box
            sx={{
              display: 'grid',
              gap: 1.5,
              gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 5fr) minmax(0, 5fr) minmax(0, 2fr)' },
              '@media print': { gridTemplateColumns: 'minmax(0, 5fr) minmax(0, 5fr) minmax(0, 2fr)' },
            }}
          >
            <Migration
              rows={report.trend}
              ageing={ageing}
              to={(day) => {
                const found = drill('receivable', {}, { on: day, today, ageing, whose: where })
                return found && listPath(found.register, found.filter, found.sort)
              }}
            />
            <RiskMap rows={rows} />
            <Concentration shares={report.concentration} />
          </Box>
          {phone ? (
            <Cards label={say(name)} rows={rows} ageing={ageing} to={(row, figure) => to(figure, row, named)} nothing={nothing} />
          ) : (
            <ReportTable
              label={say(name)}
              report={{
                columns: screenColumns(report.columns, ageing),
                rows,
                totals: only ? totalsOf(rows, report.columns) : report.totals,
              }}
              to={(row, column) => to(column.name, row, named)}
              show={show}
              weigh={weigh}
              nothing={nothing}
            />
          )}
        </>
      ) : (
        <Skeleton variant="rounded" height={320} />
      )}
    </ReportFrame>
  )
}
