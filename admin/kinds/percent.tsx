/** Percentages in the panel: `12.50` is twelve and a half per cent. */
import type { PercentField } from '../../server/definition/types.ts'
import { checkNumber, groupDigits, plainNumber, trimZeros } from './figures.ts'
import { RangeFilter } from './filters.tsx'
import type { CellProps, FilterProps, InputProps } from './kind.ts'
import { NumberBox } from './NumberBox.tsx'

export const Input = ({ field: _, ...props }: InputProps<PercentField>) => <NumberBox {...props} end="%" />
export const Cell = ({ value }: CellProps<PercentField>) => <>{groupDigits(trimZeros(String(value)))} %</>
export const Filter = (props: FilterProps<PercentField>) => <RangeFilter {...props} end="%" />
export const align = 'right'
export const scale = () => 2
export const read = (text: string) => plainNumber(text) || null
export const check = (value: unknown, field: PercentField) => checkNumber(value, field, 2)
