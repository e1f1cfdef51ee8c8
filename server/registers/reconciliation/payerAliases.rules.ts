/** Payer aliases are compared by a plain form of their name, which is kept beside it. */
import { normaliseName } from '../../reconciliation/matching/names.ts'
import type { Rules } from '../../records/rules.ts'

export const payerAliasesRules: Rules = {
  prepare({ after }) {
    after.normalised = normaliseName(typeof after.name === 'string' ? after.name : null)
  },
}
