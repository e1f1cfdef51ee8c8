/** The parameters that the text names, each with its type and value. */
import { MenuItem, Stack, TextField, Typography } from '@mui/material'
import { useSay } from '../language/say.ts'
import { type Parameters, type ParameterType, parameterTypes } from './answers.ts'
import { ParameterInput, typeLabels } from './ParameterInput.tsx'
import { ofType } from './parameters.ts'

interface Props {
  readonly parameters: Parameters
  readonly errors: Readonly<Record<string, string>>
  onChange(parameters: Parameters): void
  onRun(): void
}

export function ParameterBar({ parameters, errors, onChange, onRun }: Props) {
  const say = useSay()
  const entries = Object.entries(parameters)
  if (entries.length === 0) return null
  return (
    <Stack
      direction="row"
      component="section"
      aria-label={say(['参数', 'Parameters'])}
      sx={{ flexWrap: 'wrap', gap: 1.5, px: 1.5, pt: 1.25, pb: 0.75, borderTop: 1, borderColor: 'divider', alignItems: 'flex-start' }}
    >
      <Typography variant="body2" color="text.secondary" sx={{ pt: 1 }}>
        {say(['参数', 'Parameters'])}
      </Typography>
      {entries.map(([name, parameter]) => (
        <Stack key={name} direction="row" sx={{ '& .MuiOutlinedInput-root': { borderRadius: 0, height: 38 } }}>
          <ParameterInput
            name={name}
            parameter={parameter}
            error={errors[name]}
            onChange={(value) => onChange({ ...parameters, [name]: { ...parameter, value } })}
            onEnter={onRun}
          />
          <TextField
            select
            size="small"
            value={parameter.type}
            onChange={({ target }) => onChange({ ...parameters, [name]: ofType(target.value as ParameterType) })}
            slotProps={{ select: { SelectDisplayProps: { 'aria-label': say(['{name} 的类型', 'Type of {name}'], { name: `$${name}` }) } } }}
            sx={{ ml: '-1px', '& .MuiSelect-select': { color: 'text.secondary', fontSize: '0.75rem' } }}
          >
            {parameterTypes.map((type) => (
              <MenuItem key={type} value={type} dense>
                {say(typeLabels[type])}
              </MenuItem>
            ))}
          </TextField>
        </Stack>
      ))}
    </Stack>
  )
}
