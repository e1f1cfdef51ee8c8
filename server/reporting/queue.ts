/** Lets a few questions run at a time and takes turns between those who ask, so that nobody's many questions keep another's one waiting. */
import { Refusal } from '../errors.ts'

/** One less than the warehouse has readers: one is left for upkeep. */
const atOnce = 3

/** Questions that one person may have waiting. */
const mostWaiting = 30

interface Waiting {
  start(): void
}

export class FairQueue {
  private running = 0
  private readonly lines = new Map<string, Waiting[]>()

  /** Runs `work` when it is the turn of `who`. Throws a 429 Refusal when too many of theirs wait already. */
  async run<T>(who: string, work: () => Promise<T>): Promise<T> {
    await this.turn(who)
    try {
      return await work()
    } finally {
      this.running--
      this.next()
    }
  }

  private turn(who: string): Promise<void> {
    const line = this.lines.get(who) ?? []
    if (line.length >= mostWaiting)
      throw new Refusal(429, 'busy', [
        '您同时打开的报表太多，请稍候再试。',
        'You are asking for too many reports at once; wait a moment and try again.',
      ])
    return new Promise((start) => {
      line.push({ start })
      this.lines.set(who, line)
      this.next()
    })
  }

  private next(): void {
    if (this.running >= atOnce) return
    // A map keeps the order of insertion: the first line is whose turn it is, and goes to the end with what is left of it.
    for (const [who, line] of this.lines) {
      const first = line.shift()
      this.lines.delete(who)
      if (line.length > 0) this.lines.set(who, line)
      if (first) {
        this.running++
        first.start()
        return
      }
    }
  }
}
