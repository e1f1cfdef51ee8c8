/** Which lines of a day that several statements cover are a statement's: files end at any hour, and the next one begins with the same day. Pure. */

export interface DayLine {
  readonly date: string
  readonly amount: number
  /** The statement that brought it in. */
  readonly statement: number | null
}

export interface Edges {
  readonly id: number
  readonly from: string
  readonly to: string
  /** What the lines of the shared days must come to; null when the statement does not tell. */
  readonly rest: number | null
}

const total = (lines: readonly DayLine[]) => lines.reduce((sum, { amount }) => sum + amount, 0)

/** An end of the first day and a beginning of the last one that come to `rest` and hold all that is `own`, the longest first, in the order of the bank. */
function stretch<T extends DayLine>(first: readonly T[], last: readonly T[], rest: number, own: (line: T) => boolean): T[] | undefined {
  const [begins, ends] = [first.findIndex(own), last.findLastIndex(own) + 1]
  const lengths = new Map<number, number>()
  for (let sum = 0, at = 0; at <= last.length; at += 1) {
    if (at >= ends) lengths.set(sum, at)
    sum += last[at]?.amount ?? 0
  }
  let sum = total(first)
  for (let at = 0; at <= (begins < 0 ? first.length : begins); at += 1) {
    const length = lengths.get(rest - sum)
    if (length !== undefined) return [...first.slice(at), ...last.slice(0, length)]
    sum -= first[at]?.amount ?? 0
  }
  return undefined
}

/**
 * The lines of shared days, in the order in which they happened, that are this statement's: all of them, those that its own file brought in, or a stretch of them
 * around those, whichever makes it add up. When nothing does, all of them if one is too many, else what its file brought in, which the fault then speaks of.
 */
export function linesOfShared<T extends DayLine>(lines: readonly T[], { id, from, to, rest }: Edges): readonly T[] {
  const isOwn = ({ statement }: T) => statement === id
  const own = lines.filter(isOwn)
  const on = (day: string) => lines.filter(({ date }) => date === day)
  const usual = own.length > 0 ? own : lines
  if (rest === null || total(usual) === rest) return usual
  if (total(lines) === rest) return lines
  const found = from === to ? (stretch(lines, [], rest, isOwn) ?? stretch([], lines, rest, isOwn)) : stretch(on(from), on(to), rest, isOwn)
  // One line is too many: the bank put another in its place.
  return found ?? (lines.some(({ amount }) => total(lines) - amount === rest) ? lines : usual)
}
