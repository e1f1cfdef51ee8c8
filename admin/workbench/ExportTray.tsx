/** Exports under way and lately ended: the latest on one line, the others in a list above it; what was put away stays away. */
import CloseIcon from '@mui/icons-material/Close'
import { Box, Button, IconButton, LinearProgress, Popover, Stack, Typography } from '@mui/material'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useStore } from 'react-admin'
import { useSay } from '../language/say.ts'
import type { ExportJob } from './answers.ts'
import { dropExport, exportFile, exportJobs, exportsKey } from './ask.ts'
import { formatLabels, startedHere } from './Exports.tsx'

/** How long a finished export is shown, in milliseconds; the server keeps it longer. */
const shownFor = 15 * 60_000

const isRecent = (endedAt: string | null): boolean => endedAt === null || Date.now() - Date.parse(endedAt) < shownFor

/** Has the browser fetch the file of a finished export. */
function fetchFile(id: number): void {
  Object.assign(document.createElement('a'), { href: exportFile(id), download: '' }).click()
}

export function ExportTray() {
  const say = useSay()
  const client = useQueryClient()
  const [dismissed, setDismissed] = useStore<readonly number[]>('workbench.dismissedExports', [])
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const { data = [] } = useQuery({
    queryKey: exportsKey,
    queryFn: exportJobs,
    refetchInterval: ({ state }) => (state.data?.some((job) => job.state === 'running') ? 600 : false),
    retry: false,
  })
  useEffect(() => {
    for (const { id, state } of data) if (state !== 'running' && startedHere.delete(id) && state === 'done') fetchFile(id)
  }, [data])
  const shown = data.filter(({ id, state, endedAt }) => !dismissed.includes(id) && state !== 'cancelled' && isRecent(endedAt))
  const [latest, ...others] = shown
  if (!latest) return null
  // Those that the server no longer lists need not be remembered.
  const dismiss = (ids: readonly number[]) => setDismissed([...dismissed.filter((id) => data.some((job) => job.id === id)), ...ids])
  const cancel = async (id: number) => {
    await dropExport(id).catch(() => undefined)
    await client.invalidateQueries({ queryKey: exportsKey })
  }
  const lineOf = (job: ExportJob) => (
    <ExportLine key={job.id} job={job} onCancel={() => void cancel(job.id)} onDismiss={() => dismiss([job.id])} />
  )
  const ended = shown.filter(({ state }) => state !== 'running').map(({ id }) => id)
  return (
    <Stack
      direction="row"
      component="section"
      aria-label={say(['导出', 'Exports'])}
      sx={{ borderTop: 1, borderColor: 'divider', px: 1.5, alignItems: 'center', gap: 1 }}
    >
      <Box sx={{ flex: 1, minWidth: 0 }}>{lineOf(latest)}</Box>
      {others.length > 0 ? (
        <Button size="small" color="inherit" aria-haspopup="dialog" onClick={(event) => setAnchor(event.currentTarget)}>
          {say(['另有 {count} 个', '{count} more'], { count: others.length })}
        </Button>
      ) : null}
      <Popover
        open={anchor !== null && others.length > 0}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'top', horizontal: 'right' }}
        transformOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        slotProps={{
          paper: { 'aria-label': say(['其他导出', 'Other exports']), role: 'dialog', sx: { width: 560, maxWidth: '90vw', p: 1.5 } },
        }}
      >
        {others.map(lineOf)}
        <Button size="small" disabled={ended.length === 0} onClick={() => dismiss(ended)}>
          {say(['全部不再显示', 'Dismiss all'])}
        </Button>
      </Popover>
    </Stack>
  )
}

function ExportLine({ job, onCancel, onDismiss }: { job: ExportJob; onCancel(): void; onDismiss(): void }) {
  const say = useSay()
  const message =
    job.line === null
      ? job.message
      : say(['{message}（第 {line} 行第 {column} 列）', '{message} (line {line}, column {column})'], {
          message: job.message ?? '',
          line: job.line,
          column: job.column ?? 1,
        })
  return (
    <Stack direction="row" role="status" sx={{ alignItems: 'center', gap: 1.5, height: 36 }}>
      <Typography variant="body2" noWrap sx={{ minWidth: 150, flexShrink: 0 }}>
        {say(formatLabels[job.format].label)} · <State job={job} />
      </Typography>
      {job.state === 'running' ? (
        <LinearProgress
          sx={{ flex: 1, maxWidth: 320 }}
          aria-label={say(['导出进度', 'Progress of the export'])}
          {...(job.progress === null ? {} : { variant: 'determinate', value: job.progress })}
        />
      ) : null}
      {job.state === 'failed' || job.state === 'expired' ? (
        <Typography variant="body2" color="error.main" noWrap title={message ?? ''} sx={{ minWidth: 0 }}>
          {message}
        </Typography>
      ) : null}
      {job.state === 'done' ? (
        <Button size="small" variant="outlined" href={exportFile(job.id)} download sx={{ py: 0.25 }}>
          {say(['下载', 'Download'])}
        </Button>
      ) : null}
      <Box sx={{ flex: 1 }} />
      {job.state === 'running' ? (
        <Button size="small" onClick={onCancel}>
          {say(['取消', 'Cancel'])}
        </Button>
      ) : (
        <IconButton size="small" aria-label={say(['不再显示', 'Dismiss'])} onClick={onDismiss}>
          <CloseIcon sx={{ fontSize: 16 }} />
        </IconButton>
      )}
    </Stack>
  )
}

function State({ job }: { job: ExportJob }) {
  const say = useSay()
  const rows = job.rows === null ? '' : say(['{rows} 行', '{rows} rows'], { rows: job.rows.toLocaleString('en-US') })
  if (job.state === 'running') return <>{rows || say(['正在导出…', 'Exporting…'])}</>
  if (job.state === 'failed') return <>{say(['没有导出', 'Not exported'])}</>
  if (job.state === 'expired') return <>{say(['文件已清除', 'File gone'])}</>
  const size =
    job.bytes === null
      ? ''
      : ` · ${job.bytes < 1e6 ? `${Math.ceil(job.bytes / 1024).toLocaleString('en-US')} KB` : `${(job.bytes / 1e6).toFixed(1)} MB`}`
  return (
    <>
      {rows}
      {size}
    </>
  )
}
