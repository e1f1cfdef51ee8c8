/** What a customer owes today, by age, with a way to the invoices and to the statement. */
import { Alert, Box, Button, Skeleton, Typography } from '@mui/material'
import { useTheme } from '@mui/material/styles'
import { Link } from 'react-router'
import type { CreditReport } from '../../../reports/messages.ts'
import { companyToday } from '../../kinds/instants.ts'
import { useSay } from '../../language/say.ts'
import { listPath } from '../../registers/conditions.ts'
import { exact } from '../../reports/amounts.ts'
import { AgeBar } from '../../reports/customerCredit/AgeBar.tsx'
import { ageColour, ageLabel, ages } from '../../reports/customerCredit/ages.ts'
import { Risk } from '../../reports/customerCredit/cells.tsx'
import { drill } from '../../reports/customerCredit/drill.ts'
import { queryOf } from '../../reports/customerCredit/state.ts'
import { useReport } from '../../reports/useReport.ts'
import { Figure } from '../customer/Figure.tsx'

export function Ages({ customer }: { customer: number }) {
  const say = useSay()
  const theme = useTheme()
  const today = companyToday()
  const { data, error } = useReport<CreditReport>('customer-credit', queryOf(today, 'due', { customer }, 1), { live: true })
  const row = data?.rows[0]
  const pathOf = (figure: string): string | undefined => {
    const found = row && drill(figure, row, { on: today, today, ageing: 'due', whose: { customer } })
    return found && listPath(found.register, found.filter, found.sort)
  }
  const amount = (figure: string) => {
    const path = pathOf(figure)
    const text = exact(row?.[figure] as string | undefined, 'money')
    return path && Number(row?.[figure]) !== 0 ? <Link to={path}>{text}</Link> : text
  }
  return (
    <Figure title={say(['应收账龄', 'Receivables by age'])}>
      {error ? <Alert severity="error">{error.message}</Alert> : null}
      {row ? (
        <>
          <Box sx={{ mb: 1 }}>
            <Risk row={row} />
          </Box>
          <AgeBar row={row} />
          <Box component="dl" sx={{ m: 0, mt: 1, display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) auto', columnGap: 2, rowGap: 0.25 }}>
            {ages.map((age) => (
              <Box key={age} sx={{ display: 'contents' }}>
                <Typography component="dt" variant="body2" color="text.secondary">
                  <Box component="span" aria-hidden className="mark" sx={{ color: ageColour(age, theme) }}>
                    ■
                  </Box>{' '}
                  {say(ageLabel(age, 'due'))}
                </Typography>
                <Typography component="dd" variant="body2" sx={{ m: 0, textAlign: 'right' }}>
                  {amount(age)}
                </Typography>
              </Box>
            ))}
            <Typography component="dt" sx={{ fontWeight: 600 }}>
              {say(['应收合计（¥）', 'Receivables (¥)'])}
            </Typography>
            <Typography component="dd" sx={{ m: 0, textAlign: 'right', fontWeight: 600 }}>
              {amount('receivable')}
            </Typography>
          </Box>
        </>
      ) : data ? (
        <Typography color="text.secondary">{say(['没有应收', 'Nothing is owed'])}</Typography>
      ) : error ? null : (
        <Skeleton variant="rounded" height={140} />
      )}
      <Button size="small" component={Link} to={`/reports/statement?customer=${customer}`} sx={{ mt: 1, ml: -0.75 }}>
        {say(['对账单', 'Statement of account'])}
      </Button>
    </Figure>
  )
}
