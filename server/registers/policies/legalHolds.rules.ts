/** Rules of legal holds (CF-24): over a time that is one. */
import type { Rules } from '../../records/rules.ts'

export const legalHoldsRules: Rules = {
  check({ verb, after, fault }) {
    if (verb !== 'remove' && typeof after.from === 'string' && typeof after.until === 'string' && after.until < after.from)
      fault('until', ['截止日不能早于起始日（CF-24）；请改正。', 'It cannot end before it begins (CF-24); please correct it.'])
  },
}
