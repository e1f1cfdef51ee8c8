/** Small clearing-up work of every server: at once and then every hour; harmless when several servers do it. */

const hour = 3_600_000

export interface Hourly {
  /** No more rounds; waits for one that is running. */
  stop(): Promise<void>
}

/** Does each piece of `work` in turn, now and every hour; what goes wrong is told and does not stop the rest. */
export function hourly(work: readonly (() => Promise<unknown>)[], failed: (error: unknown) => void): Hourly {
  const round = async () => {
    for (const each of work) await each().catch(failed)
  }
  let running = round()
  const timer = setInterval(() => {
    running = running.then(round)
  }, hour)
  timer.unref()
  return {
    async stop() {
      clearInterval(timer)
      await running
    },
  }
}
