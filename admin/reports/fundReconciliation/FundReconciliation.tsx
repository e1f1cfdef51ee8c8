/** 资金对账, the monthly fund reconciliation (RPT-04, PAY-05, PAY-14): what customers owed, what came in, and whose money is still missing. */
import { Box, Skeleton } from '@mui/material'
import { useMemo } from 'react'
import { useSearchParams } from 'react-router'
import type { FundReport, FundRow, TableRow } from '../../../reports/messages.ts'
import { companyToday } from '../../kinds/instants.ts'
import { useSay } from '../../language/say.ts'
import { readable, useCatalog } from '../../registers/catalog.ts'
import { listPath } from '../../registers/conditions.ts'
import { type Change, changed } from '../address.ts'
import { percent } from '../amounts.ts'
import { Choice } from '../Choice.tsx'
import { FieldPicker } from '../FieldPicker.tsx'
import { FilterWords } from '../FilterWords.tsx'
import { Ranking } from '../Ranking.tsx'
import { ReportFrame } from '../ReportFrame.tsx'
import { ReportTable } from '../ReportTable.tsx'
import { choices } from '../tables/period.ts'
import { useReport } from '../useReport.ts'
import { Bank } from './Bank.tsx'
import { Differences } from './Differences.tsx'
import { unclaimed } from './drill.ts'
import { Figures } from './Figures.tsx'
import { HandedOver } from './HandedOver.tsx'
import { Months } from './Months.tsx'
import { Standing } from './Standing.tsx'
import { addressOf, type FundState, firstOf, groupLabels, groups, lastOf, pulse, queryOf, readState } from './state.ts'
import { useDrill } from './useDrill.ts'
import { Waterfall } from './Waterfall.tsx'

export default function FundReconciliation() {
  const say = useSay()
  const catalog = useCatalog()
  const [query, setQuery] = useSearchParams()
  const today = companyToday()
  const state = useMemo(() => readState(query, today), [query, today])
  const { month, by } = state
  const set = (change: Change<FundState>) => setQuery(changed(query, change), { replace: true })

  const news = useReport<FundReport>('fund-reconciliation', pulse(month), { live: true })
  const main = useReport<FundReport>('fund-reconciliation', queryOf(state), { after: news.data?.asOf.seq })
  const report = main.data
  const to = useDrill(state, report?.period.frozen ?? false, today)
  const mayExport = catalog.byName.get('invoices')?.may.export === true
  const name = say(['资金对账', 'Fund reconciliation'])
  const nobody = say(['（未填）', '(none)'])
  const pool = readable(catalog, 'bankLines') ? listPath('bankLines', unclaimed(lastOf(month)), ['date', 'ASC']) : undefined
  return (
    <ReportFrame
      title={say(['资金对账：谁的钱还没回来？', 'Fund reconciliation: whose money is missing?'])}
      wide
      words={
        <FilterWords
          days={month}
          chosen={[
            ['customers', 'department', state.department],
            ['customers', 'owner', state.salesperson],
            ['invoices', 'customer', state.customer],
          ]}
          all={say(['全部客户', 'All customers'])}
        />
      }
      filters={
        <>
          <Choice
            label={say(['月份', 'Month'])}
            value={month}
            options={choices('month', today, month)}
            onChange={(next) => set({ month: next === today.slice(0, 7) ? undefined : next })}
          />
          <FieldPicker register="customers" field="department" value={state.department} onChange={(department) => set({ department })} />
          <FieldPicker register="customers" field="owner" value={state.salesperson} onChange={(salesperson) => set({ salesperson })} />
          <FieldPicker register="invoices" field="customer" value={state.customer} onChange={(customer) => set({ customer })} />
        </>
      }
      excel={mayExport ? `/api/reports/fund-reconciliation.xlsx?${queryOf(state)}` : undefined}
      asked={{
        // Nothing is newer than the last look says, so what is shown is as fresh as that.
        data: report && news.data?.asOf.seq === report.asOf.seq ? news.data : report,
        error: news.error ?? main.error,
        isPlaceholderData: main.isPlaceholderData,
        refetch: news.error ? news.refetch : main.refetch,
      }}
    >
      {report ? <Standing period={report.period} /> : <Skeleton width={320} />}
      <Figures report={report} to={to} />
      {report ? (
        <>
          <Box sx={halves}>
            <Waterfall steps={report.waterfall} to={to} />
            <Months rows={report.trend} to={(next) => addressOf({ ...state, month: next })} />
          </Box>
          <Box sx={thirds}>
            <Ranking
              title={say(['谁的钱还没回来（欠款、回款率）', 'Whose money is missing (owed, recovery rate)'])}
              tabs={groups.map((each) => ({ name: each, label: say(groupLabels[each]) }))}
              tab={by}
              onTab={(next) => set({ by: next })}
              rows={main.isPlaceholderData ? undefined : report.rows.filter(({ owing }) => Number(owing) > 0)}
              nameOf={(row) => String(row._labels?.[by] ?? nobody)}
              amountOf={(row) => row.owing as string}
              aside={(row) => percent(row.recoveryRate as string | null)}
              to={(row) => to('closing', row) ?? addressOf(state)}
              nothing={say(['没有客户欠款。', 'Nobody owes anything.'])}
            />
            {report.differences ? (
              <Differences
                differences={report.differences}
                to={(kind) => listPath('differences', { month: firstOf(month), kind, status: { ne: 'gone' } }, ['since', 'ASC'])}
              />
            ) : null}
            {report.bank || report.unclaimed ? <Bank bank={report.bank} unclaimed={report.unclaimed} pool={pool} /> : null}
          </Box>
          <ReportTable
            label={name}
            report={report}
            to={(row, column) => to(column.name, row === report.totals ? undefined : (row as TableRow))}
            show={(row, { name: column }) => {
              const handed = column === 'handedOver' ? (row as FundRow)._handed : undefined
              return handed && handed.length > 0 ? (
                <HandedOver row={row as FundRow} handed={handed} to={to('handedOver', row)} />
              ) : undefined
            }}
            nothing={say(['没有客户有往来。', 'No customer has an account.'])}
          />
        </>
      ) : (
        <Skeleton variant="rounded" height={320} />
      )}
    </ReportFrame>
  )
}

const grid = (columns: string) =>
  ({
    display: 'grid',
    gap: 1.5,
    gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: columns },
    '@media print': { gridTemplateColumns: columns },
  }) as const

const halves = grid('minmax(0, 1fr) minmax(0, 1fr)')
const thirds = grid('minmax(0, 5fr) minmax(0, 4fr) minmax(0, 3fr)')
