/** Lets a few pieces of work run at a time and takes turns between those who ask, so that nobody's many questions keep another's one waiting. */
import { Refusal } from '../errors.ts'

/** Pieces that one person may have waiting. */
const mostWaiting = 30

interface Waiting {
  start(): void
  /** As many of theirs as may run at a time. */
  readonly each: number
}

export class FairQueue {
  private readonly atOnce: number
  private readonly running = new Map<string, number>()
  private readonly lines = new Map<string, Waiting[]>()

  /** `atOnce` pieces run at a time, whosever they are. */
  constructor(atOnce: number) {
    this.atOnce = atOnce
  }

  /**
   * Runs `work` when it is the turn of `who`, of whom at most `each` run at a time. Throws a 429 Refusal when too many of theirs wait already, and the reason of `left` when that
   * is aborted before: whoever leaves makes room in the line.
   */
  async run<T>(who: string, work: () => Promise<T>, each = this.atOnce, left?: AbortSignal): Promise<T> {
    await this.turn(who, each, left)
    try {
      return await work()
    } finally {
      const left = this.runningOf(who) - 1
      if (left > 0) this.running.set(who, left)
      else this.running.delete(who)
      this.next()
    }
  }

  private runningOf(who: string): number {
    return this.running.get(who) ?? 0
  }

  private turn(who: string, each: number, left?: AbortSignal): Promise<void> {
    const line = this.lines.get(who) ?? []
    if (line.length >= mostWaiting)
      throw new Refusal(429, 'busy', [
        '您同时提出的报表或查询太多，请稍候再试。',
        'You are asking for too many reports or queries at once; wait a moment and try again.',
      ])
    return new Promise((start, leave) => {
      const waiting = { start, each }
      line.push(waiting)
      this.lines.set(who, line)
      left?.addEventListener('abort', () => {
        const rest = this.lines.get(who)?.filter((other) => other !== waiting) ?? []
        if (rest.length > 0) this.lines.set(who, rest)
        else this.lines.delete(who)
        leave(left.reason)
      })
      this.next()
    })
  }

  private next(): void {
    if ([...this.running.values()].reduce((sum, each) => sum + each, 0) >= this.atOnce) return
    // A map keeps the order of insertion: the first line is whose turn it is, and goes to the end with what is left of it.
    for (const [who, line] of this.lines) {
      const [first, ...rest] = line
      if (!first || this.runningOf(who) >= first.each) continue
      this.lines.delete(who)
      if (rest.length > 0) this.lines.set(who, rest)
      this.running.set(who, this.runningOf(who) + 1)
      first.start()
      return
    }
  }
}
