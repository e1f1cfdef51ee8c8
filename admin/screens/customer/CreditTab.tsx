/** The credit of one customer: how it stands today, how it went day by day, and what was decided on which figures. */
import { Alert, Box, Skeleton, Stack } from '@mui/material'
import { useSearchParams } from 'react-router'
import type { CreditSeries as Series } from '../../../reports/messages.ts'
import { companyToday } from '../../kinds/instants.ts'
import { addDays } from '../../kinds/periods.ts'
import { useSay } from '../../language/say.ts'
import { type PanelRecord, readable, useCatalog } from '../../registers/catalog.ts'
import { asked, changed, dayOf } from '../../reports/address.ts'
import { DaySpan } from '../../reports/DaySpan.tsx'
import { useReport } from '../../reports/useReport.ts'
import { Ages } from '../credit/Ages.tsx'
import { CreditCard } from '../credit/CreditCard.tsx'
import CreditSeries from '../credit/CreditSeries.tsx'
import { Decided } from '../credit/Decided.tsx'

interface Days {
  readonly from: string
  readonly to: string
}

/** The last quarter of a year, unless the address says otherwise. */
function readDays(query: URLSearchParams, today: string): Days {
  const [from, to] = [dayOf(query.get('from')), dayOf(query.get('to'))]
  return from !== undefined && to !== undefined && from <= to ? { from, to } : { from: addDays(today, -91), to: today }
}

export default function CreditTab({ record: { id } }: { record: PanelRecord }) {
  const say = useSay()
  const catalog = useCatalog()
  const [query, setQuery] = useSearchParams()
  const days = readDays(query, companyToday())
  const { data, error } = useReport<Series>(`customer-credit/${id}`, asked({ ...days }), { live: true })
  return (
    <Stack spacing={2}>
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          alignItems: 'start',
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: '280px minmax(0, 1fr)' },
        }}
      >
        <Stack spacing={2}>
          {readable(catalog, 'creditDecisions') ? <CreditCard customer={id} /> : null}
          <Ages customer={id} />
        </Stack>
        <Stack spacing={1.5} sx={{ minWidth: 0 }}>
          <Stack direction="row" spacing={1} className="no-print" sx={{ pt: 0.75 }}>
            <DaySpan {...days} onChange={(next) => setQuery(changed<Days>(query, next), { replace: true })} />
          </Stack>
          {error ? <Alert severity="error">{error.message}</Alert> : null}
          {data ? <CreditSeries series={data} /> : error ? null : <Skeleton variant="rounded" height={300} />}
          <Decided
            register="releases"
            columns={['number', 'kind', 'amount', 'share', 'calculatedOn', 'dueOn', 'status']}
            filter={{ customer: id }}
            nothing={say(['没有超授信放行。', 'No over-limit release.'])}
          />
          <Decided
            register="creditDecisions"
            columns={['number', 'day', 'basis', 'amount', 'limit', 'exposure', 'excess']}
            filter={{ customer: id, day: { gte: days.from, lte: days.to } }}
            nothing={say(['这段时间没有放行决定。', 'Nothing was decided in this period.'])}
          />
        </Stack>
      </Box>
    </Stack>
  )
}
