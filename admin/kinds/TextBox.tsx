/** A text entry as every typed kind uses it: framed with a label in forms, bare in the cells of a line grid. */
import { InputAdornment, TextField } from '@mui/material'
import type { HTMLAttributes, ReactNode } from 'react'
import type { InputProps } from './kind.ts'

export interface TextBoxProps extends Omit<InputProps<unknown>, 'field'> {
  readonly type?: string
  readonly inputMode?: HTMLAttributes<HTMLInputElement>['inputMode']
  readonly rows?: number
  readonly end?: ReactNode
  readonly right?: boolean
  readonly maxLength?: number
  /** The value kept for a typed text. */
  read?(text: string): unknown
  /** The text shown for a kept value. */
  show?(value: unknown): string
}

const asText = (value: unknown): string => (value === null || value === undefined ? '' : String(value))

export function TextBox(props: TextBoxProps) {
  const { dense, end, inputMode, maxLength, right, rows, type, value } = props
  const read = props.read ?? ((text: string) => (text === '' ? null : text))
  return (
    <TextField
      id={props.id}
      name={props.name}
      {...(dense ? {} : { label: props.label })}
      variant={dense ? 'standard' : 'outlined'}
      size="small"
      margin="none"
      fullWidth
      type={type ?? 'text'}
      value={(props.show ?? asText)(value)}
      onChange={(event) => props.onChange(read(event.target.value))}
      onBlur={props.onBlur}
      required={Boolean(props.required) && !dense}
      disabled={Boolean(props.disabled)}
      autoFocus={Boolean(props.autoFocus)}
      error={Boolean(props.error)}
      helperText={dense ? undefined : (props.error ?? props.help)}
      multiline={rows !== undefined}
      {...(rows === undefined ? {} : { minRows: dense ? 1 : rows, maxRows: 14 })}
      {...(props.inputRef ? { inputRef: props.inputRef } : {})}
      slotProps={{
        htmlInput: {
          'aria-label': dense ? props.label : undefined,
          title: dense ? props.error : undefined,
          inputMode,
          maxLength,
          autoComplete: 'off',
          style: right ? { textAlign: 'right' } : undefined,
          required: false,
        },
        // What the browser shows in an empty entry of days is no room for the label.
        inputLabel: /^(date|month)/.test(type ?? '') ? { shrink: true } : {},
        input: {
          ...(dense ? { disableUnderline: true } : {}),
          ...(end ? { endAdornment: <InputAdornment position="end">{end}</InputAdornment> } : {}),
        },
      }}
    />
  )
}
