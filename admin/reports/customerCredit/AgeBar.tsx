/** What a customer owes as one bar, by age, from not due to long overdue. */
import { Box, Tooltip } from '@mui/material'
import { useTheme } from '@mui/material/styles'
import type { Ageing, TableRow } from '../../../reports/messages.ts'
import { useSay } from '../../language/say.ts'
import { exact, numberOf } from '../amounts.ts'
import { ageColour, ageLabel, ages } from './ages.ts'

export function AgeBar({ row, ageing = 'due' }: { row: TableRow; ageing?: Ageing }) {
  const say = useSay()
  const theme = useTheme()
  const parts = ages.flatMap((age) => {
    const amount = numberOf(row[age]) ?? 0
    return amount > 0 ? [{ age, amount, text: `${say(ageLabel(age, ageing))} ¥ ${exact(row[age] as string, 'money')}` }] : []
  })
  const whole = parts.reduce((sum, { amount }) => sum + amount, 0)
  if (whole === 0) return null
  const text = parts.map(({ text: each }) => each).join(say(['；', '; ']))
  return (
    <Tooltip title={text}>
      <Box role="img" aria-label={text} sx={{ display: 'flex', height: 8, borderRadius: 1, overflow: 'hidden', gap: '1px' }}>
        {parts.map(({ age, amount }) => (
          <Box key={age} className="mark" sx={{ width: `${(amount / whole) * 100}%`, minWidth: 2, bgcolor: ageColour(age, theme) }} />
        ))}
      </Box>
    </Tooltip>
  )
}
