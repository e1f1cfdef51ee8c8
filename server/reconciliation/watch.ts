/** Looks for runs that were asked for, every second: begun here or left behind by a server that died. */
import type { World } from '../records/index.ts'
import { runPending } from './run.ts'

const every = 1_000

export interface Watching {
  /** Looks now, and answers when what was found is done. */
  look(): Promise<void>
  stop(): Promise<void>
}

/** Begins to look; what goes wrong is told to `failed` and does not end it. */
export function watchRuns(world: World, failed: (error: unknown) => void): Watching {
  let looking: Promise<void> | undefined
  const look = (): Promise<void> => {
    looking ??= runPending(world)
      .catch(failed)
      .finally(() => {
        looking = undefined
      })
    return looking
  }
  const timer = setInterval(() => void look(), every)
  timer.unref()
  return {
    look,
    async stop() {
      clearInterval(timer)
      await looking
    },
  }
}
