/** 资金对账: whose money is missing this month, what is still to be explained, and who has signed (PAY-05, PAY-14). */
import { Alert, Badge, Box, Button, LinearProgress, MenuItem, Skeleton, Stack, Tab, Tabs, TextField, Typography } from '@mui/material'
import { useEffect, useRef } from 'react'
import { Title, useNotify, useRefresh } from 'react-admin'
import { Link, useSearchParams } from 'react-router'
import { formatDecimal, parseDecimal } from '../../../server/definition/decimal.ts'
import type { MonthView } from '../../../server/reconciliation/messages.ts'
import { call } from '../../http.ts'
import { companyToday } from '../../kinds/instants.ts'
import { useLanguage, useSay } from '../../language/say.ts'
import { type PanelRecord, useCatalog } from '../../registers/catalog.ts'
import { listPath } from '../../registers/conditions.ts'
import { sentencesOf } from '../../registers/faults.ts'
import { Moves } from '../../registers/Moves.tsx'
import { among } from '../../reports/address.ts'
import { exact, percent, short } from '../../reports/amounts.ts'
import { Figure } from '../../reports/Figure.tsx'
import { FigureGrid } from '../../reports/FigureGrid.tsx'
import { Board } from './Board.tsx'
import { Differences } from './Differences.tsx'
import { Equation } from './Equation.tsx'
import { RecoverySheet } from './RecoverySheet.tsx'
import { Steps } from './Steps.tsx'
import { useMonth, useMonthDone, useMonths } from './useMonth.ts'

const tabs = ['board', 'differences', 'form'] as const

/** Signed months are for looking only. */
const isFixed = ({ status }: MonthView) => !['open', 'matching', 'explained'].includes(status)

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
              <Badge badgeContent={open} color="warning" max={999}>
                <Box sx={{ px: 1 }}>{say(['差异', 'Differences'])}</Box>
              </Badge>
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

/** The run has a button of its own, which a month that nobody has begun needs too. */
const withoutRun = (record: PanelRecord): PanelRecord => ({ ...record, _moves: record._moves?.filter(({ name }) => name !== 'run') ?? [] })

/** Where the month stands, and the steps that this person may take. */
function Head({ view }: { view: MonthView }) {
  const say = useSay()
  const notify = useNotify()
  const refresh = useRefresh()
  const done = useMonthDone()
  const { byName } = useCatalog()
  const { month, record, running, importing, mayRun } = view
  const description = byName.get('reconciliations')
  const before = useRef(running)
  // A run that has ended changed lists all over the page.
  useEffect(() => {
    if (before.current !== null && running === null) {
      refresh()
      done()
    }
    before.current = running
  }, [running, refresh, done])
  const run = async () => {
    try {
      await call('POST', `/api/reconciliation/${month}/run`)
      done()
    } catch (error) {
      notify(sentencesOf(error).join(' '), { type: 'error', autoHideDuration: 8000 })
    }
  }
  return (
    <Stack sx={{ gap: 1 }}>
      <Stack direction="row" sx={{ gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
        <Steps status={view.status} />
        <Box sx={{ flex: 1 }} />
        {byName.get('bankLines')?.may.import ? (
          <Button size="small" component={Link} to="/import?profile=bank-statement">
            {say(['导入银行流水', 'Import a bank statement'])}
          </Button>
        ) : null}
        {mayRun ? (
          <Button
            size="small"
            variant={record === null || view.status === 'open' ? 'contained' : 'outlined'}
            disabled={running !== null}
            onClick={() => void run()}
          >
            {record === null || view.status === 'open' ? say(['开始对账', 'Run the month']) : say(['重新核对', 'Check again'])}
          </Button>
        ) : null}
        {record && description ? <Moves description={description} record={withoutRun(record as PanelRecord)} /> : null}
      </Stack>
      {running === null ? null : (
        <Box>
          <LinearProgress variant="determinate" value={running} aria-label={say(['正在核对', 'Checking'])} />
          <Typography variant="body2" color="textSecondary" role="status">
            {say(['正在核对 {percent} %，可以离开此页。', 'Checking, {percent} %; you may leave the page.'], { percent: running })}
          </Typography>
        </Box>
      )}
      {importing.length > 0 ? (
        <Alert severity="info">
          {say(['正在导入 {files}，完成后才能签字。', '{files} is being imported; the month can be signed afterwards.'], {
            files: importing.join(say(['、', ', '])),
          })}
        </Alert>
      ) : null}
    </Stack>
  )
}

function Glance({ view, open, onTab }: { view: MonthView; open: number; onTab(tab: string): void }) {
  const say = useSay()
  const { language } = useLanguage()
  const { bank, unclaimed, proposed, differences, from } = view
  const amount = formatDecimal(
    differences.reduce((sum, each) => sum + (parseDecimal(each.amount, 2) ?? 0), 0),
    2,
  )
  const count = differences.reduce((sum, each) => sum + each.count, 0)
  const share = bank.count === 0 ? null : String((bank.matchedCount / bank.count) * 100)
  return (
    <FigureGrid>
      <Figure
        label={say(['待说明差异', 'Differences to explain'])}
        value={String(open)}
        exact={say(['共 {count} 条，¥ {amount}', '{count} in all, ¥ {amount}'], { count, amount: exact(amount, 'money') })}
        to={listPath('differences', { month: from, status: 'open' })}
        bad={open > 0}
      >
        <span>{say(['共 {count} 条 · ¥ {amount}', '{count} in all · ¥ {amount}'], { count, amount: short(amount, language) })}</span>
      </Figure>
      <Figure
        label={say(['待认领', 'Unclaimed money'])}
        value={short(unclaimed.amount, language)}
        exact={`¥ ${exact(unclaimed.amount, 'money')}`}
        to="/claims"
      >
        <span>
          {say(['{count} 笔', '{count} lines'], { count: unclaimed.count })}
          {unclaimed.oldest ? say([' · 最早 {day}', ' · since {day}'], { day: unclaimed.oldest }) : ''}
        </span>
      </Figure>
      <Figure
        label={say(['银行流水已勾对', 'Bank lines matched'])}
        value={percent(share)}
        exact={`${bank.matchedCount} / ${bank.count}`}
        to={listPath('bankLines', { date: { gte: from, lte: view.to } })}
      >
        <span>
          {say(['金额 {matched} / {amount}', 'Money {matched} / {amount}'], {
            matched: short(bank.matchedAmount, language),
            amount: short(bank.amount, language),
          })}
        </span>
      </Figure>
      <Figure
        label={say(['等您确认的建议', 'Proposals to confirm'])}
        value={String(proposed)}
        exact={say(['在“勾对”中确认', 'Confirm them under Matching'])}
        to={undefined}
      >
        {proposed > 0 && !isFixed(view) ? (
          <Button size="small" sx={{ alignSelf: 'flex-start', p: 0, minWidth: 0 }} onClick={() => onTab('board')}>
            {say(['去确认', 'Look at them'])}
          </Button>
        ) : null}
      </Figure>
    </FigureGrid>
  )
}
