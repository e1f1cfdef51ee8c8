/** 客户授信分析, the customer-credit analysis (RPT-14, RPT-16, RPT-18): who owes what since when, how much credit is left, and where it is going wrong. */
import { useMemo } from 'react'
import { useSearchParams } from 'react-router'
import type { CreditReport } from '../../../reports/messages.ts'
import { companyToday } from '../../kinds/instants.ts'
import { useSay, type Words } from '../../language/say.ts'
import { useCatalog } from '../../registers/catalog.ts'
import { type Change, changed } from '../address.ts'
import { FilterWords } from '../FilterWords.tsx'
import { ReportFrame } from '../ReportFrame.tsx'
import { useReport } from '../useReport.ts'
import { Analysis } from './Analysis.tsx'
import { Filters } from './Filters.tsx'
import { partLabels, rowsOf } from './parts.ts'
import { ageingWords, type CreditState, pulse, queryOf, readState, trendMonths, whereOf, whoseOf } from './state.ts'

const name: Words = ['客户授信分析', 'Customer credit']

const none: CreditReport['rows'] = []

export default function CustomerCredit() {
  const say = useSay()
  const catalog = useCatalog()
  const [query, setQuery] = useSearchParams()
  const today = companyToday()
  const state = useMemo(() => readState(query, today), [query, today])
  const { on, ageing, only } = state
  const set = (change: Change<CreditState>) => setQuery(changed(query, change), { replace: true })

  const news = useReport<CreditReport>('customer-credit', pulse(on), { live: true })
  const after = news.data?.asOf.seq
  const main = useReport<CreditReport>('customer-credit', queryOf(on, ageing, whereOf(state), trendMonths), { after })
  const all = main.data?.rows ?? none
  const rows = useMemo(() => (only ? rowsOf(all, only) : all), [all, only])
  const whose = whoseOf(state, rows)
  const mayExport = catalog.byName.get('invoices')?.may.export === true
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
      filters={<Filters state={state} today={today} rows={all} set={set} />}
      excel={mayExport && whose ? `/api/reports/customer-credit.xlsx?${queryOf(on, ageing, whose, trendMonths)}` : undefined}
      asked={{
        // Nothing is newer than the last look says, so what is shown is as fresh as that.
        data: main.data && news.data?.asOf.seq === main.data.asOf.seq ? news.data : main.data,
        error: news.error ?? main.error,
        isPlaceholderData: main.isPlaceholderData,
        refetch: news.error ? news.refetch : main.refetch,
      }}
    >
      <Analysis label={say(name)} report={main.data} rows={rows} state={state} today={today} />
    </ReportFrame>
  )
}
