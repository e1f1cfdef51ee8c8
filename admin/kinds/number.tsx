/** Whole numbers in the panel. */
import type { NumberField } from '../../server/definition/types.ts'
import { checkNumber, groupDigits, plainNumber } from './figures.ts'
import { RangeFilter } from './filters.tsx'
import type { CellProps, FilterProps, InputProps } from './kind.ts'
import { TextBox } from './TextBox.tsx'

/** A number as far as it is one; anything else stays text, so that the fault can be named. */
const kept = (text: string): unknown => {
  const plain = plainNumber(text)
  if (plain === '') return null
  return /^-?\d{1,15}$/.test(plain) ? Number(plain) : plain
}

export function Input({ field: _, ...props }: InputProps<NumberField>) {
  return <TextBox {...props} right inputMode="numeric" read={kept} />
}

export const Cell = ({ value }: CellProps<NumberField>) => <>{groupDigits(String(value))}</>
export const Filter = (props: FilterProps<NumberField>) => <RangeFilter {...props} read={(text) => Number(plainNumber(text)) || 0} />
export const align = 'right'
export const scale = () => 0
export const read = kept
export const check = (value: unknown, field: NumberField) => checkNumber(value, field, 0)
