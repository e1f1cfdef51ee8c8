/** A line of the last weeks, small enough to stand beside a figure. It decorates: the same numbers are in the table. */
import { useTheme } from '@mui/material/styles'

const [width, height] = [72, 26]

export function Spark({ values }: { values: readonly number[] }) {
  const { palette } = useTheme()
  if (values.length < 2) return null
  const low = Math.min(0, ...values)
  const span = Math.max(0, ...values) - low || 1
  const points = values.map(
    (value, index) =>
      `${((index / (values.length - 1)) * width).toFixed(1)},${(height - 2 - ((value - low) / span) * (height - 4)).toFixed(1)}`,
  )
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <polyline points={points.join(' ')} fill="none" stroke={palette.primary.main} strokeWidth="1.5" strokeLinejoin="round" />
    </svg>
  )
}
