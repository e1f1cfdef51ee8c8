/** Money in yuan and 分 in the panel: decimal strings, never floats. */

import type { MoneyField } from '../../server/definition/types.ts'
import { checkNumber, groupDigits, plainNumber } from './figures.ts'
import { RangeFilter } from './filters.tsx'
import type { CellProps, FilterProps, InputProps } from './kind.ts'
import { NumberBox } from './NumberBox.tsx'

export const Input = ({ field: _, ...props }: InputProps<MoneyField>) => <NumberBox {...props} end="¥" />
export const Cell = ({ value, full }: CellProps<MoneyField>) => (
  <>
    {full ? '¥ ' : ''}
    {groupDigits(String(value))}
  </>
)
export const Filter = (props: FilterProps<MoneyField>) => <RangeFilter {...props} end="¥" />
export const align = 'right'
export const scale = () => 2
export const adds = () => true
export const unit = () => '¥'
export const read = (text: string) => plainNumber(text) || null
export const check = (value: unknown, field: MoneyField) => checkNumber(value, field, 2)
