/** 周销售统计, the weekly sales statistics (RPT-01, RPT-36): how much was sold, against before and against target, and by whom. */
import { Box } from '@mui/material'
import { useSearchParams } from 'react-router'
import type { Report, ReportRow } from '../../../reports/messages.ts'
import { companyToday } from '../../kinds/instants.ts'
import { addDays, mondayOf } from '../../kinds/periods.ts'
import { useSay, type Words } from '../../language/say.ts'
import { useCatalog } from '../../registers/catalog.ts'
import { changed } from '../address.ts'
import { change, isFigure } from '../amounts.ts'
import { Change } from '../Change.tsx'
import { FilterWords } from '../FilterWords.tsx'
import { Ranking } from '../Ranking.tsx'
import { ReportFrame } from '../ReportFrame.tsx'
import { ReportTable } from '../ReportTable.tsx'
import { Trend } from '../Trend.tsx'
import { useReport } from '../useReport.ts'
import { drill } from './drill.ts'
import { Figures } from './Figures.tsx'
import { Filters, type FiltersProps } from './Filters.tsx'
import { type Asked, queryOf, rankings, readState, whereOf } from './state.ts'

const name: Words = ['周销售统计', 'Weekly sales']

/** Weeks in the trend. */
const trendWeeks = 52

const rankingLabels: Readonly<Record<(typeof rankings)[number], Words>> = {
  salesperson: ['客户经理', 'Salespeople'],
  customer: ['客户', 'Customers'],
  product: ['产品', 'Products'],
  region: ['地区', 'Regions'],
}

export default function WeeklySales() {
  const say = useSay()
  const catalog = useCatalog()
  const [query, setQuery] = useSearchParams()
  const state = readState(query, companyToday())
  const where = whereOf(state)
  const set: FiltersProps['set'] = (change) => setQuery(changed(query, change), { replace: true })

  const asked: Asked = { from: state.from, to: state.to, by: state.by }
  const lastMonday = mondayOf(state.to)
  const trend: Asked = { from: addDays(lastMonday, -7 * (trendWeeks - 1)), to: addDays(lastMonday, 6), by: ['week'] }
  const ranked: Asked = { ...asked, by: [state.rank] }

  const main = useReport<Report>('weekly-sales', queryOf(asked, where), { live: true })
  const after = main.data?.asOf.seq
  const weeks = useReport<Report>('weekly-sales', queryOf(trend, where), { after })
  const ranking = useReport<Report>('weekly-sales', queryOf(ranked, where), { after })

  const mayExport = catalog.byName.get('orders')?.may.export === true
  const excel = mayExport ? `/api/reports/weekly-sales.xlsx?${queryOf(asked, where)}` : undefined
  const money = main.data?.columns.some((column) => column.name === 'net') ?? true
  const nothing = say(['（未填）', '(none)'])
  return (
    <ReportFrame
      title={say(name)}
      words={
        <FilterWords
          days={say(['{from} 至 {to}', '{from} to {to}'], { from: state.from, to: state.to })}
          chosen={[
            ['orders', 'salesperson', state.salesperson],
            ['orders', 'department', state.department],
            ['customers', 'region', state.region],
            ['customers', 'tier', state.tier],
          ]}
          all={say(['全部订单与退货', 'All orders and returns'])}
        />
      }
      filters={<Filters state={state} set={set} />}
      excel={excel}
      asked={main}
    >
      <Figures report={main.data} weeks={weeks.data?.rows ?? []} to={(figure) => drill(figure, {}, { ...asked, by: [] }, where)} />
      {money ? (
        <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 3fr) minmax(0, 2fr)' } }}>
          <Trend
            title={say(['净销售额按周（{weeks} 周）', 'Net sales by week ({weeks} weeks)'], { weeks: trendWeeks })}
            rows={weeks.data?.rows ?? []}
            to={(row) => drill('net', row, trend, where)}
          />
          <Ranking
            title={say(['排名', 'Ranking'])}
            tabs={rankings.map((each) => ({ name: each, label: say(rankingLabels[each]) }))}
            tab={state.rank}
            onTab={(rank) => set({ rank })}
            rows={ranking.isPlaceholderData ? undefined : ranking.data?.rows}
            nameOf={(row) => row._labels?.[state.rank] ?? nothing}
            amountOf={(row) => row.net}
            aside={(row) => <Change value={change(row.net, row.netBefore)} />}
            to={(row) => drill('net', row, ranked, where)}
            nothing={say(['这段时间没有销售。', 'No sales in this period.'])}
          />
        </Box>
      ) : null}
      {main.data ? (
        <ReportTable
          label={say(name)}
          report={main.data}
          to={(row, column) => (isFigure(column.format) ? drill(column.name, row as ReportRow, asked, where) : undefined)}
        />
      ) : null}
    </ReportFrame>
  )
}
