/** A decimal number with a fixed number of digits after the point: quantities (3), unit prices (4). */
import type { DecimalField } from '../definition/types.ts'
import { scaled } from './scaled.ts'

export const decimal = scaled<DecimalField>((field) => field.scale ?? 3, 'decimal text')
