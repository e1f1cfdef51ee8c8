/** A figure that was added up, exact to the 分. */
import { groupDigits, trimZeros } from '../../kinds/figures.ts'
import { unknown } from '../../reports/amounts.ts'

export const figure = (value: number | undefined): string => {
  if (value === undefined) return unknown
  return groupDigits(trimZeros(value.toFixed(Math.abs(value) < 1 ? 4 : 2)))
}

/** A figure with as many digits after the point as the others of its column. */
export const evenFigure = (value: number | undefined, scale: number): string =>
  value === undefined ? unknown : groupDigits(value.toFixed(scale))
