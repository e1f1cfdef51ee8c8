/** Text of several lines in the panel. */
import { Box } from '@mui/material'
import type { LongTextField } from '../../server/definition/types.ts'
import { useLanguage } from '../language/say.ts'
import { inLanguage } from './bilingual.ts'
import { TextFilter } from './filters.tsx'
import type { CellProps, InputProps } from './kind.ts'
import { TextBox } from './TextBox.tsx'

export function Input({ field, ...props }: InputProps<LongTextField>) {
  return <TextBox {...props} rows={3} maxLength={field.max ?? 20_000} />
}

export function Cell({ field, value, full }: CellProps<LongTextField>) {
  const { language } = useLanguage()
  const text = field.bilingual ? inLanguage(String(value), language) : String(value)
  if (full) return <Box sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{text}</Box>
  return <>{text.split('\n')[0]}</>
}

export const Filter = TextFilter
export const wide = true
export const unsortable = true
export const read = (text: string) => text.trim() || null
