/** 资金对账: whose money is missing this month, what is still to be explained, and who has signed (PAY-05, PAY-14). */
import { Alert, Chip, MenuItem, Skeleton, Stack, Tab, Tabs, TextField, Typography } from '@mui/material'
import { Title } from 'react-admin'
import { useSearchParams } from 'react-router'
import { groupDigits } from '../../kinds/figures.ts'
import { companyToday } from '../../kinds/instants.ts'
import { useSay } from '../../language/say.ts'
import { among } from '../../reports/address.ts'
import { Board } from './Board.tsx'
import { Differences } from './Differences.tsx'
import { Equation } from './Equation.tsx'
import { Glance } from './Glance.tsx'
import { Head } from './Head.tsx'
import { RecoverySheet } from './RecoverySheet.tsx'
import { isFixed, useMonth, useMonths } from './useMonth.ts'

const tabs = ['board', 'differences', 'form'] as const

export default function ReconciliationPage() {
  const say = useSay()
  const [query, setQuery] = useSearchParams()
  const months = useMonths()
  const asked = /^\d{4}-(0[1-9]|1[0-2])$/.test(query.get('month') ?? '') ? query.get('month') : null
  // The month that is being worked on: the earliest that is not locked.
  const working = [...(months.data ?? [])].reverse().find(({ status }) => status !== 'locked')?.month
  const month = asked ?? (months.data ? (working ?? companyToday().slice(0, 7)) : undefined)
  const set = (name: 'month' | 'tab', value: string) => {
    const next = new URLSearchParams(query)
    next.set(name, value)
    setQuery(next, { replace: true })
  }
  return (
    <Stack sx={{ gap: 1.5 }}>
      <Title title={say(['资金对账', 'Fund reconciliation'])} />
      <Stack direction="row" className="no-print" sx={{ alignItems: 'center', gap: 1.5, flexWrap: 'wrap' }}>
        <Typography variant="h1">{say(['这个月谁的钱没对上？', 'Whose money is missing this month?'])}</Typography>
        {month ? (
          <TextField select size="small" label={say(['月份', 'Month'])} value={month} onChange={({ target }) => set('month', target.value)}>
            {[...new Set([month, ...(months.data ?? []).map((each) => each.month)])]
              .sort()
              .reverse()
              .map((each) => (
                <MenuItem key={each} value={each}>
                  {each}
                </MenuItem>
              ))}
          </TextField>
        ) : null}
      </Stack>
      {months.error ? <Alert severity="error">{months.error.message}</Alert> : null}
      {month ? (
        <Month key={month} month={month} tab={among(tabs, query.get('tab')) ?? 'board'} onTab={(tab) => set('tab', tab)} />
      ) : (
        <Skeleton variant="rounded" height={320} />
      )}
    </Stack>
  )
}

function Month({ month, tab, onTab }: { month: string; tab: (typeof tabs)[number]; onTab(tab: string): void }) {
  const say = useSay()
  const { data: view, error } = useMonth(month)
  if (error) return <Alert severity="error">{error.message}</Alert>
  if (!view) return <Skeleton variant="rounded" height={320} />
  const open = view.differences.reduce((sum, each) => sum + each.open, 0)
  const fixed = isFixed(view)
  return (
    <>
      <Stack className="no-print" sx={{ gap: 1.5 }}>
        <Head view={view} />
        <Glance view={view} open={open} onTab={onTab} />
        <Equation figures={view.figures} from={view.from} to={view.to} />
        <Tabs value={tab} onChange={(_, next: string) => onTab(next)} variant="scrollable" aria-label={say(['对账内容', 'Reconciliation'])}>
          <Tab value="board" label={say(['勾对', 'Matching'])} />
          <Tab
            value="differences"
            label={
              <Stack direction="row" sx={{ gap: 0.75, alignItems: 'center' }}>
                {say(['差异', 'Differences'])}
                {open > 0 ? <Chip size="small" label={groupDigits(String(open))} /> : null}
              </Stack>
            }
          />
          <Tab value="form" label={say(['销售资金回收表', 'Recovery table'])} />
        </Tabs>
      </Stack>
      {tab === 'board' ? <Board month={month} fixed={fixed} /> : null}
      {tab === 'differences' ? <Differences view={view} fixed={fixed} /> : null}
      {tab === 'form' ? <RecoverySheet month={month} /> : null}
    </>
  )
}
