/** The least and greatest value that a field of numbers takes, asked alike by the server and by the panel. */
import { parseDecimal } from './decimal.ts'
import type { Words } from './words.ts'

export interface Bounds {
  readonly min?: string | number
  readonly max?: string | number
}

/** What is wrong with `value`, an integer of `scale` digits after the point; undefined when it is within bounds. */
export function outOfBounds(value: number, { min, max }: Bounds, scale: number): Words | undefined {
  const low = min === undefined ? undefined : parseDecimal(String(min), scale)
  const high = max === undefined ? undefined : parseDecimal(String(max), scale)
  if (low !== undefined && value < low) return [`不能小于 ${min}。`, `It cannot be less than ${min}.`]
  if (high !== undefined && value > high) return [`不能大于 ${max}。`, `It cannot be more than ${max}.`]
  return undefined
}
