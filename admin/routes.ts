/** Pages that are no register: loaded when somebody goes there. */
import { type ComponentType, lazy } from 'react'
import type { SystemName } from '../server/definition/types.ts'
import type { Words } from './language/say.ts'
import { type Catalog, readable } from './registers/catalog.ts'
import { reportPages } from './reports/index.ts'
import { mayAnalyse } from './workbench/may.ts'

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
    path: '/claims',
    Page: lazy(() => import('./screens/reconciliation/ClaimPool.tsx')),
    menu: { system: 'reconciliation', label: ['待认领到账', 'Unclaimed money'], open: (catalog) => readable(catalog, 'bankLines') },
  },
  {
    path: '/rules',
    Page: lazy(() => import('./screens/policies/PoliciesPage.tsx')),
    menu: { system: 'policies', label: ['现行制度一览', 'Policies in force'], open: (catalog) => readable(catalog, 'policies') },
  },
  {
    path: '/workbench',
    Page: lazy(() => import('./workbench/WorkbenchPage.tsx')),
    menu: { system: 'reports', label: ['数据分析', 'Data analysis'], open: mayAnalyse },
  },
  {
    path: '/warehouse',
    Page: lazy(() => import('./workbench/WarehousePage.tsx')),
    menu: { system: 'reports', label: ['数据仓库', 'Warehouse'], open: mayAnalyse },
  },
  // The register of boards has its place in the menu by itself; these stand in for its list and its records.
  { path: '/boards', Page: lazy(() => import('./workbench/boards/BoardsPage.tsx')) },
  { path: '/boards/:id', Page: lazy(() => import('./workbench/boards/BoardPage.tsx')) },
  {
    path: '/sql-activity',
    Page: lazy(() => import('./workbench/runs/ActivityPage.tsx')),
    menu: { system: 'reports', label: ['SQL 运行情况', 'SQL activity'], open: (catalog) => readable(catalog, 'queryRuns') },
  },
  ...reportPages,
]
