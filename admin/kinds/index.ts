/** The kinds of fields the panel can show, by the names the server gives them. */
import type { Field, KindName } from '../../server/definition/types.ts'
import * as choice from './choice.tsx'
import * as choices from './choices.tsx'
import * as creditCode from './creditCode.tsx'
import * as date from './date.tsx'
import * as dateTime from './dateTime.tsx'
import * as decimal from './decimal.tsx'
import * as email from './email.tsx'
import * as file from './file.tsx'
import * as json from './json.tsx'
import type { PanelKind } from './kind.ts'
import * as lines from './lines.tsx'
import * as link from './link.tsx'
import * as longText from './longText.tsx'
import * as money from './money.tsx'
import * as number from './number.tsx'
import * as percent from './percent.tsx'
import * as phone from './phone.tsx'
import * as region from './region.tsx'
import * as text from './text.tsx'
import * as yesNo from './yesNo.tsx'

type Kinds = { readonly [K in KindName]: PanelKind<Extract<Field, { kind: K }>> }

const kinds: Kinds = {
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

/** What the panel knows of the kind of `field`. */
export const kindOf = (field: Field): PanelKind => kinds[field.kind] as unknown as PanelKind
