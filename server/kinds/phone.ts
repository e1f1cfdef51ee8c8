/** A phone number, mobile or landline, with area code or extension; full-width digits are folded. */
import type { PhoneField } from '../definition/types.ts'
import { fault, type Kind, kept } from './kind.ts'
import { acceptText, plainText, showText, textOperators, varchar } from './textual.ts'

const shape = /^\+?[\d\s\-()]{5,24}(?:(?:转|ext\.?|x)\s*\d{1,6})?$/i

export const phone: Kind<PhoneField> = {
  column: 'text',
  accept(input) {
    const taken = acceptText(input, 40, false)
    if ('fault' in taken || taken.value === null) return taken
    const number = String(taken.value).normalize('NFKC').trim()
    return shape.test(number) && /\d{5}/.test(number.replace(/\D/g, ''))
      ? kept(number)
      : fault('不是有效的电话号码，例如 13800138000 或 0951-5012345。', 'Not a phone number such as 13800138000 or 0951-5012345.')
  },
  show: showText,
  text: plainText,
  operators: textOperators,
  schema: () => ({ type: 'string', maxLength: 40 }),
  warehouse: varchar,
}
