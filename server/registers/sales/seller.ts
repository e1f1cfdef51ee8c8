/** What papers take from their customer: who sells, which department, and that what is linked is the same customer's (ORD-13, ORD-17). */
import type { Words } from '../../definition/words.ts'
import type { Change } from '../../records/rules.ts'

/** Fills the salesperson from the customer's account manager and the department from the salesperson, where nobody wrote them. */
export async function fillSeller({ before, after, look }: Change): Promise<void> {
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

/** Whoever looks after the customer now: for papers whose salesperson nobody types. */
export async function followOwner({ before, after, look }: Change): Promise<void> {
  if (before && before.customer === after.customer) return
  const customer = await look('customers', after.customer)
  after.salesperson = customer?.owner ?? null
  after.department = customer?.department ?? null
}

/** Faults a link to a paper of another customer. */
export async function sameCustomer({ after, fault, look, world }: Change, field: string, register: string, row: string): Promise<void> {
  const linked = after[field] ? await look(register, after[field]) : undefined
  if (!linked || linked.customer === after.customer) return
  const number = String(linked.number ?? linked.id)
  const [chinese, english]: Words = world.catalog.get(register).label
  fault(field, [
    `${chinese} ${number} 属于其他客户（${row}）；请选择该客户自己的${chinese}或留空。`,
    `${english} ${number} belongs to another customer (${row}); choose one of this customer's or leave it empty.`,
  ])
}
