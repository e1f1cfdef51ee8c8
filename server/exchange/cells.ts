/** From a cell's text to what a field takes: the kind decides, after the few things that only spreadsheets do are set right. */
import type { Field } from '../definition/types.ts'
import type { Words } from '../definition/words.ts'
import { kindOf } from '../kinds/index.ts'
import { revived } from './inert.ts'

const localTime = /^(\d{4}-\d{2}-\d{2})[ T](\d{1,2}):(\d{2})(?::(\d{2}))?$/

/** Minutes that `timeZone` is ahead of UTC at about that moment. */
function offset(moment: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(moment)
  return Math.round((Date.parse(`${parts.replace(' ', 'T')}Z`) - moment.getTime()) / 60_000)
}

/** What a spreadsheet may have meant by `text`, the likeliest first. */
function* readings(text: string, timeZone: string): Generator<string> {
  yield text
  if (/^[+-]?\d+\.0+$/.test(text)) yield text.slice(0, text.indexOf('.'))
  const time = localTime.exec(text)
  if (time) {
    const [, day = '', hour = '', minute = '', second = '00'] = time
    yield day
    const moment = new Date(`${day}T${hour.padStart(2, '0')}:${minute}:${second}Z`)
    if (!Number.isNaN(moment.getTime())) yield new Date(moment.getTime() - offset(moment, timeZone) * 60_000).toISOString()
  } else if (/^\d{4}-\d{2}-\d{2}$/.test(text)) {
    const moment = new Date(`${text}T00:00:00Z`)
    if (!Number.isNaN(moment.getTime())) yield new Date(moment.getTime() - offset(moment, timeZone) * 60_000).toISOString()
  }
}

/** The wire value of a cell for a field that is no link, undefined when the cell is empty, or the sentence that says what is wrong. */
export function readCell(cell: string, field: Field, timeZone: string): { value: unknown } | { fault: Words } | undefined {
  const text = revived(cell.trim())
  if (text === '') return undefined
  const kind = kindOf(field)
  let fault: Words | undefined
  for (const reading of readings(text, timeZone)) {
    const taken = kind.accept(reading, field)
    if ('value' in taken) return { value: reading }
    fault ??= taken.fault
  }
  return fault ? { fault } : undefined
}
