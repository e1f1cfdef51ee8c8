/** What the customer-credit analysis says: its figures, its charts and its table, each with the way to the records behind it. Drawn again only when something is new. */
import { Box, Skeleton, useMediaQuery } from '@mui/material'
import type { Theme } from '@mui/material/styles'
import { memo } from 'react'
import type { CreditReport, TableRow } from '../../../reports/messages.ts'
import type { Where } from '../../../server/definition/where.ts'
import { useSay } from '../../language/say.ts'
import { readable, useCatalog } from '../../registers/catalog.ts'
import { ReportTable } from '../ReportTable.tsx'
import { Cards } from './Cards.tsx'
import { Concentration } from './Concentration.tsx'
import { screenColumns, useCells, weigh } from './cells.tsx'
import { drill, drillPath } from './drill.ts'
import { Figures } from './Figures.tsx'
import { Migration } from './Migration.tsx'
import { partLabels, totalsOf } from './parts.ts'
import { RiskMap } from './RiskMap.tsx'
import { addressOf, type CreditState, whereOf, whoseOf } from './state.ts'

interface Props {
  readonly label: string
  readonly report: CreditReport | undefined
  /** Those of its rows that are asked for. */
  readonly rows: readonly TableRow[]
  readonly state: CreditState
  readonly today: string
}

export const Analysis = memo(function Analysis({ label, report, rows, state, today }: Props) {
  const say = useSay()
  const catalog = useCatalog()
  const phone = useMediaQuery<Theme>((theme) => theme.breakpoints.down('md'))
  const { on, ageing, only } = state
  const where = whereOf(state)
  const shown = whoseOf(state, rows)
  const to = (figure: string, row: TableRow, whose: Where | undefined, day = on): string | undefined => {
    const found = whose && drill(figure, row, { on: day, today, ageing, whose })
    return found && readable(catalog, found.register) ? drillPath(found) : undefined
  }
  const show = useCells((row, column) => to(column.name, row, shown))
  const nothing = only
    ? say(['没有“{part}”的客户。', 'No customer is “{part}”.'], { part: say(partLabels[only]) })
    : say(['没有客户有应收、合同或授信额度。', 'No customer owes anything, has a contract or a credit line.'])
  return (
    <>
      <Figures
        report={report}
        asked={{ on, today, ageing, whose: where }}
        to={(figure) => to(figure, {}, where)}
        overLimit={addressOf({ ...state, only: 'over' }, today)}
      />
      {report ? (
        <>
          <Box sx={charts}>
            <Migration rows={report.trend} ageing={ageing} to={(day) => to('receivable', {}, where, day)} />
            <RiskMap rows={rows} />
            <Concentration shares={report.concentration} />
          </Box>
          {phone ? (
            <Cards label={label} rows={rows} ageing={ageing} to={(row, figure) => to(figure, row, shown)} nothing={nothing} />
          ) : (
            <ReportTable
              label={label}
              report={{
                columns: screenColumns(report.columns, ageing),
                rows,
                totals: only ? totalsOf(rows, report.columns) : report.totals,
              }}
              to={(row, column) => to(column.name, row, shown)}
              show={show}
              weigh={weigh}
              nothing={nothing}
            />
          )}
        </>
      ) : (
        <Skeleton variant="rounded" height={320} />
      )}
    </>
  )
})

const columns = 'minmax(0, 5fr) minmax(0, 5fr) minmax(0, 2fr)'

const charts = {
  display: 'grid',
  gap: 1.5,
  gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: columns },
  '@media print': { gridTemplateColumns: columns },
} as const
