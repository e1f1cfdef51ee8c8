/** Pages that are no register: loaded when somebody goes there. */
import { type ComponentType, lazy } from 'react'
import { reportPages } from './reports/index.ts'

export interface ScreenRoute {
  readonly path: string
  readonly Page: ComponentType
}

export const screenRoutes: readonly ScreenRoute[] = [
  { path: '/account', Page: lazy(() => import('./account/Account.tsx')) },
  { path: '/import', Page: lazy(() => import('./registers/import/ImportPage.tsx')) },
  { path: '/work/approvals', Page: lazy(() => import('./work/ApprovalsPage.tsx')) },
  { path: '/print/:register/:id', Page: lazy(() => import('./registers/PrintRecord.tsx')) },
  { path: '/rules', Page: lazy(() => import('./screens/policies/PoliciesPage.tsx')) },
  ...reportPages,
]
