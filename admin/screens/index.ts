/** Where a generic screen is not good enough: hand-made pages, inputs and actions, by register. */
import { type ComponentType, lazy } from 'react'
import type { InputProps } from '../kinds/kind.ts'
import type { PanelRecord } from '../registers/catalog.ts'

export const pages: Readonly<Record<string, { readonly show: ComponentType }>> = {
  customers: { show: lazy(() => import('./customer/CustomerPage.tsx')) },
  approvals: { show: lazy(() => import('../work/ApprovalPage.tsx')) },
  boards: { show: lazy(() => import('../workbench/boards/BoardPage.tsx')) },
}

/** Inputs that one field of one register deserves, by `<register>.<field>`. */
export const inputs: Readonly<Record<string, ComponentType<InputProps>>> = {
  'roles.permissions': lazy(() => import('./PermissionMatrix.tsx')),
}

/** What can be done with one record besides its moves. */
export const recordActions: Readonly<Record<string, ComponentType<{ record: PanelRecord }>>> = {
  users: lazy(() => import('./ResetPassword.tsx')),
  calendars: lazy(() => import('./policies/HolidayNotice.tsx')),
  dispatches: lazy(() => import('./credit/DispatchCredit.tsx')),
  queries: lazy(() => import('../workbench/saved/OpenRecord.tsx')),
  queryRuns: lazy(() => import('../workbench/saved/OpenRecord.tsx')),
}
