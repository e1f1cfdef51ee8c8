/** Text of several lines. */
import type { LongTextField } from '../definition/types.ts'
import type { Kind } from './kind.ts'
import { acceptText, plainText, showText, textOperators, varchar } from './textual.ts'

export const longText: Kind<LongTextField> = {
  column: 'text',
  accept: (input, field) => acceptText(typeof input === 'string' ? input.replace(/\r\n?/g, '\n') : input, field.max ?? 20_000, true),
  show: showText,
  text: plainText,
  operators: textOperators,
  schema: (field) => ({ type: 'string', maxLength: field.max ?? 20_000 }),
  warehouse: varchar,
}
