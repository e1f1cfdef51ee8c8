/** One line of text in the panel. */
import type { TextField } from '../../server/definition/types.ts'
import { TextFilter } from './filters.tsx'
import type { CellProps, InputProps } from './kind.ts'
import { TextBox } from './TextBox.tsx'

export function Input({ field, ...props }: InputProps<TextField>) {
  return <TextBox {...props} maxLength={field.max ?? 200} />
}

export const Cell = ({ value }: CellProps<TextField>) => <>{value}</>
export const Filter = TextFilter
export const read = (text: string) => text.trim() || null
