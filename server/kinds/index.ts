/** Every kind by its name; adding a kind is adding a file here and one of the same name in the panel. */
import type { Field, KindName } from '../definition/types.ts'
import { choice } from './choice.ts'
import { choices } from './choices.ts'
import { creditCode } from './creditCode.ts'
import { date } from './date.ts'
import { dateTime } from './dateTime.ts'
import { decimal } from './decimal.ts'
import { email } from './email.ts'
import { file } from './file.ts'
import { json } from './json.ts'
import type { Kind } from './kind.ts'
import { lines } from './lines.ts'
import { link } from './link.ts'
import { longText } from './longText.ts'
import { money } from './money.ts'
import { number } from './number.ts'
import { percent } from './percent.ts'
import { phone } from './phone.ts'
import { region } from './region.ts'
import { text } from './text.ts'
import { yesNo } from './yesNo.ts'

const all: { readonly [K in KindName]: Kind<Extract<Field, { kind: K }>> } = {
  text,
  longText,
  number,
  decimal,
  money,
  percent,
  date,
  dateTime,
  yesNo,
  choice,
  choices,
  link,
  lines,
  file,
  email,
  phone,
  region,
  creditCode,
  json,
}

/** The kind of a field. */
export const kinds = all as unknown as { readonly [K in KindName]: Kind }

export const kindOf = (field: Field): Kind => kinds[field.kind]
