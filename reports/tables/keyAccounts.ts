/** Key accounts: turnover, receivables and how they pay (RPT-14). */
import type { CreditTable } from './definition.ts'

export const keyAccounts: CreditTable = {
  name: 'key-accounts',
  label: ['重点客户财务分析', 'Key accounts: financial analysis'],
  source: 'RPT-14',
  period: 'day',
  where: { 'customer.tier': { in: ['strategic', 'key'] } },
  onCredit: false,
  columns: [
    'customer',
    'turnover',
    'receivable',
    'overdue',
    'overdueOver30',
    'oldestOverdueDays',
    'averageDaysLate',
    'dso',
    'limit',
    'utilisation',
    'risk',
    'reasons',
  ],
}
