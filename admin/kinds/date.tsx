/** Days in the panel: `YYYY-MM-DD` in, `YYYY-MM-DD` out. */
import type { DateField } from '../../server/definition/types.ts'
import { DayRange } from './DayRange.tsx'
import { monthOf } from './instants.ts'
import type { CellProps, InputProps } from './kind.ts'
import { TextBox } from './TextBox.tsx'

export const Input = ({ field, ...props }: InputProps<DateField>) =>
  field.month ? (
    <TextBox
      {...props}
      type="month"
      show={(value) => monthOf(String(value ?? ''))}
      read={(text) => (/^\d{4}-\d\d$/.test(text) ? `${text}-01` : text || null)}
    />
  ) : (
    <TextBox {...props} type="date" />
  )
export const Cell = ({ field, value }: CellProps<DateField>) => (
  <span style={{ whiteSpace: 'nowrap' }}>{field.month ? monthOf(String(value)) : String(value)}</span>
)
export const Filter = DayRange

/** Understands `2026/3/1`, `2026.3.1`, `2026年3月1日` and `20260301`. */
export function read(text: string): string | null {
  const match = /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?$/.exec(text.trim())
  if (!match) return text.trim() || null
  return `${match[1]}-${(match[2] ?? '').padStart(2, '0')}-${(match[3] ?? '').padStart(2, '0')}`
}
