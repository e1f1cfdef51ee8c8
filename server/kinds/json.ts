/** A free JSON value of at most 20,000 characters: saved filters, column choices, lists of codes that the company makes itself, of which a filter asks what they hold. */
import type { JsonField } from '../definition/types.ts'
import { fault, type Kind, kept } from './kind.ts'

export const json: Kind<JsonField> = {
  column: 'text',
  accept(input) {
    if (input === null || input === undefined) return kept(null)
    const text = JSON.stringify(input)
    return text.length <= 20_000 && text.isWellFormed() && !text.includes('\\u0000')
      ? kept(input)
      : fault('内容过长或含有无法保存的字符。', 'Too long, or holding characters that cannot be kept.')
  },
  show: (stored) => stored ?? null,
  read: (raw) => (typeof raw === 'string' ? (JSON.parse(raw) as unknown) : null),
  write: (stored) => (stored === null || stored === undefined ? null : JSON.stringify(stored)),
  text: (stored) => (stored === null || stored === undefined ? '' : JSON.stringify(stored)),
  operators: ['empty', 'has'],
  schema: () => ({}),
}
