/** The monthly reconciliation of funds (PAY-05, PAY-14): what other rooms ask of it. */
export { closedMonths, closedStates, closedUntil, holdLedger } from './closed.ts'
