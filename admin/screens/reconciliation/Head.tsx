/** How far the month is, and the steps that this person may take: run, sign, send back, lock, ask to open again. */

import { Alert, Box, Button, LinearProgress, Stack, Typography } from '@mui/material'
import { useEffect, useRef } from 'react'
import { useNotify, useRefresh } from 'react-admin'
import { Link } from 'react-router'
import type { MonthView } from '../../../server/reconciliation/messages.ts'
import { call } from '../../http.ts'
import { useSay } from '../../language/say.ts'
import { type PanelRecord, useCatalog } from '../../registers/catalog.ts'
import { sentencesOf } from '../../registers/faults.ts'
import { importPath } from '../../registers/import/importing.ts'
import { Moves } from '../../registers/Moves.tsx'
import { Steps } from './Steps.tsx'
import { useMonthDone } from './useMonth.ts'

/** The run has a button of its own, which a month that nobody has begun needs too. */
const withoutRun = (record: PanelRecord): PanelRecord => ({ ...record, _moves: record._moves?.filter(({ name }) => name !== 'run') ?? [] })

export function Head({ view }: { view: MonthView }) {
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
          <Button size="small" component={Link} to={importPath('bankStatements')}>
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
