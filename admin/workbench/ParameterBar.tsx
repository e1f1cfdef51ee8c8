/** The parameters that the text names, each with its type and value. */
import EditOutlinedIcon from '@mui/icons-material/EditOutlined'
import { IconButton, MenuItem, Popover, Stack, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import { useSay } from '../language/say.ts'
import { type Parameter, type Parameters, type ParameterType, parameterTypes } from './answers.ts'
import { ParameterInput, typeLabels } from './ParameterInput.tsx'
import { ofType, relabelled } from './parameters.ts'

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
            onChange={({ target }) =>
              onChange({ ...parameters, [name]: relabelled(ofType(target.value as ParameterType), parameter.label ?? '') })
            }
            slotProps={{ select: { SelectDisplayProps: { 'aria-label': say(['{name} 的类型', 'Type of {name}'], { name: `$${name}` }) } } }}
            sx={{ ml: '-1px', '& .MuiSelect-select': { color: 'text.secondary', fontSize: '0.75rem' } }}
          >
            {parameterTypes.map((type) => (
              <MenuItem key={type} value={type} dense>
                {say(typeLabels[type])}
              </MenuItem>
            ))}
          </TextField>
          <Called
            name={name}
            parameter={parameter}
            onChange={(label) => onChange({ ...parameters, [name]: relabelled(parameter, label) })}
          />
        </Stack>
      ))}
    </Stack>
  )
}

/** What a parameter is called before those who run the query without reading it. */
function Called({ name, parameter, onChange }: { name: string; parameter: Parameter; onChange(label: string): void }) {
  const say = useSay()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const label = say(['{name} 的叫法', 'What {name} is called'], { name: `$${name}` })
  const close = () => setAnchor(null)
  return (
    <>
      <IconButton size="small" aria-label={label} title={label} onClick={(event) => setAnchor(event.currentTarget)} sx={{ height: 38 }}>
        <EditOutlinedIcon sx={{ fontSize: 16 }} />
      </IconButton>
      <Popover open={anchor !== null} anchorEl={anchor} onClose={close} anchorOrigin={{ vertical: 'top', horizontal: 'left' }}>
        <TextField
          autoFocus
          size="small"
          label={label}
          placeholder={say(['例如 开始日期', 'Such as first day'])}
          value={parameter.label ?? ''}
          onChange={({ target }) => onChange(target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return
            // The focus goes back to the button, which must not be pressed by the same key.
            event.preventDefault()
            close()
          }}
          slotProps={{ htmlInput: { maxLength: 40 }, inputLabel: { shrink: true } }}
          sx={{ m: 1.5 }}
        />
      </Popover>
    </>
  )
}
