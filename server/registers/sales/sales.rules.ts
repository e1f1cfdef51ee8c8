/** Rules of orders and returns: who sold follows the customer, what is linked belongs to the same customer (ORD-13, ORD-17). */
import type { Change, Rules } from '../../records/rules.ts'
import { keepFile } from '../customers/fileUpkeep.ts'
import { checkValidity } from '../validity.ts'

/** Fills the salesperson from the customer's account manager and the department from the salesperson, where nobody wrote them. */
async function fillSeller({ before, after, look }: Change): Promise<void> {
  const moved = before !== undefined && before.customer !== after.customer && before.salesperson === after.salesperson
  if (after.customer && (!after.salesperson || moved)) {
    const customer = await look('customers', after.customer)
    after.salesperson = customer?.owner ?? after.salesperson
    if (!after.salesperson) after.department ??= customer?.department ?? null
  }
  const changed = before !== undefined && before.salesperson !== after.salesperson && before.department === after.department
  if (after.salesperson && (!after.department || changed))
    after.department = (await look('users', after.salesperson))?.department ?? after.department
}

async function sameCustomer({ after, fault, look }: Change, field: 'contract' | 'order', register: string, rule: string): Promise<void> {
  const linked = after[field] ? await look(register, after[field]) : undefined
  if (!linked || linked.customer === after.customer) return
  const number = String(linked.number ?? linked.id)
  const [chinese, english] = field === 'order' ? ['订单', 'Order'] : ['合同', 'Contract']
  fault(field, [
    `${chinese} ${number} 属于其他客户（${rule}）；请选择该客户自己的${chinese}或留空。`,
    `${english} ${number} belongs to another customer (${rule}); choose one of this customer's or leave it empty.`,
  ])
}

export const ordersRules: Rules = {
  prepare: fillSeller,
  async check(change) {
    const { after, fault } = change
    await sameCustomer(change, 'contract', 'contracts', 'ORD-13')
    if (typeof after.requiredOn === 'string' && typeof after.date === 'string' && after.requiredOn < after.date)
      fault('requiredOn', ['要求到货日期早于订单日期，请改正。', 'The required date is before the order date; please correct it.'])
  },
  async after(change) {
    const { after } = change
    const traded = after.status === 'confirmed' || after.status === 'closed'
    await keepFile(change, 'orders', {
      part: 'sales',
      ...(traded ? { stage: 'customer' as const } : {}),
      ...(traded && typeof after.date === 'string' ? { tradedOn: after.date } : {}),
    })
  },
}

export const returnsRules: Rules = {
  prepare: fillSeller,
  check: (change) => sameCustomer(change, 'order', 'orders', 'ORD-17'),
}

export const contractsRules: Rules = {
  async prepare({ after, look }) {
    if (after.customer && !after.counterparty) after.counterparty = (await look('customers', after.customer))?.name ?? null
  },
  async check(change) {
    const { after, fault, look } = change
    checkValidity(change)
    const base = after.supplementTo ? await look('contracts', after.supplementTo) : undefined
    if (base && base.customer !== after.customer)
      fault('supplementTo', [
        '补充合同须与原合同为同一客户（ORD-04）。',
        'A supplement is for the same customer as the contract it supplements (ORD-04).',
      ])
  },
  async after(change) {
    await keepFile(change, 'contracts', {
      part: 'contracts',
      ...(change.after.status === 'signed' ? { stage: 'contracted' as const } : {}),
    })
  },
}

export const salesTargetsRules: Rules = {
  async prepare({ after, look }) {
    const whose = after.user ? await look('users', after.user) : await look('departments', after.department)
    after.subject = whose ? `${String(whose.name)} ${String(after.month).slice(0, 7)}` : null
  },
  check({ after, fault }) {
    if (typeof after.month === 'string' && !after.month.endsWith('-01'))
      fault('month', ['月份请填当月 1 日，如 2026-03-01（RPT-36）。', 'Write the first day of the month, such as 2026-03-01 (RPT-36).'])
    if (Boolean(after.user) === Boolean(after.department))
      fault('user', [
        '目标须且只须对应客户经理或部门之一（RPT-36）。',
        'A target is for one person or one department, not both or neither (RPT-36).',
      ])
  },
}
