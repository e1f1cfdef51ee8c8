/** Instants in the panel: entered and shown in company time. */
import type { DateTimeField } from '../../server/definition/types.ts'
import { DayRange } from './DayRange.tsx'
import { companyTime, instantOf } from './instants.ts'
import type { CellProps, FilterProps, InputProps } from './kind.ts'
import { addDays } from './periods.ts'
import { TextBox } from './TextBox.tsx'

export const Input = ({ field: _, ...props }: InputProps<DateTimeField>) => (
  <TextBox
    {...props}
    type="datetime-local"
    show={(value) => (typeof value === 'string' && value ? companyTime(value).slice(0, 16).replace(' ', 'T') : '')}
    read={(text) => (text ? instantOf(text) : null)}
  />
)

export const Cell = ({ value, full }: CellProps<DateTimeField>) => (
  <span style={{ whiteSpace: 'nowrap' }} title={companyTime(String(value))}>
    {companyTime(String(value)).slice(0, full ? 19 : 10)}
  </span>
)

/** Days are turned into the instants at which they begin and end in the company. */
export function Filter({ value, onChange, ...props }: FilterProps<DateTimeField>) {
  const range = (value ?? {}) as { gte?: string; lt?: string }
  const days = {
    ...(range.gte ? { gte: companyTime(range.gte).slice(0, 10) } : {}),
    ...(range.lt ? { lte: addDays(companyTime(range.lt).slice(0, 10), -1) } : {}),
  }
  return (
    <DayRange
      {...props}
      value={Object.keys(days).length ? days : undefined}
      onChange={(next) => {
        const chosen = (next ?? {}) as { gte?: string; lte?: string }
        const bounds = {
          ...(chosen.gte ? { gte: instantOf(chosen.gte) } : {}),
          ...(chosen.lte ? { lt: instantOf(addDays(chosen.lte, 1)) } : {}),
        }
        onChange(Object.keys(bounds).length ? bounds : undefined)
      }}
    />
  )
}
