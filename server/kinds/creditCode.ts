/** A unified social credit code (统一社会信用代码, GB 32100): eighteen characters, the last a check digit. */
import type { CreditCodeField } from '../definition/types.ts'
import { fault, type Kind, kept } from './kind.ts'
import { acceptText, plainText, showText, textOperators, varchar } from './textual.ts'

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

/** The check character that belongs to the first seventeen; undefined when one of them is not of the alphabet. */
export function checkCharacter(seventeen: string): string | undefined {
  let sum = 0
  for (const [place, weight] of weights.entries()) {
    const value = alphabet.indexOf(seventeen[place] ?? ' ')
    if (value < 0) return undefined
    sum += value * weight
  }
  return alphabet[(31 - (sum % 31)) % 31]
}

export const creditCode: Kind<CreditCodeField> = {
  column: 'text',
  accept(input) {
    const taken = acceptText(input, 40, false)
    if ('fault' in taken || taken.value === null) return taken
    const code = String(taken.value).normalize('NFKC').replace(/[\s-]/g, '').toUpperCase()
    if (code.length !== 18)
      return fault(
        `统一社会信用代码为 18 位，现有 ${code.length} 位。`,
        `A unified social credit code has 18 characters; this has ${code.length}.`,
      )
    return checkCharacter(code) === code[17]
      ? kept(code)
      : fault(
          '统一社会信用代码的校验位不符，请核对营业执照。',
          'The check digit of the unified social credit code is wrong: compare it with the business licence.',
        )
  },
  show: showText,
  text: plainText,
  operators: textOperators,
  schema: () => ({ type: 'string', minLength: 18, maxLength: 18 }),
  warehouse: varchar,
}
