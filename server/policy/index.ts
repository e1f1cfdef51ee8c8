/** The company's written numbers: which keys there are, and which value holds for a case on a day. */
export { capacitiesOf } from './capacities.ts'
export { isPolicy, type PolicyKey, type PolicyName, policyKeys } from './keys.ts'
export { blanks, overview, type PolicyLine } from './overview.ts'
export {
  durationIn,
  insistOn,
  moneyIn,
  type Policy,
  type PolicyRow,
  type PolicyScope,
  percentIn,
  policiesAt,
  policyAt,
  policyScopes,
  type Subject,
  shareIn,
  sharesIn,
} from './policyAt.ts'
export { type Unit, unitLabels, units } from './units.ts'
export { isLessThanShare, type RoleShare, type Share, toDuration, valueFault, valueWords } from './value.ts'
