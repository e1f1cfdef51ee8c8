/** Credit: the decision, the gate that asks it, releases and the month end. */
export { type Decision, decide, type Inputs } from './decision.ts'
export { type Asked, bindingStates, type Facts, factsOf } from './facts.ts'
export { explain, gate, holdCustomer, keepDecision, noteUnapproved } from './gate.ts'
export { closeCreditMonth } from './monthEnd.ts'
export { followDispatch, reopenReleases, settleReleases } from './releases.ts'
export { missingWords, refusalWords } from './words.ts'
