/** Unified social credit codes (统一社会信用代码) in the panel. */
import type { CreditCodeField } from '../../server/definition/types.ts'
import { TextFilter } from './filters.tsx'
import type { CellProps, InputProps } from './kind.ts'
import { TextBox } from './TextBox.tsx'

export const Input = ({ field: _, ...props }: InputProps<CreditCodeField>) => (
  <TextBox {...props} maxLength={18} read={(text) => text.trim().toUpperCase() || null} />
)
export const Cell = ({ value }: CellProps<CreditCodeField>) => <span style={{ fontVariantNumeric: 'tabular-nums' }}>{String(value)}</span>
export const Filter = TextFilter
export const read = (text: string) => text.trim().toUpperCase() || null
