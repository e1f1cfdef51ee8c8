/** The departments and the staff of the demo company: one person in each shipped role, and more who sell. */

export const demoPassword = 'taizhang-demo'

export interface Department {
  readonly code: string
  readonly name: string
  readonly kind: 'headOffice' | 'businessUnit' | 'region' | 'department'
  readonly above?: string
  readonly owningCustomers?: boolean
}

export const departments: readonly Department[] = [
  { code: 'HQ', name: '宁夏塞上红园食品有限公司', kind: 'headOffice' },
  { code: 'GM', name: '总经理办公室', kind: 'department', above: 'HQ' },
  { code: 'MKT', name: '市场部', kind: 'department', above: 'HQ', owningCustomers: true },
  { code: 'FIN', name: '财务部', kind: 'department', above: 'HQ' },
  { code: 'LOG', name: '储运部', kind: 'department', above: 'HQ' },
  { code: 'QA', name: '生产技术部', kind: 'department', above: 'HQ' },
  { code: 'IT', name: '信息中心', kind: 'department', above: 'HQ' },
  { code: 'DOM', name: '国内销售事业部', kind: 'businessUnit', above: 'HQ' },
  { code: 'NW', name: '西北区', kind: 'region', above: 'DOM' },
  { code: 'NC', name: '华北区', kind: 'region', above: 'DOM' },
  { code: 'EC', name: '华东区', kind: 'region', above: 'DOM' },
  { code: 'SC', name: '华南区', kind: 'region', above: 'DOM' },
  { code: 'KA', name: '重点客户与电商事业部', kind: 'businessUnit', above: 'HQ' },
  { code: 'EB', name: '电商组', kind: 'department', above: 'KA' },
]

export interface Colleague {
  readonly username: string
  readonly name: string
  readonly role: string
  readonly department: string
  readonly jobTitle: string
  readonly sells?: boolean
  readonly left?: boolean
}

export const staff: readonly Colleague[] = [
  { username: 'admin', name: '马立新', role: 'administrator', department: 'IT', jobTitle: '信息主管' },
  { username: 'executive', name: '贺振东', role: 'executive', department: 'GM', jobTitle: '总经理' },
  { username: 'analyst', name: '沈思远', role: 'analyst', department: 'MKT', jobTitle: '数据分析员' },
  { username: 'manager', name: '郭建国', role: 'salesManager', department: 'DOM', jobTitle: '销售总监', sells: true },
  { username: 'regional', name: '陆晓琳', role: 'regionalManager', department: 'EC', jobTitle: '华东区经理', sells: true },
  { username: 'sales', name: '王芳', role: 'sales', department: 'EC', jobTitle: '客户经理', sells: true },
  { username: 'clerk', name: '田桂英', role: 'salesClerk', department: 'DOM', jobTitle: '销售内勤' },
  { username: 'finance', name: '顾静', role: 'finance', department: 'FIN', jobTitle: '应收会计' },
  { username: 'logistics', name: '雷勇', role: 'logistics', department: 'LOG', jobTitle: '物流专员' },
  { username: 'warehouse', name: '丁保国', role: 'warehouse', department: 'LOG', jobTitle: '成品库管' },
  { username: 'production', name: '石建军', role: 'production', department: 'QA', jobTitle: '生产调度' },
  { username: 'market', name: '杨慧敏', role: 'marketHead', department: 'MKT', jobTitle: '市场部部长' },
  { username: 'marketing', name: '吴正刚', role: 'marketingVP', department: 'GM', jobTitle: '营销副总' },
  { username: 'archive', name: '白雪梅', role: 'archiveKeeper', department: 'MKT', jobTitle: '档案管理员' },
  { username: 'auditor', name: '秦明', role: 'auditor', department: 'GM', jobTitle: '内审员' },
  { username: 'zhouqiang', name: '周强', role: 'sales', department: 'EC', jobTitle: '客户经理', sells: true },
  { username: 'mahailan', name: '马海兰', role: 'sales', department: 'NW', jobTitle: '客户经理', sells: true },
  { username: 'tiantao', name: '田涛', role: 'sales', department: 'NW', jobTitle: '客户开发专员', sells: true },
  { username: 'zhaoning', name: '赵宁', role: 'sales', department: 'NC', jobTitle: '客户经理', sells: true },
  { username: 'huangjie', name: '黄嘉铭', role: 'sales', department: 'SC', jobTitle: '客户经理', sells: true },
  { username: 'linyu', name: '林雨桐', role: 'sales', department: 'EB', jobTitle: '电商客户经理', sells: true },
  { username: 'sunpeng', name: '孙鹏', role: 'sales', department: 'NC', jobTitle: '客户经理（已离职）', sells: true, left: true },
]
