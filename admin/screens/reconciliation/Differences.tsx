/** What differs in the month and why: by kind, each with its papers, its owner and its age; somebody explains, corrects or carries it forward. */
import { Alert, Box, Button, Card, Chip, Skeleton, Stack, ToggleButton, ToggleButtonGroup, Typography } from '@mui/material'
import { useState } from 'react'
import { useGetList } from 'react-admin'
import { Link } from 'react-router'
import type { MonthView } from '../../../server/reconciliation/messages.ts'
import { useSay } from '../../language/say.ts'
import { type PanelRecord, useDescription } from '../../registers/catalog.ts'
import { listPath } from '../../registers/conditions.ts'
import { exact } from '../../reports/amounts.ts'
import { DealBar } from './DealBar.tsx'
import { DifferenceCard } from './DifferenceCard.tsx'
import { useKindWords } from './useKindWords.ts'

/** Cards on the page at most; more are in the register. */
const most = 100

export function Differences({ view, fixed }: { view: MonthView; fixed: boolean }) {
  const say = useSay()
  const kindWords = useKindWords()
  const { name, may } = useDescription('differences')
  const mayDeal = may.update && !fixed
  const [chosen, setChosen] = useState<readonly PanelRecord[]>([])
  const [kind, setKind] = useState<string>()
  const [all, setAll] = useState(fixed)
  const filter = { month: view.from, ...(kind ? { kind } : {}), ...(all ? {} : { status: 'open' }) }
  const { data, total, isPending, error } = useGetList<PanelRecord>(
    name,
    { filter, sort: { field: 'since', order: 'ASC' }, pagination: { page: 1, perPage: most } },
    { refetchInterval: view.running === null ? false : 2000 },
  )
  const open = view.differences.reduce((sum, each) => sum + each.open, 0)
  return (
    <Stack sx={{ gap: 1.5 }}>
      <Stack direction="row" sx={{ gap: 1, flexWrap: 'wrap', alignItems: 'center' }}>
        <ToggleButtonGroup
          exclusive
          size="small"
          value={all}
          onChange={(_, next: boolean | null) => (next === null ? undefined : setAll(next))}
          aria-label={say(['看哪些差异', 'Which differences'])}
        >
          <ToggleButton value={false}>{say(['待说明 {open}', 'Open {open}'], { open })}</ToggleButton>
          <ToggleButton value={true}>{say(['全部', 'All'])}</ToggleButton>
        </ToggleButtonGroup>
        {view.differences.map((each) => (
          <Chip
            key={each.kind}
            clickable
            color={kind === each.kind ? 'primary' : 'default'}
            variant={kind === each.kind ? 'filled' : 'outlined'}
            onClick={() => setKind(kind === each.kind ? undefined : each.kind)}
            aria-pressed={kind === each.kind}
            label={`${kindWords(each.kind)} ${each.open}/${each.count} · ¥ ${exact(each.amount, 'money')}`}
          />
        ))}
        <Box sx={{ flex: 1 }} />
        <Button size="small" component={Link} to={listPath(name, { month: view.from })}>
          {say(['在台账中查看', 'See the register'])}
        </Button>
      </Stack>
      {error ? <Alert severity="error">{(error as Error).message}</Alert> : null}
      {isPending ? <Skeleton variant="rounded" height={160} /> : null}
      {total === 0 ? (
        <Card sx={{ p: 3 }}>
          <Typography color="textSecondary">
            {view.record === null
              ? say(['本月还没有运行对账。', 'The month has not been run yet.'])
              : all
                ? say(['本月没有差异。', 'Nothing differs this month.'])
                : say(['没有待说明的差异，可以签字了。', 'Nothing is left to explain: the month can be signed.'])}
          </Typography>
        </Card>
      ) : null}
      <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: { xs: '1fr', lg: '1fr 1fr' } }}>
        {data?.map((record) => (
          <DifferenceCard
            key={record.id}
            record={record}
            fixed={fixed}
            chosen={chosen.some(({ id }) => id === record.id)}
            onChoose={
              mayDeal && record.status === 'open'
                ? () =>
                    setChosen(chosen.some(({ id }) => id === record.id) ? chosen.filter(({ id }) => id !== record.id) : [...chosen, record])
                : undefined
            }
          />
        ))}
      </Box>
      {chosen.length > 0 ? (
        <DealBar
          chosen={chosen}
          onAll={() => setChosen((data ?? []).filter(({ status }) => status === 'open'))}
          onDone={(left) => setChosen(left)}
        />
      ) : null}
      {total !== undefined && total > most ? (
        <Typography variant="body2" color="textSecondary">
          {say(['共 {total} 条，先列出最早的 {most} 条。', '{total} in all; the oldest {most} are shown.'], { total, most })}
        </Typography>
      ) : null}
    </Stack>
  )
}
