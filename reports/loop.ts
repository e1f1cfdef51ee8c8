/** The pulse of the reports process: takes the feed again and again, and lets other work at the warehouse in between, never at the same time. */
import type { Follower } from './follower/follower.ts'

/** Between two looks at the feed when nothing happens, in milliseconds. */
const pause = 250

/** After a failure, so that a database that is down is not asked without end. */
const pauseAfterFailure = 2000

export class Loop {
  private readonly follower: Follower
  private readonly report: (error: unknown) => void
  private readonly jobs: (() => Promise<void>)[] = []
  private wake: () => void = () => undefined
  private stopped = false
  /** Rounds that found the end of the feed; counted to tell when a moment has been passed. */
  private rounds = 0
  private readonly finished: Promise<void>

  constructor(follower: Follower, report: (error: unknown) => void) {
    this.follower = follower
    this.report = report
    this.finished = this.run()
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      try {
        for (let job = this.jobs.shift(); job; job = this.jobs.shift()) await job()
        const more = await this.follower.step()
        if (!more) this.rounds++
        if (!more && this.jobs.length === 0) await this.rest(pause)
      } catch (error) {
        this.report(error)
        await this.rest(pauseAfterFailure)
      }
    }
  }

  private rest(time: number): Promise<void> {
    if (this.stopped) return Promise.resolve()
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, time)
      this.wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  /** Looks at the feed at once. */
  nudge(): void {
    this.wake()
  }

  /** Runs `work` between two batches. */
  between<T>(work: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.jobs.push(() => work().then(resolve, reject))
      this.wake()
    })
  }

  /** Resolves when everything that was written before the call is in the warehouse. */
  async followed(): Promise<void> {
    await this.follower.released()
    // The round under way may have looked before the call: the one after it has not.
    for (const enough = this.rounds + 2; this.rounds < enough && !this.stopped; ) {
      this.wake()
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }

  async stop(): Promise<void> {
    this.stopped = true
    this.wake()
    await this.finished
  }
}
