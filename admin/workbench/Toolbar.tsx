/** What can be done with the statement at the cursor, and how many rows are wanted. */

import SchemaOutlinedIcon from '@mui/icons-material/AccountTreeOutlined'
import FormatAlignLeftIcon from '@mui/icons-material/FormatAlignLeft'
import PlayArrowIcon from '@mui/icons-material/PlayArrow'
import SaveOutlinedIcon from '@mui/icons-material/SaveOutlined'
import StopIcon from '@mui/icons-material/Stop'
import { Box, Button, MenuItem, Stack, TextField, Tooltip } from '@mui/material'
import type { ReactNode } from 'react'
import { useSay } from '../language/say.ts'

/** How many rows can be asked for, as far as the server's limit goes. */
const limits = [1000, 10_000, 100_000]

export const limitsWithin = (most: number): readonly number[] => {
  const within = limits.filter((each) => each <= most)
  return within.includes(most) || within.length === limits.length ? within : [...within, most]
}

interface Props {
  readonly running: boolean
  readonly limit: number
  readonly most: number
  readonly unsaved: boolean
  readonly children?: ReactNode
  onRun(): void
  onCancel(): void
  onExplain(): void
  onFormat(): void
  onSave(): void
  onSaveAs(): void
  onLimit(limit: number): void
}

export function Toolbar({
  running,
  limit,
  most,
  unsaved,
  children,
  onRun,
  onCancel,
  onExplain,
  onFormat,
  onSave,
  onSaveAs,
  onLimit,
}: Props) {
  const say = useSay()
  return (
    <Stack
      direction="row"
      sx={{ alignItems: 'center', flexWrap: 'wrap', gap: 0.75, px: 1, py: 0.75, borderBottom: 1, borderColor: 'divider' }}
    >
      {running ? (
        <Button size="small" variant="contained" color="secondary" startIcon={<StopIcon />} onClick={onCancel} sx={{ minWidth: 92 }}>
          {say(['停止', 'Stop'])}
        </Button>
      ) : (
        <Tooltip
          describeChild
          title={say([
            '运行光标处的语句或选中的文字（Ctrl/⌘ + Enter）',
            'Run the statement at the cursor, or what is selected (Ctrl/⌘ + Enter)',
          ])}
        >
          <Button size="small" variant="contained" startIcon={<PlayArrowIcon />} onClick={onRun} sx={{ minWidth: 92 }}>
            {say(['运行', 'Run'])}
          </Button>
        </Tooltip>
      )}
      <Tooltip describeChild title={say(['DuckDB 打算怎样执行', 'How DuckDB will go about it'])}>
        <Button size="small" color="inherit" startIcon={<SchemaOutlinedIcon />} onClick={onExplain} disabled={running}>
          {say(['计划', 'Explain'])}
        </Button>
      </Tooltip>
      <Tooltip describeChild title="Shift + Alt + F">
        <Button size="small" color="inherit" startIcon={<FormatAlignLeftIcon />} onClick={onFormat}>
          {say(['排版', 'Format'])}
        </Button>
      </Tooltip>
      <Tooltip describeChild title="Ctrl/⌘ + S">
        <Button size="small" color="inherit" startIcon={<SaveOutlinedIcon />} onClick={onSave} disabled={!unsaved}>
          {say(['保存', 'Save'])}
        </Button>
      </Tooltip>
      <Button size="small" color="inherit" onClick={onSaveAs}>
        {say(['另存为…', 'Save as…'])}
      </Button>
      {children}
      <Box sx={{ flex: 1 }} />
      <TextField
        select
        size="small"
        value={limit}
        onChange={({ target }) => onLimit(Number(target.value))}
        slotProps={{ select: { SelectDisplayProps: { 'aria-label': say(['最多取多少行', 'Rows wanted at most']) } } }}
        sx={{ '& .MuiSelect-select': { py: 0.4, fontSize: '0.8125rem' } }}
      >
        {limitsWithin(most).map((each) => (
          <MenuItem key={each} value={each} dense>
            {say(['至多 {rows} 行', 'Up to {rows} rows'], { rows: each.toLocaleString('en-US') })}
          </MenuItem>
        ))}
      </TextField>
    </Stack>
  )
}
