/** Receivables by age (RPT-18). */
import type { CreditTable } from './definition.ts'

export const ageing: CreditTable = {
  name: 'ageing',
  label: ['应收账龄表', 'Receivables by age'],
  source: 'RPT-18',
  period: 'day',
  where: {},
  onCredit: false,
  columns: [
    'customer',
    'notDue',
    'overdue1to30',
    'overdue31to60',
    'overdue61to90',
    'overdueOver90',
    'receivable',
    'overdue',
    'oldestOverdueDays',
    'advance',
  ],
}
