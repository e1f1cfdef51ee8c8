/** An instant, kept as ISO-8601 text in UTC with milliseconds; shown in the company's time zone. */
import type { DateTimeField } from '../definition/types.ts'
import { fault, type Kind, kept, ordered } from './kind.ts'
import { plainText, showText } from './textual.ts'

const shape = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})$/

export const dateTime: Kind<DateTimeField> = {
  column: 'text',
  accept(input) {
    if (input === null || input === undefined || input === '') return kept(null)
    const instant = typeof input === 'string' && shape.test(input.trim()) ? new Date(input.trim()) : undefined
    return instant && !Number.isNaN(instant.getTime()) && instant.getUTCFullYear() >= 1900
      ? kept(instant.toISOString())
      : fault(
          '请填写带时区的时间，例如 2026-01-31T09:30:00+08:00。',
          'Please enter a time with its zone, such as 2026-01-31T09:30:00+08:00.',
        )
  },
  show: showText,
  text: plainText,
  operators: ordered,
  schema: () => ({ type: 'string', format: 'date-time' }),
  warehouse: { type: () => 'TIMESTAMP', value: (stored) => stored ?? null },
}
