/** Versions of price lists (ORD-22): issuing a list ends the one it supersedes on the day before. */
import { system } from '../../access/actor.ts'
import { plusDays } from '../../calendar/weeks.ts'
import { updateMany } from '../../records/index.ts'
import type { Rules } from '../../records/rules.ts'
import { checkValidity } from '../validity.ts'

export const priceListsRules: Rules = {
  async check(change) {
    const { move, after, look, fault } = change
    checkValidity(change)
    const old = after.supersedes ? await look('priceLists', after.supersedes) : undefined
    if (!old) return
    if (old.id === after.id || String(old.from) >= String(after.from))
      fault('supersedes', [
        `新版须晚于被取代的价目表（${String(old.from)} 生效）开始（ORD-22）；请改生效日期。`,
        `A new version starts after the list it supersedes, which is valid from ${String(old.from)} (ORD-22); change the start.`,
      ])
    if (move === 'issue' && old.status !== 'inForce')
      fault('supersedes', [
        `价目表 ${String(old.name)} 不在执行中，无须取代（ORD-22）；请留空或另选。`,
        `Price list ${String(old.name)} is not in force, so there is nothing to supersede (ORD-22); leave it empty or choose another.`,
      ])
  },
  async after({ world, move, after, look }) {
    if (move !== 'issue' || !after.supersedes) return
    const last = plusDays(String(after.from), -1)
    const old = await look('priceLists', after.supersedes)
    if (old && (old.to === null || String(old.to) > last)) await updateMany(world, system, 'priceLists', [old.id], { to: last })
  },
}
