/** Taking a whole result away: started from a menu, followed in a strip with progress, cancelled or downloaded there. Jobs live on the server. */

import CloseIcon from '@mui/icons-material/Close'
import FileDownloadOutlinedIcon from '@mui/icons-material/FileDownloadOutlined'
import { Box, Button, IconButton, LinearProgress, ListItemText, Menu, MenuItem, Stack, Typography } from '@mui/material'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNotify } from 'react-admin'
import { useSay, type Words } from '../language/say.ts'
import { type ExportFormat, type ExportJob, exportFormats } from './answers.ts'
import { dropExport, exportFile, exportJobs, type Question, takeAway } from './ask.ts'

const formatLabels: Readonly<Record<ExportFormat, { readonly label: Words; readonly help: Words }>> = {
  xlsx: { label: ['Excel', 'Excel'], help: ['至多 100,000 行', 'At most 100,000 rows'] },
  csv: { label: ['CSV', 'CSV'], help: ['可直接用 Excel 打开', 'Opens in Excel as it is'] },
  parquet: { label: ['Parquet', 'Parquet'], help: ['给 DuckDB、Python、BI 工具', 'For DuckDB, Python, BI tools'] },
}

const key = ['sql', 'exports']

export function ExportButton({ question }: { question: Question | undefined }) {
  const say = useSay()
  const notify = useNotify()
  const client = useQueryClient()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const start = (format: ExportFormat) => {
    setAnchor(null)
    if (!question) return
    takeAway(question, format).then(
      (job) => client.setQueryData<readonly ExportJob[]>(key, (jobs = []) => [job, ...jobs]),
      (error: unknown) => notify(error instanceof Error ? error.message : String(error), { type: 'error' }),
    )
  }
  return (
    <>
      <Button
        size="small"
        startIcon={<FileDownloadOutlinedIcon />}
        disabled={!question}
        aria-haspopup="menu"
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {say(['导出', 'Export'])}
      </Button>
      <Menu open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)}>
        {exportFormats.map((format) => (
          <MenuItem key={format} dense onClick={() => start(format)}>
            <ListItemText primary={say(formatLabels[format].label)} secondary={say(formatLabels[format].help)} />
          </MenuItem>
        ))}
      </Menu>
    </>
  )
}

/** How long a finished export is shown, in milliseconds; the server keeps it longer. */
const shownFor = 15 * 60_000

const isRecent = (endedAt: string | null): boolean => endedAt === null || Date.now() - Date.parse(endedAt) < shownFor

/** The latest exports, three at most: still running, or to be fetched. */
export function ExportStrip() {
  const say = useSay()
  const client = useQueryClient()
  const [dismissed, setDismissed] = useState<ReadonlySet<number>>(new Set())
  const { data = [] } = useQuery({
    queryKey: key,
    queryFn: exportJobs,
    refetchInterval: ({ state }) => (state.data?.some((job) => job.state === 'running') ? 600 : false),
    retry: false,
  })
  const shown = data.filter(({ id, state, endedAt }) => !dismissed.has(id) && state !== 'cancelled' && isRecent(endedAt)).slice(0, 3)
  if (shown.length === 0) return null
  const drop = async (id: number) => {
    await dropExport(id).catch(() => undefined)
    await client.invalidateQueries({ queryKey: key })
  }
  return (
    <Box component="section" aria-label={say(['导出', 'Exports'])} sx={{ borderTop: 1, borderColor: 'divider', px: 1.5, py: 0.5 }}>
      {shown.map((job) => (
        <Stack key={job.id} direction="row" role="status" sx={{ alignItems: 'center', gap: 1.5, minHeight: 32 }}>
          <Typography variant="body2" sx={{ minWidth: 150 }}>
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
            <Typography variant="body2" color="error.main" sx={{ flex: 1 }}>
              {job.line === null
                ? job.message
                : say(['{message}（第 {line} 行第 {column} 列）', '{message} (line {line}, column {column})'], {
                    message: job.message ?? '',
                    line: job.line,
                    column: job.column ?? 1,
                  })}
            </Typography>
          ) : null}
          {job.state === 'done' ? (
            <Button size="small" variant="outlined" href={exportFile(job.id)} download>
              {say(['下载', 'Download'])}
            </Button>
          ) : null}
          <Box sx={{ flex: 1 }} />
          {job.state === 'running' ? (
            <Button size="small" onClick={() => void drop(job.id)}>
              {say(['取消', 'Cancel'])}
            </Button>
          ) : (
            <IconButton
              size="small"
              aria-label={say(['不再显示', 'Dismiss'])}
              onClick={() => setDismissed(new Set([...dismissed, job.id]))}
            >
              <CloseIcon sx={{ fontSize: 16 }} />
            </IconButton>
          )}
        </Stack>
      ))}
    </Box>
  )
}

function State({ job }: { job: ExportJob }) {
  const say = useSay()
  const rows = job.rows === null ? '' : say(['{rows} 行', '{rows} rows'], { rows: job.rows.toLocaleString('en-US') })
  if (job.state === 'running') return <>{rows || say(['正在导出…', 'Exporting…'])}</>
  if (job.state === 'failed') return <>{say(['没有导出', 'Not exported'])}</>
  if (job.state === 'expired') return <>{say(['文件已清除', 'File gone'])}</>
  const size =
    job.bytes === null ? '' : ` · ${job.bytes < 1e6 ? `${Math.ceil(job.bytes / 1024)} KB` : `${(job.bytes / 1e6).toFixed(1)} MB`}`
  return (
    <>
      {rows}
      {size}
    </>
  )
}
