/** What a later file of the bank says otherwise than an earlier one: followed while nobody has used the line, else noted and left to a person. */
import { yuan } from '../definition/decimal.ts'
import type { BookLine } from '../reconciliation/bankBook.ts'
import type { StatementLine } from '../reconciliation/statement/statement.ts'

const fields = ['date', 'at', 'amount', 'balance', 'payer', 'payerAccount', 'payerBank', 'serial', 'reference', 'summary'] as const

/** What a match rests on; other words of the bank differ from format to format and mean nothing. */
const weighty = {
  date: ['日期', 'date'],
  amount: ['金额', 'amount'],
  payer: ['对方户名', 'other party'],
  payerAccount: ['对方账号', 'account'],
} as const

const shown = (value: unknown): string => (typeof value === 'number' ? yuan(value) : String(value ?? ''))

/** The body that brings `old` up to `line`, or that notes the change where it may not be followed; undefined when nothing is new. */
export function changesOf(old: BookLine, line: StatementLine, closed: boolean): Record<string, unknown> | undefined {
  const different = fields.filter((name) => line[name] !== null && line[name] !== old[name])
  if (old.state === 'open' && !closed) {
    // Followed at last, it is noted no longer.
    const body: Record<string, unknown> = old.changed === null ? {} : { changed: null }
    for (const name of different) body[name] = typeof line[name] === 'number' ? yuan(line[name]) : line[name]
    return Object.keys(body).length > 0 ? body : undefined
  }
  const notes = different.flatMap((name) => {
    if (!Object.hasOwn(weighty, name)) return []
    const [chinese, english] = weighty[name as keyof typeof weighty]
    const note = `${chinese} ${english}: ${shown(old[name])} → ${shown(line[name])}`
    return old.changed?.includes(note) ? [] : [note]
  })
  return notes.length === 0 ? undefined : { changed: [...(old.changed ? [old.changed] : []), ...notes].join('\n').slice(0, 2000) }
}
