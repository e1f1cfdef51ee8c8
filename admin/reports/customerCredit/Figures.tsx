/** The five figures of customer credit: receivables, what is overdue, who is over the limit, days of sales outstanding, last releases due this month. */
import { Box } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import type { CreditReport } from '../../../reports/messages.ts'
import { yuan } from '../../../server/definition/decimal.ts'
import { call } from '../../http.ts'
import { useLanguage, useSay } from '../../language/say.ts'
import { type PanelRecord, readable, useCatalog } from '../../registers/catalog.ts'
import { asked as queryString } from '../address.ts'
import { change, exact, numberOf, percent, short } from '../amounts.ts'
import { Change } from '../Change.tsx'
import { Figure, FigureSkeleton } from '../Figure.tsx'
import { FigureGrid } from '../FigureGrid.tsx'
import { type Asked, lastReleases } from './drill.ts'
import { fen } from './parts.ts'

interface Props {
  readonly report: CreditReport | undefined
  readonly asked: Asked
  to(figure: string): string | undefined
  /** Only customers over the limit. */
  readonly overLimit: string
}

export function Figures({ report, asked, to, overLimit }: Props) {
  const say = useSay()
  const { language } = useLanguage()
  const releases = useLastReleases(asked, report?.asOf.seq)
  if (!report)
    return (
      <FigureGrid>
        {['receivable', 'overdue', 'over', 'dso', 'releases'].map((name) => (
          <FigureSkeleton key={name} />
        ))}
      </FigureGrid>
    )
  const { totals, trend } = report
  const before = trend.at(-2)
  const against = say(['较上月末', 'on last month end'])
  const line = (name: string) => trend.map((row) => numberOf(row[name]) ?? 0)
  const late = releases?.filter(({ dueOn }) => String(dueOn) < asked.on) ?? []
  const amount = yuan((releases ?? []).reduce((sum, row) => sum + fen(row.amount as string), 0))
  return (
    <FigureGrid>
      <Figure
        label={say(['应收', 'Receivables'])}
        value={short(totals.receivable as string, language)}
        exact={exact(totals.receivable as string, 'money')}
        to={to('receivable')}
        spark={line('receivable')}
      >
        <Change value={before ? change(totals.receivable as string, before.receivable as string) : undefined} against={against} />
      </Figure>
      <Figure
        label={say(['逾期', 'Overdue'])}
        value={short(totals.overdue as string, language)}
        exact={exact(totals.overdue as string, 'money')}
        to={to('overdue')}
        spark={line('overdue')}
        bad={fen(totals.overdue) > 0}
      >
        <span>{say(['占应收 {share}', '{share} of receivables'], { share: percent(totals.overdueShare as string | null) })}</span>
        <Change value={before ? change(totals.overdue as string, before.overdue as string) : undefined} against={against} />
      </Figure>
      <Figure
        label={say(['超限客户', 'Customers over the limit'])}
        value={exact(totals.overLimit as number, 'count')}
        exact={exact(totals.overLimit as number, 'count')}
        to={overLimit}
        bad={Number(totals.overLimit) > 0}
      >
        <span>{say(['共 {count} 位客户', 'of {count} customers'], { count: exact(totals.customers as number, 'count') })}</span>
      </Figure>
      <Figure
        label={say(['周转天数（DSO）', 'Days of sales outstanding'])}
        value={exact(totals.dso as string | null, 'days')}
        exact={say(['应收 ÷ 近 90 天开票 × 90', 'Receivables ÷ invoiced in the last 90 days × 90'])}
        to={to('dso')}
      >
        <span>{say(['天，按近 90 天开票', 'days, by what was invoiced in 90 days'])}</span>
      </Figure>
      {releases ? (
        <Figure
          label={say(['本月到期末次放行', 'Last releases due this month'])}
          value={String(releases.length)}
          exact={`¥ ${exact(amount, 'money')}`}
          to={to('lastReleases')}
          bad={late.length > 0}
        >
          <span>¥ {short(amount, language)}</span>
          <Box component="span" sx={late.length > 0 ? { color: 'error.main', fontWeight: 600 } : { color: 'text.secondary' }}>
            {late.length > 0
              ? say(['其中逾期未收回 {count}', '{count} past due'], { count: late.length })
              : say(['无逾期', 'None past due'])}
          </Box>
        </Figure>
      ) : null}
    </FigureGrid>
  )
}

/** More are never due in one month. */
const most = 500

/** The last releases to be settled this month; undefined for those who may not see releases, or while they are on the way. */
function useLastReleases(asked: Asked, after: number | undefined): readonly PanelRecord[] | undefined {
  const catalog = useCatalog()
  const query = queryString({ filter: JSON.stringify(lastReleases(asked)), range: `[0,${most - 1}]`, sort: '["dueOn","ASC"]' })
  return useQuery({
    queryKey: ['lastReleases', query, after],
    queryFn: () => call<PanelRecord[]>('GET', `/api/records/releases?${query}`),
    placeholderData: (before) => before,
    enabled: after !== undefined && readable(catalog, 'releases'),
    gcTime: 5000,
  }).data
}
