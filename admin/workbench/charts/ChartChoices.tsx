/** What to draw: the kind of chart, the column across, the figures, and the column that makes series. */
import { Checkbox, ListItemText, MenuItem, Stack, TextField, ToggleButton, ToggleButtonGroup } from '@mui/material'
import { useSay } from '../../language/say.ts'
import type { ResultColumn } from '../answers.ts'
import { isNumber } from '../values.ts'
import { type ChartKind, type ChartSettings, chartKinds, kindLabels } from './settings.ts'

interface Props {
  readonly columns: readonly ResultColumn[]
  readonly settings: ChartSettings
  onChange(settings: ChartSettings): void
}

export function ChartChoices({ columns, settings, onChange }: Props) {
  const say = useSay()
  const { kind, x, y, series } = settings
  const names = [...new Set(columns.map(({ name }) => name))]
  const numbers = [...new Set(columns.filter(isNumber).map(({ name }) => name))]
  const one = kind === 'pie' || kind === 'scatter' || series !== null
  const entry = { select: true, size: 'small', sx: { minWidth: 120, maxWidth: 220 } } as const
  return (
    <Stack direction="row" sx={{ flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
      <ToggleButtonGroup
        exclusive
        size="small"
        value={kind}
        aria-label={say(['图的种类', 'Kind of chart'])}
        onChange={(_, next: ChartKind | null) => {
          if (next) onChange({ ...settings, kind: next })
        }}
      >
        {chartKinds.map((each) => (
          <ToggleButton key={each} value={each} sx={{ py: 0.5, px: 1.25, textTransform: 'none' }}>
            {say(kindLabels[each])}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <TextField
        {...entry}
        label={kind === 'pivot' ? say(['行', 'Rows']) : kind === 'pie' ? say(['分成', 'Parts']) : say(['横轴', 'Across'])}
        value={names.includes(x) ? x : ''}
        onChange={({ target }) => onChange({ ...settings, x: target.value })}
      >
        {names.map((name) => (
          <MenuItem key={name} value={name}>
            {name}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        {...entry}
        label={say(['数值', 'Figures'])}
        value={one ? y.slice(0, 1) : [...y]}
        onChange={({ target }) => {
          const next = target.value as unknown as string[]
          onChange({ ...settings, y: one ? next.slice(-1) : next })
        }}
        slotProps={{ select: { multiple: true, renderValue: (value) => (value as string[]).join(', ') } }}
      >
        {numbers.map((name) => (
          <MenuItem key={name} value={name} dense>
            <Checkbox size="small" checked={(one ? y.slice(0, 1) : y).includes(name)} sx={{ py: 0 }} />
            <ListItemText>{name}</ListItemText>
          </MenuItem>
        ))}
      </TextField>
      {kind === 'pie' ? null : (
        <TextField
          {...entry}
          label={
            kind === 'pivot'
              ? say(['列', 'Columns'])
              : kind === 'scatter'
                ? say(['点的名称', 'Names of dots'])
                : say(['分系列', 'Series by'])
          }
          value={series !== null && names.includes(series) ? series : ''}
          onChange={({ target }) => onChange({ ...settings, series: target.value || null })}
          slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}
        >
          <MenuItem value="">{say(['不分', 'None'])}</MenuItem>
          {names.map((name) => (
            <MenuItem key={name} value={name}>
              {name}
            </MenuItem>
          ))}
        </TextField>
      )}
    </Stack>
  )
}
