/** What saved queries and dashboards have in common: their owner keeps them and names the roles that see them; the warehouse does not know them. */
import { lines, link } from '../../definition/fields.ts'
import type { Grant, RegisterOptions } from '../../definition/types.ts'
import { full, study } from '../grants.ts'
import type { RoleCode } from '../organisation/shippedRoles.ts'

const mine: Grant = { read: 'own', create: 'own', update: 'own', remove: 'own' }

/** Roles that ask in SQL, as shipped. */
const permissions: Partial<Record<RoleCode, Grant>> = {
  administrator: full,
  executive: mine,
  analyst: mine,
  finance: mine,
  salesManager: mine,
  regionalManager: mine,
  marketHead: mine,
  marketingVP: mine,
  auditor: study('all'),
}

export const shares = lines('共享给', 'Shared with', { role: link('角色', 'Role', 'roles', { required: true }) })

export const sharing = {
  system: 'reports',
  scopes: { own: { $or: [{ owner: '$me' }, { 'shares.role.code': '$role' }] } },
  unreported: true,
  permissions,
} satisfies Partial<RegisterOptions>
