/** Does a statement add up, and does it follow on the one before? What is wrong is said in figures. */
import { plusDays } from '../../calendar/weeks.ts'
import { yuan } from '../../definition/decimal.ts'
import type { Words } from '../../definition/words.ts'
import type { StatementHead, StatementLine } from './statement.ts'

export interface Neighbour {
  readonly number: string
  readonly from: string
  readonly to: string
  readonly opening: number | null
  readonly closing: number | null
}

/** A line of the days of a statement without which it would add up. */
export interface LineOver {
  readonly date: string
  readonly payer: string | null
  readonly amount: number
}

/** The Chinese and the English half of a fault as statements keep it. */
export function halves(fault: string): Words {
  const lines = fault.split('\n').filter(Boolean)
  const half = Math.ceil(lines.length / 2)
  return [lines.slice(0, half).join(''), lines.slice(half).join(' ')]
}

/** Faults of a statement with `sum` of its lines: its own sum, then the gaps to the statements before and after. Empty when all is well. */
export function statementFaults(
  own: Omit<Neighbour, 'number'> & { readonly sum: number },
  before: Neighbour | undefined,
  after: Neighbour | undefined,
  over?: LineOver,
): Words[] {
  const faults: Words[] = []
  const { opening, closing, sum } = own
  if (opening !== null && closing !== null && opening + sum !== closing)
    faults.push([
      `期初 ${yuan(opening)} 加流水 ${yuan(sum)} 应为 ${yuan(opening + sum)}，而期末为 ${yuan(closing)}，差 ${yuan(closing - opening - sum)}（PAY-14）；请核对是否有未导入或多出的流水。`,
      `Opening ${yuan(opening)} plus lines ${yuan(sum)} makes ${yuan(opening + sum)}, but it closes with ${yuan(closing)}: ${yuan(closing - opening - sum)} apart (PAY-14). Look for lines that are missing or too many.`,
    ])
  if (over) {
    const name = `${over.date} ${over.payer ?? ''} ${yuan(over.amount)}`.replace('  ', ' ')
    faults.push([
      `少了 ${name} 这一笔便核平（PAY-14）；若银行在后来的文件中改了它，请对照最新的文件删除旧的一笔。`,
      `Without the line ${name} it would add up (PAY-14); if the bank changed it in a later file, look at the latest one and delete the line that is left of the earlier.`,
    ])
  }
  if (opening === null || closing === null)
    faults.push([
      '对账单未写期初或期末余额，无法核平（PAY-14）；请补填。',
      'The statement tells no opening or closing balance, so nothing can be checked (PAY-14); please fill it in.',
    ])
  const gap = (first: Neighbour | (Omit<Neighbour, 'number'> & { number: string }), second: typeof first, named: string) => {
    if (first.closing === null || second.opening === null || first.closing === second.opening || first.to >= second.from) return
    const days = plusDays(first.to, 1) === second.from ? '' : `${plusDays(first.to, 1)} – ${plusDays(second.from, -1)}`
    faults.push([
      `与对账单 ${named} 不相接：前期期末 ${yuan(first.closing)}，后期期初 ${yuan(second.opening)}，相差 ${yuan(second.opening - first.closing)}${days ? `，缺 ${days}` : ''}（PAY-14）；请导入缺少的对账单。`,
      `It does not follow on statement ${named}: one closes with ${yuan(first.closing)}, the next opens with ${yuan(second.opening)}, ${yuan(second.opening - first.closing)} apart${days ? `; ${days} is missing` : ''} (PAY-14). Import the statement in between.`,
    ])
  }
  const self = { ...own, number: '' }
  if (before) gap(before, self, before.number)
  if (after) gap(self, after, after.number)
  return faults
}

/** Lines in the order in which they happened: some banks list the latest first. */
export function inOrder<T extends { readonly line: StatementLine }>(lines: readonly T[]): T[] {
  const first = lines[0]?.line
  const last = lines.at(-1)?.line
  if (!first || !last) return [...lines]
  const falling = first.date > last.date || (first.date === last.date && follows(lines, true) > follows(lines, false))
  const ordered = falling ? [...lines].reverse() : [...lines]
  return ordered.sort((a, b) => (a.line.date < b.line.date ? -1 : a.line.date > b.line.date ? 1 : 0))
}

/** How many balances follow from the one before, read this way round. */
function follows(lines: readonly { readonly line: StatementLine }[], backwards: boolean): number {
  const way = backwards ? [...lines].reverse() : lines
  return way.filter(({ line }, at) => {
    const before = way[at - 1]?.line.balance
    return before !== null && before !== undefined && line.balance === before + line.amount
  }).length
}

/** What the file says of an account, completed from its lines in order: span and balances where it tells none. */
export function completeHead(
  head: StatementHead,
  ordered: readonly StatementLine[],
): StatementHead & { from: string | null; to: string | null } {
  const first = ordered[0]
  const last = ordered.at(-1)
  const early = first && (head.from === null || first.date < head.from) ? first.date : head.from
  const late = last && (head.to === null || last.date > head.to) ? last.date : head.to
  return {
    account: head.account,
    from: early,
    to: late,
    opening: head.opening ?? (first && first.balance !== null ? first.balance - first.amount : null),
    closing: head.closing ?? (last ? last.balance : null),
  }
}
