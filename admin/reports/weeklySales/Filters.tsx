/** The filters of the weekly statistics. */
import { Checkbox, ListItemText, MenuItem, TextField } from '@mui/material'
import { useSay } from '../../language/say.ts'
import type { Change } from '../address.ts'
import { Choice } from '../Choice.tsx'
import { DaySpan } from '../DaySpan.tsx'
import { FieldPicker } from '../FieldPicker.tsx'
import { dimensions, type PeriodName, periodLabels, periods, type WeeklyState } from './state.ts'

export interface FiltersProps {
  readonly state: WeeklyState
  set(change: Change<WeeklyState>): void
}

export function Filters({ state, set }: FiltersProps) {
  const say = useSay()
  const period = (name: PeriodName) => {
    if (name === 'custom') set({ period: undefined, from: state.from, to: state.to })
    else set({ period: name, from: undefined, to: undefined })
  }
  return (
    <>
      <Choice
        label={say(['期间', 'Period'])}
        value={state.period}
        options={periods.map((name) => ({ name, label: periodLabels[name] }))}
        onChange={period}
      />
      {state.period === 'custom' ? <DaySpan from={state.from} to={state.to} onChange={set} /> : null}
      <TextField
        select
        size="small"
        label={say(['分组', 'Group by'])}
        value={[...state.by]}
        onChange={(event) => set({ by: (event.target.value as unknown as string[]).join(',') || 'week' })}
        slotProps={{
          select: {
            multiple: true,
            renderValue: (chosen) =>
              dimensions
                .filter(({ name }) => (chosen as string[]).includes(name))
                .map(({ label }) => say(label))
                .join(' × '),
          },
        }}
        sx={{ minWidth: 150, maxWidth: 260 }}
      >
        {dimensions.map(({ name, label }) => (
          <MenuItem key={name} value={name} dense>
            <Checkbox size="small" checked={state.by.includes(name)} />
            <ListItemText primary={say(label)} />
          </MenuItem>
        ))}
      </TextField>
      <FieldPicker register="orders" field="salesperson" value={state.salesperson} onChange={(salesperson) => set({ salesperson })} />
      <FieldPicker register="orders" field="department" value={state.department} onChange={(department) => set({ department })} />
      <FieldPicker register="customers" field="region" value={state.region} onChange={(region) => set({ region })} />
      <FieldPicker register="customers" field="tier" value={state.tier} onChange={(tier) => set({ tier })} />
    </>
  )
}
