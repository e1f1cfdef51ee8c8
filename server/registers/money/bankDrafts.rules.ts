/** Rules of acceptance drafts: due after issue (PAY-11), free of discount interest only under an approved preferential policy (GRD-03). */

import type { Rules } from '../../records/rules.ts'
import { hasBenefit } from '../sales/preferences.rules.ts'

export const bankDraftsRules: Rules = {
  async check({ world, verb, after, look, fault }) {
    if (verb === 'remove') return
    if (typeof after.issuedOn === 'string' && typeof after.dueOn === 'string' && after.dueOn < after.issuedOn)
      fault('dueOn', ['到期日早于出票日（PAY-11），请改正。', 'The draft is due before it was issued (PAY-11); please correct it.'])
    if (!after.noDiscount) return
    const customer = await look('customers', after.customer)
    const day = String(after.receivedOn ?? after.issuedOn)
    if (customer && !(await hasBenefit(world, customer.id, 'noDiscount', day)))
      fault('noDiscount', [
        `免收贴息须有总经理办公会批准、${day} 有效的优惠政策（GRD-03），${String(customer.name)} 没有；请取消勾选或先办理优惠政策。`,
        `No discount interest needs a preferential policy in force on ${day}, approved by the general-manager office meeting (GRD-03); ${String(customer.name)} has none: untick it or have one approved first.`,
      ])
  },
}
