/** Levels of risk: how serious each is, and the colour it has on every page. */
import type { Theme } from '@mui/material/styles'
import type { TableRow } from '../../../reports/messages.ts'
import type { Tone } from '../../kinds/tone.ts'

const levels = ['low', 'medium', 'high', 'critical'] as const

/** From 0, the least, to 3. */
export const severity = ({ risk }: TableRow): number => Math.max(0, levels.indexOf(risk as (typeof levels)[number]))

const tones: readonly Tone[] = ['default', 'info', 'warning', 'error']

export const riskTone = (row: TableRow): Tone => tones[severity(row)] ?? 'default'

export const riskColour = (row: TableRow, { palette }: Theme): string => {
  const tone = riskTone(row)
  return tone === 'default' ? palette.text.disabled : palette[tone].main
}

/** The word of the level. */
export const riskWord = (row: TableRow): string => String(row._labels?.risk ?? row.risk ?? '')

export const reasonsOf = ({ reasons }: TableRow): readonly string[] => (Array.isArray(reasons) ? (reasons as readonly string[]) : [])

export const customerName = (row: TableRow): string => String(row._labels?.customer ?? `#${String(row.customer)}`)
