/** The roles that come with the product: codes that permissions name, and what people read. A company adds its own beside them (CF-21: role = function, department = data). */
import type { Words } from '../../definition/words.ts'

export const shippedRoles = {
  administrator: ['系统管理员', 'Administrator'],
  executive: ['公司领导', 'Executive'],
  analyst: ['数据分析员', 'Analyst'],
  sales: ['客户经理', 'Account manager'],
  salesManager: ['销售经理', 'Sales manager'],
  regionalManager: ['区域经理', 'Regional manager'],
  salesClerk: ['销售内勤', 'Sales clerk'],
  finance: ['财务', 'Finance'],
  logistics: ['物流专员', 'Logistics'],
  warehouse: ['成品库管', 'Warehouse keeper'],
  production: ['生产部', 'Production'],
  marketHead: ['市场部部长', 'Head of market department'],
  marketingVP: ['营销副总', 'Marketing VP'],
  archiveKeeper: ['档案管理员', 'Archive keeper'],
  auditor: ['审计员', 'Auditor'],
} as const satisfies Record<string, Words>

export type RoleCode = keyof typeof shippedRoles
