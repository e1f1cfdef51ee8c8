/** While a board is arranged: moves a chart, makes it wider or taller, names it, takes it off. */
import ArrowBackIcon from '@mui/icons-material/ArrowBack'
import ArrowForwardIcon from '@mui/icons-material/ArrowForward'
import DeleteOutlinedIcon from '@mui/icons-material/DeleteOutlined'
import DragIndicatorIcon from '@mui/icons-material/DragIndicator'
import { Box, IconButton, MenuItem, Stack, TextField } from '@mui/material'
import type { PointerEvent } from 'react'
import { useSay, type Words } from '../../language/say.ts'
import { heights, type Tile, widths } from './board.ts'

const widthLabels: readonly Words[] = [
  ['⅓ 宽', '⅓ wide'],
  ['½ 宽', '½ wide'],
  ['⅔ 宽', '⅔ wide'],
  ['整行', 'Full row'],
]
const heightLabels: readonly Words[] = [
  ['矮', 'Low'],
  ['中', 'Medium'],
  ['高', 'Tall'],
]

interface Props {
  readonly tile: Tile
  readonly first: boolean
  readonly last: boolean
  /** The pointer took hold of it. */
  onGrab(event: PointerEvent<HTMLElement>): void
  onMove(by: number): void
  onChange(tile: Partial<Tile>): void
  onRemove(): void
}

export function Arrange({ tile, first, last, onGrab, onMove, onChange, onRemove }: Props) {
  const say = useSay()
  const name = tile.title ?? ''
  return (
    <Stack direction="row" sx={{ gap: 0.5, mb: 0.5, alignItems: 'center', flexWrap: 'wrap' }}>
      <Box
        title={say(['拖动改变位置', 'Drag to another place'])}
        onPointerDown={onGrab}
        sx={{ display: 'flex', cursor: 'grab', touchAction: 'none', color: 'text.secondary' }}
      >
        <DragIndicatorIcon fontSize="small" />
      </Box>
      <IconButton
        size="small"
        disabled={first}
        onClick={() => onMove(-1)}
        aria-label={say(['“{name}”前移', 'Move “{name}” back'], { name })}
      >
        <ArrowBackIcon fontSize="small" />
      </IconButton>
      <IconButton size="small" disabled={last} onClick={() => onMove(1)} aria-label={say(['“{name}”后移', 'Move “{name}” on'], { name })}>
        <ArrowForwardIcon fontSize="small" />
      </IconButton>
      <TextField
        size="small"
        value={name}
        onChange={({ target }) => onChange({ title: target.value })}
        slotProps={{ htmlInput: { 'aria-label': say(['标题', 'Title']), maxLength: 100 } }}
        sx={{ flex: 1, minWidth: 100 }}
      />
      <Size
        label={say(['宽度', 'Width'])}
        value={tile.width ?? 6}
        options={widths}
        labels={widthLabels}
        onChange={(width) => onChange({ width })}
      />
      <Size
        label={say(['高度', 'Height'])}
        value={tile.height ?? 8}
        options={heights}
        labels={heightLabels}
        onChange={(height) => onChange({ height })}
      />
      <IconButton size="small" onClick={onRemove} aria-label={say(['从看板拿掉“{name}”', 'Take “{name}” off the board'], { name })}>
        <DeleteOutlinedIcon fontSize="small" />
      </IconButton>
    </Stack>
  )
}

interface SizeProps {
  readonly label: string
  readonly value: number
  readonly options: readonly number[]
  readonly labels: readonly Words[]
  onChange(value: number): void
}

function Size({ label, value, options, labels, onChange }: SizeProps) {
  const say = useSay()
  return (
    <TextField
      select
      size="small"
      value={options.includes(value) ? value : options[0]}
      onChange={({ target }) => onChange(Number(target.value))}
      slotProps={{ select: { SelectDisplayProps: { 'aria-label': label } } }}
      sx={{ width: 112 }}
    >
      {options.map((each, index) => (
        <MenuItem key={each} value={each}>
          {say(labels[index] ?? ['', ''])}
        </MenuItem>
      ))}
    </TextField>
  )
}
