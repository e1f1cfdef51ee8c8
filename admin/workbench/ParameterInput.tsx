/** One parameter of a query as an entry of its type. */
import { MenuItem, TextField } from '@mui/material'
import { plainNumber } from '../kinds/figures.ts'
import { useSay, type Words } from '../language/say.ts'
import type { Parameter, ParameterType } from './answers.ts'
import { calledOf } from './parameters.ts'

export const typeLabels: Readonly<Record<ParameterType, Words>> = {
  text: ['文本', 'Text'],
  integer: ['整数', 'Whole number'],
  decimal: ['小数', 'Number'],
  date: ['日期', 'Date'],
  dateTime: ['时间', 'Date and time'],
  yesNo: ['是否', 'Yes or no'],
}

const inputTypes: Readonly<Partial<Record<ParameterType, string>>> = { date: 'date', dateTime: 'datetime-local' }

interface Props {
  readonly name: string
  readonly parameter: Parameter
  readonly error?: string | undefined
  onChange(value: Parameter['value']): void
  onEnter?(): void
}

export function ParameterInput({ name, parameter, error, onChange, onEnter }: Props) {
  const say = useSay()
  const { type, value } = parameter
  const number = type === 'integer' || type === 'decimal'
  const shared = { size: 'small', label: calledOf(name, parameter), error: Boolean(error), helperText: error } as const
  if (type === 'yesNo')
    return (
      <TextField
        {...shared}
        select
        value={value === true ? 'yes' : 'no'}
        onChange={({ target }) => onChange(target.value === 'yes')}
        sx={{ minWidth: 90 }}
      >
        <MenuItem value="yes">{say(['是', 'Yes'])}</MenuItem>
        <MenuItem value="no">{say(['否', 'No'])}</MenuItem>
      </TextField>
    )
  return (
    <TextField
      {...shared}
      type={inputTypes[type] ?? 'text'}
      value={value === null ? '' : String(value)}
      onChange={({ target }) => onChange(number ? plainNumber(target.value) : target.value)}
      onKeyDown={({ key }) => {
        if (key === 'Enter') onEnter?.()
      }}
      sx={{ width: type === 'dateTime' ? 210 : 150 }}
      slotProps={{
        inputLabel: { shrink: true },
        htmlInput: {
          autoComplete: 'off',
          title: `$${name}`,
          ...(number ? { inputMode: type === 'integer' ? 'numeric' : 'decimal', style: { textAlign: 'right' } } : {}),
        },
      }}
    />
  )
}
