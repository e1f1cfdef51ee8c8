/** 客户对账单, the customer statement (PAY-06): choose a customer and a period, read it, print it for both to sign, take it away as Excel. */
import { Card, Skeleton, Typography } from '@mui/material'
import { useSearchParams } from 'react-router'
import { companyToday } from '../../kinds/instants.ts'
import { addMonths, monthStart } from '../../kinds/periods.ts'
import { useSay } from '../../language/say.ts'
import { useCatalog } from '../../registers/catalog.ts'
import { changed, dayOf, idOf, asked as queryOf } from '../address.ts'
import { DaySpan } from '../DaySpan.tsx'
import { FieldPicker } from '../FieldPicker.tsx'
import { FilterWords } from '../FilterWords.tsx'
import { ReportFrame } from '../ReportFrame.tsx'
import { useReport } from '../useReport.ts'
import { StatementSheet, type WrittenStatement } from './StatementSheet.tsx'
import { useParties } from './useParties.ts'

interface Asked {
  readonly customer: number | undefined
  readonly from: string
  readonly to: string
}

/** Since the beginning of last month, unless the address says otherwise. */
function readAsked(query: URLSearchParams, today: string): Asked {
  const [from, to] = [dayOf(query.get('from')), dayOf(query.get('to'))]
  const days = from !== undefined && to !== undefined && from <= to ? { from, to } : { from: addMonths(monthStart(today), -1), to: today }
  return { customer: idOf(query.get('customer')), ...days }
}

export default function StatementPage() {
  const say = useSay()
  const catalog = useCatalog()
  const [query, setQuery] = useSearchParams()
  const asked = readAsked(query, companyToday())
  const { customer, from, to } = asked
  const question = queryOf({ customer, from, to })
  const set = (change: Partial<Asked>) => setQuery(changed<Asked>(query, change), { replace: true })
  const main = useReport<WrittenStatement>('statement', question, { live: customer !== undefined })
  const parties = useParties(customer)
  const mayExport = catalog.byName.get('invoices')?.may.export === true
  return (
    <ReportFrame
      title={say(['客户对账单', 'Customer statement'])}
      ownPaper
      printable={main.data !== undefined && parties !== undefined}
      words={
        <FilterWords
          days={say(['{from} 至 {to}', '{from} to {to}'], { from, to })}
          chosen={[['invoices', 'customer', customer]]}
          all={say(['未选客户', 'No customer chosen'])}
        />
      }
      filters={
        <>
          <FieldPicker
            register="invoices"
            field="customer"
            value={customer}
            onChange={(id) => set({ customer: typeof id === 'number' ? id : undefined })}
          />
          <DaySpan from={from} to={to} onChange={set} />
        </>
      }
      excel={mayExport && customer !== undefined ? `/api/reports/statement.xlsx?${question}` : undefined}
      asked={main}
    >
      {customer === undefined ? (
        <Card sx={{ p: 4, textAlign: 'center' }}>
          <Typography color="text.secondary">
            {say(['对账单按一位客户出具：请先在上方选择客户。', 'A statement is made for one customer: choose one above.'])}
          </Typography>
        </Card>
      ) : main.data && parties ? (
        <StatementSheet statement={main.data} parties={parties} />
      ) : (
        <Skeleton variant="rounded" height={400} />
      )}
    </ReportFrame>
  )
}
