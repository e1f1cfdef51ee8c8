/** The line above a result: how many rows, whether they were cut off, how long it took, as of when; copying, export, full screen. */
import ContentCopyIcon from '@mui/icons-material/ContentCopyOutlined'
import FullscreenIcon from '@mui/icons-material/Fullscreen'
import FullscreenExitIcon from '@mui/icons-material/FullscreenExit'
import PushPinOutlinedIcon from '@mui/icons-material/PushPinOutlined'
import { Box, Button, IconButton, ListItemText, Menu, MenuItem, Stack, Tooltip, Typography } from '@mui/material'
import { type ReactNode, useState } from 'react'
import { companyTime } from '../kinds/instants.ts'
import { useSay } from '../language/say.ts'
import { StatusChip } from '../layout/StatusChip.tsx'
import type { Result } from './answers.ts'
import { ExportButton } from './Exports.tsx'
import type { Copying } from './grid/copying.ts'
import { lasting } from './runs/runLog.ts'
import type { Asked } from './useRuns.ts'

interface Props {
  readonly result: Result
  readonly asked: Asked
  readonly copying: Copying
  readonly mayExport: boolean
  readonly full: boolean
  readonly grid: boolean
  readonly children: ReactNode
  onPin(): void
  onFull(): void
}

export function ResultBar({ result, asked, copying, mayExport, full, grid, children, onPin, onFull }: Props) {
  const say = useSay()
  const rows = result.rows.length.toLocaleString('en-US')
  const { at } = result.asOf
  const label = full ? say(['退出全屏', 'Leave full screen']) : say(['全屏', 'Full screen'])
  return (
    <Stack direction="row" sx={{ alignItems: 'center', flexWrap: 'wrap', gap: 1, px: 1, py: 0.5, borderBottom: 1, borderColor: 'divider' }}>
      {children}
      <Typography variant="body2" component="p" role="status">
        {say(['{rows} 行', '{rows} rows'], { rows })} · {lasting(result.elapsedMs)}
        <Box component="span" sx={{ color: 'text.secondary' }}>
          {at ? ` · ${say(['数据截至 {at}', 'as of {at}'], { at: companyTime(at) })}` : ''}
        </Box>
      </Typography>
      {result.truncated ? (
        <Tooltip
          describeChild
          title={say([
            '结果不止这些行。可调高行数上限，或直接导出全部。',
            'There are more rows than these. Ask for more, or export them all.',
          ])}
        >
          <Box component="span" tabIndex={0}>
            <StatusChip tone="warning" label={say(['已截断：只取前 {rows} 行', 'Cut off at {rows} rows'], { rows })} />
          </Box>
        </Tooltip>
      ) : null}
      <Box sx={{ flex: 1 }} />
      {grid ? (
        <CopyMenu copying={copying} />
      ) : (
        <Button size="small" startIcon={<PushPinOutlinedIcon />} onClick={onPin}>
          {say(['钉到看板', 'Pin to a board'])}
        </Button>
      )}
      {mayExport ? <ExportButton question={{ sql: asked.statement.text, params: asked.params, query: asked.query }} /> : null}
      <Tooltip describeChild title={label}>
        <IconButton size="small" aria-label={label} aria-pressed={full} onClick={onFull}>
          {full ? <FullscreenExitIcon fontSize="small" /> : <FullscreenIcon fontSize="small" />}
        </IconButton>
      </Tooltip>
    </Stack>
  )
}

function CopyMenu({ copying }: { copying: Copying }) {
  const say = useSay()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const act = (copy: () => void) => () => {
    setAnchor(null)
    copy()
  }
  return (
    <>
      <Button
        size="small"
        color="inherit"
        startIcon={<ContentCopyIcon />}
        aria-haspopup="menu"
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {say(['复制', 'Copy'])}
      </Button>
      <Menu open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)}>
        <MenuItem dense disabled={copying.cells === 0} onClick={act(copying.copy)}>
          <ListItemText primary={say(['选中的格子，带列名', 'Selected cells with column names'])} secondary="Ctrl/⌘ + C" />
        </MenuItem>
        <MenuItem dense disabled={copying.cells === 0} onClick={act(copying.copyPlain)}>
          {say(['选中的格子，不带列名', 'Selected cells without column names'])}
        </MenuItem>
        <MenuItem dense onClick={act(copying.copyAll)}>
          {say(['全部行，带列名', 'All rows with column names'])}
        </MenuItem>
      </Menu>
    </>
  )
}
