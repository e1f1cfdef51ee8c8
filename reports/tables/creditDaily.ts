/** Credit day by day (RPT-16): customers on credit with what they use, what is over, and what is to come back. */
import type { CreditTable } from './definition.ts'

export const creditDaily: CreditTable = {
  name: 'credit-daily',
  label: ['授信日报', 'Credit, daily'],
  source: 'RPT-16',
  period: 'day',
  where: {},
  onCredit: true,
  columns: [
    'customer',
    'mode',
    'limit',
    'exposure',
    'advance',
    'available',
    'over',
    'overdue',
    'overdueOver30',
    'firstReleases',
    'lastReleases',
    'monthEndUnpaid',
    'plansKept',
  ],
}
