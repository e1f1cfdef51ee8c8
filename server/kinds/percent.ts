/** A share in percent with two digits after the point: `12.50` is 12.5 %. */
import type { PercentField } from '../definition/types.ts'
import { scaled } from './scaled.ts'

export const percent = scaled<PercentField>(() => 2, 'percent as decimal text')
