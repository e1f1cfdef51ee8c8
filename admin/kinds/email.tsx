/** E-mail addresses in the panel. */
import { Link } from '@mui/material'
import type { EmailField } from '../../server/definition/types.ts'
import { TextFilter } from './filters.tsx'
import type { CellProps, InputProps } from './kind.ts'
import { TextBox } from './TextBox.tsx'

export const Input = ({ field: _, ...props }: InputProps<EmailField>) => <TextBox {...props} inputMode="email" maxLength={200} />
export const Cell = ({ value, full }: CellProps<EmailField>) =>
  full && !String(value).includes('*') ? <Link href={`mailto:${String(value)}`}>{String(value)}</Link> : String(value)
export const Filter = TextFilter
export const read = (text: string) => text.trim() || null
