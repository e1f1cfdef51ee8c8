/** An e-mail address, kept in lower case. */
import type { EmailField } from '../definition/types.ts'
import { fault, type Kind, kept } from './kind.ts'
import { acceptText, plainText, showText, textOperators, varchar } from './textual.ts'

const shape = /^[^\s@<>"(),:;]+@[^\s@<>"(),:;]+\.[^\s@<>"(),:;.]{2,}$/

export const email: Kind<EmailField> = {
  column: 'text',
  accept(input) {
    const taken = acceptText(input, 254, false)
    if ('fault' in taken || taken.value === null) return taken
    const address = String(taken.value).toLowerCase()
    return shape.test(address)
      ? kept(address)
      : fault('不是有效的邮箱地址，例如 wang@example.com。', 'Not an e-mail address such as wang@example.com.')
  },
  show: showText,
  text: plainText,
  operators: textOperators,
  schema: () => ({ type: 'string', format: 'email', maxLength: 254 }),
  warehouse: varchar,
}
