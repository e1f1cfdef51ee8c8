/** The approval and notice chains a company starts with (§22). A signer that the written policies leave blank ships empty and out of force: an administrator names it (CF-22). */
import type { Where } from '../../definition/where.ts'
import type { RoleCode } from '../organisation/shippedRoles.ts'

interface ShippedStep {
  readonly name: string
  readonly by: 'role' | 'departmentHead' | 'superior'
  /** The role's code; null where the written policies name nobody. */
  readonly role?: RoleCode | null
}

export interface ShippedChain {
  readonly code: string
  readonly name: string
  readonly document: string
  readonly act: 'approve' | 'file' | 'inform'
  readonly on?: string
  readonly condition?: Where
  readonly steps: readonly ShippedStep[]
  /** Every step is signed by a different person. */
  readonly distinctSigners?: true
  readonly source: string
}

const role = (name: string, code: RoleCode | null): ShippedStep => ({ name, by: 'role', role: code })
const head: ShippedStep = { name: '部门负责人', by: 'departmentHead' }

export const shippedChains: readonly ShippedChain[] = [
  {
    code: 'specialPrices',
    name: '特价合同审批',
    document: 'specialPrices',
    act: 'approve',
    steps: [head, role('营销副总', 'marketingVP')],
    distinctSigners: true,
    source: 'ORD-02',
  },
  {
    code: 'preferences',
    name: '优惠政策（总经理办公会）',
    document: 'preferences',
    act: 'approve',
    steps: [head, role('财务', 'finance'), role('总经理办公会', 'executive')],
    source: 'GRD-03',
  },
  {
    code: 'preferences.inform',
    name: '优惠政策告知财务',
    document: 'preferences',
    act: 'inform',
    steps: [role('财务', 'finance')],
    source: 'GRD-03',
  },
  {
    code: 'contractChanges',
    name: '合同变更评审',
    document: 'contractChanges',
    act: 'approve',
    steps: [head, role('财务', 'finance')],
    source: 'ORD-04',
  },
  {
    code: 'contractChanges.inform',
    name: '合同变更告知',
    document: 'contractChanges',
    act: 'inform',
    steps: [role('生产', 'production'), role('物流', 'logistics'), role('财务', 'finance')],
    source: 'ORD-04',
  },
  {
    code: 'orders.inform',
    name: '客户订单告知物流催款备货',
    document: 'orders',
    act: 'inform',
    on: 'confirm',
    steps: [role('物流', 'logistics')],
    source: 'ORD-07',
  },
  {
    code: 'dispatches.special',
    name: '特殊发运与生产协调',
    document: 'dispatches',
    act: 'inform',
    on: 'check',
    condition: { special: { empty: false } },
    steps: [role('生产', 'production')],
    source: 'ORD-09',
  },
  {
    code: 'productionNotices.inform',
    name: '制造通知告知生产',
    document: 'productionNotices',
    act: 'inform',
    on: 'issue',
    steps: [role('生产', 'production')],
    source: 'ORD-05',
  },
  {
    code: 'carrierContracts',
    name: '长期运输合同审批',
    document: 'carrierContracts',
    act: 'approve',
    steps: [role('市场部部长', 'marketHead')],
    source: 'CAR-04',
  },
  {
    code: 'refunds',
    name: '退款审批',
    document: 'refunds',
    act: 'approve',
    steps: [head, role('销售负责人', 'salesManager')],
    source: 'PAY-07',
  },
  {
    code: 'adjustments',
    name: '往来调整审批',
    document: 'adjustments',
    act: 'approve',
    steps: [head, role('财务', 'finance')],
    source: 'PAY-14',
  },
  {
    code: 'reconciliations',
    name: '资金对账重开审批',
    document: 'reconciliations',
    act: 'approve',
    steps: [role('公司领导', 'executive')],
    source: 'PAY-05',
  },
  {
    code: 'creditLines',
    name: '授信额度审批',
    document: 'creditLines',
    act: 'approve',
    steps: [role('财务', 'finance'), role('公司领导', 'executive')],
    source: 'CRD-16',
  },
  {
    code: 'releases.overdue',
    name: '逾期逐笔放行',
    document: 'releases',
    act: 'approve',
    condition: { kind: 'overdue' },
    steps: [role('销售部', 'salesManager')],
    source: 'CRD-05',
  },
  {
    code: 'releases.first',
    name: '首次超授信放行',
    document: 'releases',
    act: 'approve',
    condition: { kind: 'first' },
    steps: [role('区域经理', 'regionalManager')],
    source: 'CRD-07',
  },
  {
    code: 'releases.last',
    name: '末次超授信放行',
    document: 'releases',
    act: 'approve',
    condition: { kind: 'last' },
    steps: [role('签批人（制度未写明，须指定）', null)],
    source: 'CRD-08',
  },
  {
    code: 'releases.inform',
    name: '超授信放行告知财务',
    document: 'releases',
    act: 'inform',
    steps: [role('财务', 'finance')],
    source: 'CRD-07',
  },
]
