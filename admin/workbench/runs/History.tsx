/** What this person has run: searched, opened in a tab, run again. */
import PlayArrowIcon from '@mui/icons-material/PlayArrow'
import { Box, ButtonBase, IconButton, Stack, Tooltip, Typography } from '@mui/material'
import { useDeferredValue, useState } from 'react'
import { useGetList } from 'react-admin'
import { companyTime } from '../../kinds/instants.ts'
import { useSay } from '../../language/say.ts'
import { StatusChip } from '../../layout/StatusChip.tsx'
import { useCatalog } from '../../registers/catalog.ts'
import { monospace } from '../editor/look.ts'
import { SearchedList } from '../SearchedList.tsx'
import { lasting, outcomes, type RunRecord } from './runLog.ts'

interface Props {
  onOpen(sql: string, run: boolean): void
}

export function History({ onOpen }: Props) {
  const say = useSay()
  const { user } = useCatalog()
  const [typed, setTyped] = useState('')
  const wanted = useDeferredValue(typed.trim())
  const {
    data = [],
    error,
    isLoading,
  } = useGetList<RunRecord>('queryRuns', {
    // What dashboards ask again and again would bury what the person wrote.
    filter: { kind: 'query', board: { empty: true }, user: user.id, ...(wanted ? { q: wanted } : {}) },
    pagination: { page: 1, perPage: 100 },
    sort: { field: 'id', order: 'DESC' },
  })
  return (
    <SearchedList
      label={say(['运行历史', 'History'])}
      search={say(['查找运行过的语句', 'Find a statement that was run'])}
      placeholder={say(['找运行过的语句', 'Find a statement'])}
      typed={typed}
      onType={setTyped}
      loading={isLoading}
      error={error}
      empty={
        data.length > 0
          ? undefined
          : wanted
            ? say(['没有找到。', 'Nothing found.'])
            : say(['运行过的语句会记在这里。', 'Statements you run are kept here.'])
      }
    >
      {data.map((run) => (
        <Box
          key={run.id}
          sx={{ display: 'flex', alignItems: 'flex-start', mx: 0.75, borderRadius: 1, '&:hover': { bgcolor: 'action.hover' } }}
        >
          <ButtonBase
            onClick={() => onOpen(run.sql ?? '', false)}
            title={run.sql?.slice(0, 500) ?? ''}
            sx={{ flex: 1, minWidth: 0, display: 'block', textAlign: 'left', px: 0.75, py: 0.5, fontFamily: 'inherit' }}
          >
            <Stack direction="row" sx={{ alignItems: 'center', gap: 0.75, fontSize: '0.75rem', color: 'text.secondary' }}>
              <span>{companyTime(run.at).slice(5, 16)}</span>
              {run.outcome === 'done' ? null : <StatusChip label={say(outcomes[run.outcome].label)} tone={outcomes[run.outcome].tone} />}
              <span>{lasting(run.elapsed)}</span>
              {run.rows === null ? null : <span>{say(['{rows} 行', '{rows} rows'], { rows: run.rows.toLocaleString('en-US') })}</span>}
            </Stack>
            <Typography noWrap component="p" sx={{ fontFamily: monospace, fontSize: '0.75rem' }}>
              {(run.sql ?? '').replace(/\s+/g, ' ').slice(0, 200)}
            </Typography>
          </ButtonBase>
          <Tooltip title={say(['在新标签再运行', 'Run again in a tab'])}>
            <IconButton size="small" aria-label={say(['再运行一次', 'Run again'])} onClick={() => onOpen(run.sql ?? '', true)}>
              <PlayArrowIcon sx={{ fontSize: 18 }} />
            </IconButton>
          </Tooltip>
        </Box>
      ))}
    </SearchedList>
  )
}
