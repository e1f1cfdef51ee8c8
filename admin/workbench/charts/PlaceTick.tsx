/** A place on the axis: its name, cut to the room that the places leave each other, or to that beside lying bars. */
import { useTheme } from '@mui/material/styles'
import { useSay } from '../../language/say.ts'
import { named } from './words.ts'

interface Props {
  readonly x?: number | string
  readonly y?: number | string
  readonly width?: number | string
  readonly visibleTicksCount?: number
  readonly payload?: { readonly value: string }
  /** Pixels beside the axis where bars lie; undefined where the places stand below it. */
  readonly beside?: number
}

/** Chinese signs are as wide as the letters are high; others are about half of it. */
const wide = 11.5

const widthOf = (sign: string) => (sign > '\u2e80' ? wide : wide * 0.56)

/** Pixels that a name takes on an axis, near enough. */
export const lengthOf = (text: string): number => [...text].reduce((sum, sign) => sum + widthOf(sign), 0)

function cut(text: string, room: number): string {
  let used = 0
  for (const [index, sign] of [...text].entries()) {
    used += widthOf(sign)
    if (used > room) return `${[...text].slice(0, Math.max(1, index - 1)).join('')}…`
  }
  return text
}

export function PlaceTick({ x, y, width, visibleTicksCount = 1, payload, beside }: Props) {
  const say = useSay()
  const { palette } = useTheme()
  const name = named(say, payload?.value ?? '')
  const place =
    beside === undefined ? ({ y: Number(y) + 10, textAnchor: 'middle' } as const) : ({ y: Number(y) + 4, textAnchor: 'end' } as const)
  return (
    <text x={x} {...place} fontSize={11} fill={palette.text.secondary}>
      <title>{name}</title>
      {cut(name, beside ?? Number(width ?? 600) / visibleTicksCount - 4)}
    </text>
  )
}
