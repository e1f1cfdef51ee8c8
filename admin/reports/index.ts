/** The dashboards. Each is loaded when somebody goes there: charts weigh more than the rest of the panel. */
import InsightsOutlinedIcon from '@mui/icons-material/InsightsOutlined'
import { lazy } from 'react'
import type { ReportPage } from '../reportPages.ts'

export const reportPages: readonly ReportPage[] = [
  {
    path: '/dashboards/weekly-sales',
    label: ['周销售统计', 'Weekly sales'],
    icon: InsightsOutlinedIcon,
    Page: lazy(() => import('./weeklySales/WeeklySales.tsx')),
  },
]
