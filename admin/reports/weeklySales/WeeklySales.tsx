/** 周销售统计, the weekly sales statistics (RPT-01, RPT-36): how much was sold, against before and against target, and by whom. */
import { Alert, Box, Button, LinearProgress, Stack, Typography } from '@mui/material'
import { Title } from 'react-admin'
import { useSearchParams } from 'react-router'
import type { ReportColumn, ReportRow } from '../../../reports/messages.ts'
import { companyTime, companyToday } from '../../kinds/instants.ts'
import { addDays, mondayOf } from '../../kinds/periods.ts'
import { useSay, type Words } from '../../language/say.ts'
import { useCatalog } from '../../registers/catalog.ts'
import { FilterBar } from '../FilterBar.tsx'
import { PivotTable } from '../PivotTable.tsx'
import { Paper } from '../paper.tsx'
import { Ranking } from '../Ranking.tsx'
import { Trend } from '../Trend.tsx'
import { useReport } from '../useReport.ts'
import { drill } from './drill.ts'
import { Figures } from './Figures.tsx'
import { Filters, type FiltersProps } from './Filters.tsx'
import { FilterWords } from './FilterWords.tsx'
import { type Asked, queryOf, rankings, readState, whereOf, writeState } from './state.ts'

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
  const set: FiltersProps['set'] = (change) => setQuery(writeState(query, change), { replace: true })

  const asked: Asked = { from: state.from, to: state.to, by: state.by }
  const lastMonday = mondayOf(state.to)
  const trend: Asked = { from: addDays(lastMonday, -7 * (trendWeeks - 1)), to: addDays(lastMonday, 6), by: ['week'] }
  const ranked: Asked = { ...asked, by: [state.rank] }

  const main = useReport('weekly-sales', queryOf(asked, where), { live: true })
  const after = main.data?.asOf.seq
  const weeks = useReport('weekly-sales', queryOf(trend, where), { after })
  const ranking = useReport('weekly-sales', queryOf(ranked, where), { after })

  const at = main.data?.asOf.at
  const asOf = at ? say(['数据截至 {at}', 'As of {at}'], { at: companyTime(at) }) : ''
  const mayExport = catalog.byName.get('orders')?.may.export === true
  const excel = mayExport ? `/api/reports/weekly-sales.xlsx?${queryOf(asked, where)}` : undefined
  const money = main.data?.columns.some((column) => column.name === 'net') ?? true
  const nothing = say(['（未填）', '(none)'])
  const failed = main.error
  return (
    <Stack sx={{ gap: 1.5 }}>
      <Title title={say(name)} />
      <Paper />
      <Box>
        <Typography variant="h1">{say(name)}</Typography>
        <FilterWords state={state} asOf={asOf} />
      </Box>
      <FilterBar excel={excel} asOf={asOf}>
        <Filters state={state} set={set} />
      </FilterBar>
      {failed ? (
        <Alert
          severity="error"
          action={
            <Button color="inherit" size="small" onClick={() => void main.refetch()}>
              {say(['重试', 'Try again'])}
            </Button>
          }
        >
          {failed.message}
        </Alert>
      ) : null}
      <Box sx={{ height: 2 }}>
        {main.isPlaceholderData ? <LinearProgress sx={{ height: 2 }} aria-label={say(['正在更新', 'Updating'])} /> : null}
      </Box>
      {failed && !main.data ? null : (
        <>
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
                to={(row) => drill('net', row, ranked, where)}
              />
            </Box>
          ) : null}
          {main.data ? (
            <PivotTable
              label={say(name)}
              report={main.data}
              to={(row: ReportRow, column: ReportColumn) => drill(column.name, row, asked, where)}
            />
          ) : null}
        </>
      )}
    </Stack>
  )
}
