/** Telephone numbers in the panel: one tap calls. */
import { Link } from '@mui/material'
import type { PhoneField } from '../../server/definition/types.ts'
import { TextFilter } from './filters.tsx'
import type { CellProps, InputProps } from './kind.ts'
import { TextBox } from './TextBox.tsx'

export const Input = ({ field: _, ...props }: InputProps<PhoneField>) => <TextBox {...props} inputMode="tel" maxLength={40} />
export const Cell = ({ value, full }: CellProps<PhoneField>) =>
  full && !String(value).includes('*') ? <Link href={`tel:${String(value).replace(/[^\d+]/g, '')}`}>{String(value)}</Link> : String(value)
export const Filter = TextFilter
export const read = (text: string) => text.trim() || null
