/** What saved views and import profiles have in common: everybody keeps their own and sees what colleagues share; the warehouse does not know them. */
import type { Grant, RegisterOptions } from '../../definition/types.ts'
import { full, study } from '../grants.ts'
import type { RoleCode } from '../organisation/shippedRoles.ts'

const mine: Grant = { read: 'own', create: 'own', update: 'own', remove: 'own' }

const permissions: Record<RoleCode, Grant> = {
  administrator: full,
  executive: mine,
  analyst: mine,
  sales: mine,
  salesManager: mine,
  regionalManager: mine,
  salesClerk: mine,
  finance: mine,
  logistics: mine,
  warehouse: mine,
  production: mine,
  marketHead: mine,
  marketingVP: mine,
  archiveKeeper: mine,
  auditor: study('all'),
}

export const shelf = {
  scopes: { own: { $or: [{ owner: '$me' }, { shared: true }] } },
  detached: true,
  unreported: true,
  permissions,
} satisfies Partial<RegisterOptions>
