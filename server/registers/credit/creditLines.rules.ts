/** What ending a credit line writes besides: the last day it held. All else about lines stands with the releases, whose limit they are. */
import { dayOf } from '../../calendar/today.ts'
import type { Rules } from '../../records/rules.ts'
import { creditLinesRules as rules } from './releases.rules.ts'

/** An approved line is frozen whole (CRD-16): only its end shortens it, and that by the move, never by hand. */
export const creditLinesRules: Rules = {
  ...rules,
  async prepare(change) {
    await rules.prepare?.(change)
    const { world, after, move } = change
    if (move !== 'end') return
    const today = dayOf(world.now(), world.timeZone)
    const last = typeof after.to === 'string' && after.to < today ? after.to : today
    after.to = last < String(after.from) ? after.from : last
  },
}
