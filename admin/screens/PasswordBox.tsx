/** A password entry that can be shown for a moment. */
import Visibility from '@mui/icons-material/Visibility'
import VisibilityOff from '@mui/icons-material/VisibilityOff'
import { IconButton, InputAdornment, TextField } from '@mui/material'
import { useState } from 'react'
import { useSay } from '../language/say.ts'

interface PasswordBoxProps {
  readonly label: string
  readonly value: string
  onChange(value: string): void
  readonly autoComplete: 'current-password' | 'new-password'
  readonly error?: string | undefined
  readonly help?: string
  readonly autoFocus?: boolean
}

export function PasswordBox({ label, value, onChange, autoComplete, error, help, autoFocus }: PasswordBoxProps) {
  const say = useSay()
  const [shown, setShown] = useState(false)
  return (
    <TextField
      label={label}
      type={shown ? 'text' : 'password'}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      fullWidth
      required
      autoFocus={Boolean(autoFocus)}
      error={Boolean(error)}
      helperText={error ?? help}
      slotProps={{
        htmlInput: { autoComplete, required: false, name: autoComplete },
        input: {
          endAdornment: (
            <InputAdornment position="end">
              <IconButton
                size="small"
                edge="end"
                onClick={() => setShown(!shown)}
                aria-label={shown ? say(['隐藏密码', 'Hide the password']) : say(['显示密码', 'Show the password'])}
              >
                {shown ? <VisibilityOff fontSize="small" /> : <Visibility fontSize="small" />}
              </IconButton>
            </InputAdornment>
          ),
        },
      }}
    />
  )
}
