/** A bar between two panes that is dragged, or moved with the arrow keys. */
import { Box } from '@mui/material'
import type { KeyboardEvent } from 'react'
import { followPointer } from './pointer.ts'

interface Props {
  readonly label: string
  /** `vertical` bars stand between left and right. */
  readonly orientation: 'vertical' | 'horizontal'
  readonly value: number
  readonly min: number
  readonly max: number
  onChange(value: number): void
}

export function Splitter({ label, orientation, value, min, max, onChange }: Props) {
  const upright = orientation === 'vertical'
  const within = (next: number) => Math.round(Math.max(min, Math.min(max, next)))
  const keys = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -16, ArrowUp: -16, ArrowRight: 16, ArrowDown: 16 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    onChange(within(value + step))
  }
  return (
    <Box
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={orientation}
      aria-valuenow={value}
      aria-valuemin={min}
      aria-valuemax={max}
      onPointerDown={(event) => followPointer(event, (_, right, down) => onChange(within(value + (upright ? right : down))))}
      onKeyDown={keys}
      sx={{
        flexShrink: 0,
        touchAction: 'none',
        cursor: upright ? 'col-resize' : 'row-resize',
        ...(upright ? { width: 8, mx: '-4px' } : { height: 8, my: '-4px' }),
        zIndex: 2,
        '&:hover, &:focus-visible, &:active': { bgcolor: 'primary.main', opacity: 0.35, outline: 'none' },
      }}
    />
  )
}
