/** Lists behind the figures of the fund reconciliation ask for what the figures count. */
import { expect, it } from 'vitest'
import { unclaimed } from '../../admin/reports/fundReconciliation/drill.ts'
import { unclaimedStates } from '../../server/reconciliation/unclaimed.ts'

it('PAY-14: the list of unclaimed money has the lines that the figure counts', () => {
  expect(unclaimed('2026-02-28')).toEqual({ state: { in: [...unclaimedStates] }, open: { gt: '0' }, date: { lte: '2026-02-28' } })
})
