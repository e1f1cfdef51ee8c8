/** Choosing a stretch of days: the usual periods at one click, or two dates. */
import { Chip, Stack } from '@mui/material'
import { useSay } from '../language/say.ts'
import { RangeFilter } from './filters.tsx'
import { companyToday } from './instants.ts'
import type { FilterProps } from './kind.ts'
import { periodsAround } from './periods.ts'

export function DayRange({ value, onChange, ...props }: FilterProps<unknown>) {
  const say = useSay()
  const range = (value ?? {}) as { gte?: string; lte?: string }
  return (
    <Stack spacing={1.5}>
      <Stack direction="row" sx={{ flexWrap: 'wrap', gap: 0.75, maxWidth: 340 }}>
        {periodsAround(companyToday()).map(({ label, from, to }) => {
          const on = range.gte === from && range.lte === to
          return (
            <Chip
              key={label[1]}
              size="small"
              label={say(label)}
              color={on ? 'primary' : 'default'}
              variant={on ? 'filled' : 'outlined'}
              onClick={() => onChange(on ? undefined : { gte: from, lte: to })}
            />
          )
        })}
      </Stack>
      <RangeFilter key={`${range.gte} ${range.lte}`} {...props} value={value} onChange={onChange} type="date" read={(text) => text} />
    </Stack>
  )
}
