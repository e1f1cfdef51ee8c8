/** Pages that are no register: loaded when somebody goes there. */
import { type ComponentType, lazy } from 'react'
import type { SystemName } from '../server/definition/types.ts'
import type { Words } from './language/say.ts'
import { type Catalog, readable } from './registers/catalog.ts'
import { reportPages } from './reports/index.ts'

export interface ScreenRoute {
  readonly path: string
  readonly Page: ComponentType
  /** Its place in the menu, at the head of a group, for those whom it is for; without one a link leads there. */
  readonly menu?: { readonly system: SystemName; readonly label: Words; open(catalog: Catalog): boolean }
}

export const screenRoutes: readonly ScreenRoute[] = [
  { path: '/account', Page: lazy(() => import('./account/Account.tsx')) },
  {
    path: '/import',
    Page: lazy(() => import('./registers/import/ImportPage.tsx')),
    menu: { system: 'settings', label: ['导入数据', 'Import data'], open: ({ registers }) => registers.some(({ may }) => may.import) },
  },
  { path: '/work/approvals', Page: lazy(() => import('./work/ApprovalsPage.tsx')) },
  { path: '/print/:register/:id', Page: lazy(() => import('./registers/PrintRecord.tsx')) },
  {
    path: '/reconciliation',
    Page: lazy(() => import('./screens/reconciliation/ReconciliationPage.tsx')),
    menu: { system: 'reconciliation', label: ['本月对账', 'This month'], open: (catalog) => readable(catalog, 'reconciliations') },
  },
  {
    path: '/rules',
    Page: lazy(() => import('./screens/policies/PoliciesPage.tsx')),
    menu: { system: 'policies', label: ['现行制度一览', 'Policies in force'], open: (catalog) => readable(catalog, 'policies') },
  },
  ...reportPages,
]
