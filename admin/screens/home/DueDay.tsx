/** A day by which something is due: late in red, soon in amber, always with the word. */
import { Typography } from '@mui/material'
import { useSay } from '../../language/say.ts'

const dayNumber = (day: string): number => Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000)

/** Days from `today` to `day`; negative when it is past. */
export const daysUntil = (day: string, today: string): number => dayNumber(day) - dayNumber(today)

export function DueDay({ day, today }: { day: string; today: string }) {
  const say = useSay()
  const days = daysUntil(day, today)
  const text =
    days < 0
      ? say(['已过 {days} 天', '{days} days late'], { days: -days })
      : days === 0
        ? say(['今天', 'today'])
        : say(['还有 {days} 天', 'in {days} days'], { days })
  return (
    <Typography
      variant="body2"
      title={day}
      noWrap
      sx={{
        flexShrink: 0,
        fontWeight: days <= 7 ? 600 : 400,
        color: days < 0 ? 'error.main' : days <= 7 ? 'warning.main' : 'text.secondary',
      }}
    >
      {text}
    </Typography>
  )
}
