/** Taking a whole result away: started from a menu. Jobs live on the server. */
import FileDownloadOutlinedIcon from '@mui/icons-material/FileDownloadOutlined'
import { Button, ListItemText, Menu, MenuItem } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNotify } from 'react-admin'
import { useSay, type Words } from '../language/say.ts'
import { type ExportFormat, type ExportJob, exportFormats } from './answers.ts'
import { exportsKey, type Question, takeAway } from './ask.ts'

export const formatLabels: Readonly<Record<ExportFormat, { readonly label: Words; readonly help: Words }>> = {
  xlsx: { label: ['Excel', 'Excel'], help: ['至多 100,000 行', 'At most 100,000 rows'] },
  csv: { label: ['CSV', 'CSV'], help: ['可直接用 Excel 打开', 'Opens in Excel as it is'] },
  parquet: { label: ['Parquet', 'Parquet'], help: ['给 DuckDB、Python、BI 工具', 'For DuckDB, Python, BI tools'] },
}

/** Exports that were started since the page was loaded: their files come by themselves. */
export const startedHere = new Set<number>()

export function ExportButton({ question }: { question: Question | undefined }) {
  const say = useSay()
  const notify = useNotify()
  const client = useQueryClient()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const start = (format: ExportFormat) => {
    setAnchor(null)
    if (!question) return
    takeAway(question, format).then(
      (job) => {
        startedHere.add(job.id)
        client.setQueryData<readonly ExportJob[]>(exportsKey, (jobs = []) => [job, ...jobs])
      },
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
