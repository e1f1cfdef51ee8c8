/** The report pages. Each is loaded when somebody goes there: charts weigh more than the rest of the panel. */
import { lazy } from 'react'
import type { ReportPage } from '../reportPages.ts'

/** What customer credit is made of. */
const credit = ['customers.name', 'invoices.total', 'invoices.outstanding']

export const reportPages: readonly ReportPage[] = [
  {
    path: '/dashboards/weekly-sales',
    label: ['周销售统计', 'Weekly sales'],
    group: 'dashboards',
    Page: lazy(() => import('./weeklySales/WeeklySales.tsx')),
    reads: ['orders.customer'],
  },
  {
    path: '/dashboards/customer-credit',
    label: ['客户授信分析', 'Customer credit'],
    group: 'dashboards',
    Page: lazy(() => import('./customerCredit/CustomerCredit.tsx')),
    reads: credit,
  },
  {
    path: '/dashboards/fund-reconciliation',
    label: ['资金对账', 'Fund reconciliation'],
    group: 'dashboards',
    Page: lazy(() => import('./fundReconciliation/FundReconciliation.tsx')),
    reads: [...credit, 'receipts.amount'],
  },
  {
    path: '/reports/statement',
    label: ['客户对账单', 'Customer statement'],
    group: 'reports',
    Page: lazy(() => import('./statement/StatementPage.tsx')),
    reads: [...credit, 'receipts.amount'],
  },
  {
    path: '/reports/tables/:name',
    label: ['报表', 'Reports'],
    group: null,
    Page: lazy(() => import('./tables/TablePage.tsx')),
    reads: [],
  },
]
