/** Quantities and unit prices in the panel: exact decimals. */
import type { DecimalField } from '../../server/definition/types.ts'
import { checkNumber, groupDigits, plainNumber, trimZeros } from './figures.ts'
import { RangeFilter } from './filters.tsx'
import type { CellProps, FilterProps, InputProps } from './kind.ts'
import { NumberBox } from './NumberBox.tsx'

export const scale = (field: DecimalField) => field.scale ?? 3

export function Input({ field, ...props }: InputProps<DecimalField>) {
  return (
    <NumberBox
      {...props}
      {...(field.money ? { end: '¥' } : {})}
      value={typeof props.value === 'string' ? tidy(props.value, field) : props.value}
    />
  )
}

/** What came from the server with padding zeros is shown without them; prices keep two digits. */
const tidy = (text: string, field: DecimalField): string => {
  if (!/\.\d{3,}$/.test(text)) return text
  const short = trimZeros(text)
  return field.money ? withCents(short) : short
}

const withCents = (text: string): string => {
  const [whole, fraction = ''] = text.split('.')
  return `${whole}.${fraction.padEnd(2, '0')}`
}

export function Cell({ field, value }: CellProps<DecimalField>) {
  const text = trimZeros(String(value))
  return <>{groupDigits(field.money ? withCents(text) : text)}</>
}

export const Filter = (props: FilterProps<DecimalField>) => <RangeFilter {...props} />
export const align = 'right'
export const adds = (field: DecimalField) => !field.money
export const unit = (field: DecimalField) => (field.money ? '¥' : undefined)
export const read = (text: string) => plainNumber(text) || null
export const check = (value: unknown, field: DecimalField) => checkNumber(value, field, scale(field))
