/** What saved queries and dashboards have in common: their owner keeps them and names the roles that see them; the warehouse does not know them. */
import { json, yesNo } from '../../definition/fields.ts'
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

/** Fields that say who sees it besides its owner. */
export const shares = {
  shared: yesNo('共享给所有人', 'Shared with everybody', {
    default: false,
    help: ['所有能用 SQL 查询的人都可使用。', 'Everybody who may ask in SQL can use it.'],
  }),
  roles: json('共享给角色', 'Shared with roles', {
    help: ['角色代码的列表，公司自建的角色也可以。', 'A list of codes of roles, those that the company made included.'],
  }),
}

export const sharing = {
  system: 'reports',
  scopes: { own: { $or: [{ owner: '$me' }, { shared: true }, { roles: { has: '$role' } }] } },
  unreported: true,
  permissions,
} satisfies Partial<RegisterOptions>
