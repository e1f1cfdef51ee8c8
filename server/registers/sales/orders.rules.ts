/** Rules of orders: who sells and how it is paid follows customer and contract (ORD-13, CF-07), prices keep to the list (ORD-02), dispatched goods stay ordered. */
import type { Change, Rules, Stored } from '../../records/rules.ts'
import { keepFile } from '../customers/fileUpkeep.ts'
import { linesOf } from '../saying.ts'
import { dispatchedOf } from './dispatched.ts'
import { grossProfitOf } from './grossProfit.ts'
import { demandListPrice, fillListPrices } from './prices.ts'
import { fillSeller, sameCustomer } from './seller.ts'
import { paymentModeOf } from './terms.ts'

const priced = ['product', 'quantity', 'unitPrice']

/** Lines with their places whose price is asked anew: all while it is no firm order, then those that change. */
function newlyPriced({ before, after, move }: Change): (readonly [number, Stored])[] {
  const firm = before !== undefined && before.status !== 'draft' && move !== 'confirm'
  const moved = before?.customer !== after.customer || before?.date !== after.date
  const old = new Map(linesOf(before).map((line) => [line.id, line]))
  return [...linesOf(after).entries()].filter(
    ([, line]) => !firm || moved || priced.some((name) => old.get(line.id)?.[name] !== line[name]),
  )
}

async function prepare(change: Change): Promise<void> {
  const { actor, verb, before, after } = change
  await fillSeller(change)
  const agreed = before && verb !== 'move' && before.customer === after.customer && before.contract === after.contract
  if (!agreed) after.paymentMode = await paymentModeOf(change, String(after.date))
  for (const line of linesOf(after)) line.dispatched ??= 0
  // What the system brings in finished keeps its history; people's orders and every confirmation are measured.
  if (!actor.unbound || verb === 'move')
    await fillListPrices(
      change,
      newlyPriced(change).map(([, line]) => line),
    )
  after.grossProfit = await grossProfitOf(change, linesOf(after))
}

/** People order goods; only imported history has lines that take some away. */
function demandQuantities(change: Change): void {
  for (const [index, line] of newlyPriced(change))
    if (Number(line.quantity) <= 0)
      change.fault(`lines.${index}.quantity`, [
        '订购数量须大于 0；要减少请改原来那一行，退回的货请登记退货（ORD-17）。',
        'The quantity ordered is more than 0; to take some off change the line itself, and enter goods that come back as a return (ORD-17).',
      ])
}

/** Goods that notices already name can be neither cancelled nor cut away. */
async function keepDispatched({ world, before, after, move, fault }: Change): Promise<void> {
  const moved = ['customer', 'contract', 'date'].some((name) => before?.[name] !== after[name])
  if (!before || (move !== 'cancel' && !moved && JSON.stringify(before.lines) === JSON.stringify(after.lines))) return
  const taken = await dispatchedOf(world, { order: before.id })
  if (moved && taken.size > 0)
    fault('customer', [
      `订单 ${String(before.number)} 已有发运通知单，客户、合同与日期不能再改（ORD-08）；请先取消这些通知单。`,
      `Order ${String(before.number)} has dispatch notices, so its customer, contract and date stay (ORD-08); cancel those first.`,
    ])
  if (move === 'cancel' && taken.size > 0)
    fault('status', [
      `订单 ${String(before.number)} 已有发运通知单，不能取消（ORD-08）；请先取消这些通知单。`,
      `Order ${String(before.number)} has dispatch notices and cannot be cancelled (ORD-08); cancel those first.`,
    ])
  const now = new Map(linesOf(after).map((line) => [line.id, line]))
  for (const line of linesOf(before)) {
    const [least, kept] = [taken.get(Number(line.id)) ?? 0, now.get(line.id)]
    if (least > 0 && (Number(kept?.quantity ?? 0) < least || kept?.product !== line.product))
      fault('lines', [
        `第 ${linesOf(before).indexOf(line) + 1} 行已开发运通知 ${least / 1000}，不能改少、改产品或删除（ORD-08）；请先调整通知单。`,
        `Line ${linesOf(before).indexOf(line) + 1}: dispatch notices name ${least / 1000} of it, so it cannot be cut, changed to another product or removed (ORD-08); change the notices first.`,
      ])
  }
}

/** An order is complete once no notice of it is still on its way out. */
async function checkClosing({ world, before, move, fault }: Change): Promise<void> {
  if (move !== 'close') return
  const open = await world.database
    .knex('dispatches')
    .where({ order: before?.id ?? 0 })
    .whereNull('deletedAt')
    .whereIn('status', ['draft', 'checked', 'stamped', 'loaded'])
    .first('number')
  if (open)
    fault('status', [
      `发运通知单 ${open.number} 尚未发运，订单不能完成；请先发运或取消该通知单。`,
      `Dispatch notice ${open.number} has not left yet, so the order is not complete; ship or cancel it first.`,
    ])
}

export const ordersRules: Rules = {
  prepare,
  async check(change) {
    const { actor, verb, move, after, fault } = change
    if (verb === 'remove') return
    await sameCustomer(change, 'contract', 'contracts', 'ORD-13')
    if (typeof after.requiredOn === 'string' && typeof after.date === 'string' && after.requiredOn < after.date)
      fault('requiredOn', ['要求到货日期早于订单日期，请改正。', 'The required date is before the order date; please correct it.'])
    if (!actor.unbound) demandQuantities(change)
    if (move === 'confirm' || (!actor.unbound && verb !== 'move' && after.status === 'confirmed'))
      await demandListPrice(change, newlyPriced(change))
    await keepDispatched(change)
    await checkClosing(change)
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
