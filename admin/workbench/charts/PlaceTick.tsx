/** A place on the axis: its name, cut to the room that the places leave each other. */
import { useTheme } from '@mui/material/styles'
import { useSay } from '../../language/say.ts'
import { named } from './words.ts'

interface Props {
  readonly x?: number | string
  readonly y?: number | string
  readonly width?: number | string
  readonly visibleTicksCount?: number
  readonly payload?: { readonly value: string }
}

/** Chinese signs are as wide as the letters are high; others are about half of it. */
const wide = 11.5

function cut(text: string, room: number): string {
  let used = 0
  for (const [index, sign] of [...text].entries()) {
    used += sign > '\u2e80' ? wide : wide * 0.56
    if (used > room) return `${[...text].slice(0, Math.max(1, index - 1)).join('')}…`
  }
  return text
}

export function PlaceTick({ x, y, width, visibleTicksCount = 1, payload }: Props) {
  const say = useSay()
  const { palette } = useTheme()
  const name = named(say, payload?.value ?? '')
  return (
    <text x={x} y={Number(y) + 10} textAnchor="middle" fontSize={11} fill={palette.text.secondary}>
      <title>{name}</title>
      {cut(name, Number(width ?? 600) / visibleTicksCount - 4)}
    </text>
  )
}
