/** The filters of the weekly statistics. */
import { Box, Checkbox, ListItemText, MenuItem, TextField } from '@mui/material'
import { kindOf } from '../../kinds/index.ts'
import { addDays } from '../../kinds/periods.ts'
import { useSay } from '../../language/say.ts'
import { useCatalog } from '../../registers/catalog.ts'
import { dimensions, periodLabels, periods, type WeeklyState } from './state.ts'

export interface FiltersProps {
  readonly state: WeeklyState
  set(change: Partial<Record<keyof WeeklyState, string | number | undefined>>): void
}

export function Filters({ state, set }: FiltersProps) {
  const say = useSay()
  const period = (name: string) => {
    if (name === 'custom') set({ period: undefined, from: state.from, to: state.to })
    else set({ period: name, from: undefined, to: undefined })
  }
  return (
    <>
      <TextField
        select
        size="small"
        label={say(['期间', 'Period'])}
        value={state.period}
        onChange={(event) => period(event.target.value)}
        sx={{ minWidth: 120 }}
      >
        {periods.map((name) => (
          <MenuItem key={name} value={name}>
            {say(periodLabels[name])}
          </MenuItem>
        ))}
      </TextField>
      {state.period === 'custom' ? <Days state={state} set={set} /> : null}
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
      <Picker register="orders" field="salesperson" value={state.salesperson} onChange={(salesperson) => set({ salesperson })} />
      <Picker register="orders" field="department" value={state.department} onChange={(department) => set({ department })} />
      <Picker register="customers" field="region" value={state.region} onChange={(region) => set({ region })} />
      <Picker register="customers" field="tier" value={state.tier} onChange={(tier) => set({ tier })} />
    </>
  )
}

function Days({ state, set }: FiltersProps) {
  const say = useSay()
  const change = (from: string, to: string) => {
    if (from && to) set(from <= to ? { from, to } : { from, to: addDays(from, 6) })
  }
  return (
    <>
      <TextField
        type="date"
        size="small"
        label={say(['从', 'From'])}
        value={state.from}
        onChange={(event) => change(event.target.value, state.to)}
        slotProps={{ inputLabel: { shrink: true } }}
      />
      <TextField
        type="date"
        size="small"
        label={say(['到', 'To'])}
        value={state.to}
        onChange={(event) => change(state.from, event.target.value)}
        slotProps={{ inputLabel: { shrink: true } }}
      />
    </>
  )
}

interface PickerProps {
  readonly register: string
  readonly field: string
  readonly value: string | number | undefined
  onChange(value: string | number | undefined): void
}

/** The input of a field's own kind, as a filter; nothing for a field out of sight. */
function Picker({ register, field: name, value, onChange }: PickerProps) {
  const say = useSay()
  const field = useCatalog().byName.get(register)?.fields[name]
  if (!field) return null
  const { Input } = kindOf(field)
  return (
    <Box sx={{ width: { xs: 'calc(50% - 4px)', sm: 170 } }}>
      <Input
        field={field}
        id={`weekly-${name}`}
        name={name}
        label={say(field.label)}
        value={value ?? null}
        onChange={(next) => onChange(typeof next === 'string' || typeof next === 'number' ? next : undefined)}
      />
    </Box>
  )
}
