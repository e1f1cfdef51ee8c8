/** The frame of a chart: its title, the same numbers as a table at one click, and the picture to take away. */
import DownloadOutlinedIcon from '@mui/icons-material/DownloadOutlined'
import TableRowsOutlinedIcon from '@mui/icons-material/TableRowsOutlined'
import TimelineOutlinedIcon from '@mui/icons-material/TimelineOutlined'
import { Box, Card, IconButton, Stack, Tooltip, Typography } from '@mui/material'
import { useTheme } from '@mui/material/styles'
import { type ReactNode, useRef, useState } from 'react'
import { useSay } from '../language/say.ts'
import { savePicture } from './picture.ts'

interface Props {
  readonly title: string
  readonly legend?: ReactNode
  readonly table: ReactNode
  readonly children: ReactNode
}

export function ChartFrame({ title, legend, table, children }: Props) {
  const say = useSay()
  const { palette } = useTheme()
  const [asTable, setAsTable] = useState(false)
  const frame = useRef<HTMLDivElement>(null)
  const save = () => {
    const svg = frame.current?.querySelector<SVGSVGElement>('svg.recharts-surface')
    if (svg) void savePicture(svg, title, palette.background.paper)
  }
  const switchLabel = asTable ? say(['看图', 'Show the chart']) : say(['看表', 'Show as a table'])
  return (
    <Card sx={{ p: 1.5, height: '100%', breakInside: 'avoid' }}>
      <Stack direction="row" sx={{ alignItems: 'flex-start', gap: 1, mb: 1 }}>
        {/* The legend stands beside the title where there is room, else on a line of its own. */}
        <Stack
          direction="row"
          sx={{ flex: 1, minWidth: 0, minHeight: 30, alignItems: 'center', flexWrap: 'wrap', columnGap: 1.5, rowGap: 0.25 }}
        >
          <Typography variant="h2">{title}</Typography>
          {legend}
        </Stack>
        <Box className="no-print" sx={{ flexShrink: 0 }}>
          <Tooltip title={switchLabel}>
            <IconButton size="small" aria-label={switchLabel} aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
              {asTable ? <TimelineOutlinedIcon fontSize="small" /> : <TableRowsOutlinedIcon fontSize="small" />}
            </IconButton>
          </Tooltip>
          {asTable ? null : (
            <Tooltip title={say(['保存为图片', 'Save as a picture'])}>
              <IconButton size="small" aria-label={say(['保存为图片', 'Save as a picture'])} onClick={save}>
                <DownloadOutlinedIcon fontSize="small" />
              </IconButton>
            </Tooltip>
          )}
        </Box>
      </Stack>
      <div ref={frame}>{asTable ? <Box sx={{ maxHeight: 300, overflow: 'auto' }}>{table}</Box> : children}</div>
    </Card>
  )
}
