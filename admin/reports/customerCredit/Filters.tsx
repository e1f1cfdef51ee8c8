/** The filters of the customer-credit analysis, and the troubles one looks for first as quick choices with their counts. */
import { Chip, Stack, Typography } from '@mui/material'
import { useMemo } from 'react'
import type { TableRow } from '../../../reports/messages.ts'
import { useSay } from '../../language/say.ts'
import type { Change } from '../address.ts'
import { Choice } from '../Choice.tsx'
import { DayPicker } from '../DayPicker.tsx'
import { FieldPicker } from '../FieldPicker.tsx'
import { partLabels, parts, rowsOf } from './parts.ts'
import { ageings, type CreditState } from './state.ts'

interface Props {
  readonly state: CreditState
  readonly today: string
  readonly rows: readonly TableRow[]
  set(change: Change<CreditState>): void
}

export function Filters({ state, today, rows, set }: Props) {
  const say = useSay()
  const counts = useMemo(() => parts.map((part) => [part, rowsOf(rows, part).length] as const), [rows])
  return (
    <>
      <DayPicker
        label={say(['截至', 'At the end of'])}
        value={state.on}
        max={today}
        onChange={(on) => set({ on: on === today ? undefined : on })}
      />
      <FieldPicker register="customers" field="department" value={state.department} onChange={(department) => set({ department })} />
      <FieldPicker register="customers" field="owner" value={state.owner} onChange={(owner) => set({ owner })} />
      <FieldPicker register="customers" field="tier" value={state.tier} onChange={(tier) => set({ tier })} />
      <Choice
        label={say(['账龄', 'Ages'])}
        value={state.ageing}
        options={ageings}
        onChange={(ageing) => set({ ageing: ageing === 'due' ? undefined : ageing })}
      />
      <Stack
        direction="row"
        component="fieldset"
        aria-label={say(['只看', 'Only'])}
        sx={{ gap: 0.75, flexWrap: 'wrap', alignItems: 'center', border: 0, p: 0, m: 0 }}
      >
        <Typography variant="body2" color="text.secondary" aria-hidden>
          {say(['只看', 'Only'])}
        </Typography>
        {counts.map(([part, count]) => {
          const on = state.only === part
          return (
            <Chip
              key={part}
              size="small"
              clickable
              role="button"
              aria-pressed={on}
              color={on ? 'primary' : 'default'}
              variant={on ? 'filled' : 'outlined'}
              label={`${say(partLabels[part])} ${count}`}
              onClick={() => set({ only: on ? undefined : part })}
            />
          )
        })}
      </Stack>
    </>
  )
}
