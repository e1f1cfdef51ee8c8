/** Rules of acceptance drafts: due after issue (PAY-11), free of discount interest for strategic and key customers only (GRD-03). */
import type { Rules } from '../../records/rules.ts'

export const bankDraftsRules: Rules = {
  async check({ verb, after, look, fault }) {
    if (verb === 'remove') return
    if (typeof after.issuedOn === 'string' && typeof after.dueOn === 'string' && after.dueOn < after.issuedOn)
      fault('dueOn', ['到期日早于出票日（PAY-11），请改正。', 'The draft is due before it was issued (PAY-11); please correct it.'])
    if (!after.noDiscount) return
    const customer = await look('customers', after.customer)
    if (customer && customer.tier !== 'strategic' && customer.tier !== 'key')
      fault('noDiscount', [
        `免收贴息仅限战略合作与重点客户（GRD-03），${String(customer.name)} 不在其列；请取消勾选。`,
        `Only strategic and key customers are free of discount interest (GRD-03), and ${String(customer.name)} is neither; untick it.`,
      ])
  },
}
