/** One line of text. */
import type { TextField } from '../definition/types.ts'
import type { Kind } from './kind.ts'
import { acceptText, plainText, showText, textOperators, varchar } from './textual.ts'

export const text: Kind<TextField> = {
  column: 'text',
  accept: (input, field) => acceptText(input, field.max ?? 200, false),
  show: showText,
  text: plainText,
  operators: textOperators,
  schema: (field) => ({ type: 'string', maxLength: field.max ?? 200 }),
  warehouse: varchar,
}
