/** Rules of dispatch notices: what is mandatory and counted, who carries, never more than ordered, and money before goods (ORD-08…11, ORD-20, CAR-01, CAR-02, PAY-08). */
import { dayOf, timeOf } from '../../calendar/today.ts'
import { halves } from '../../calendar/workingDays.ts'
import { calendarOf } from '../../clocks/index.ts'
import { bindingStates, followDispatch, gate, keepDecision, noteUnapproved } from '../../credit/index.ts'
import type { Words } from '../../definition/words.ts'
import type { Change, Rules } from '../../records/rules.ts'
import { linesOf, today } from '../saying.ts'
import { checkOrdered, fillDispatchLines, insistOnOrdered, linesChanged } from './dispatchLines.ts'
import { keepProgress } from './progress.ts'
import { sameCustomer } from './seller.ts'
import { shippedStates } from './shipping.ts'

const empty = (value: unknown) => value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
const within = (states: readonly string[], status: unknown) => states.includes(String(status))

/** The notice's lines still follow the order: a new one, a draft, or one that is only checked. */
const open = ({ before }: Change) => before === undefined || within(['draft', 'checked'], before.status)

async function prepare(change: Change): Promise<void> {
  const { world, before, after, move, look } = change
  const order = await look('orders', after.order)
  if (!before || before.order !== after.order) {
    Object.assign(after, {
      customer: order?.customer ?? null,
      salesperson: order?.salesperson ?? null,
      department: order?.department ?? null,
    })
    after.contract ??= order?.contract ?? null
    after.deliverTo ??= (await look('customers', order?.customer))?.address ?? null
  }
  if (before?.stockConfirmedBy !== after.stockConfirmedBy)
    after.stockConfirmedAt = after.stockConfirmedBy ? world.now().toISOString() : null
  if (open(change) && order) await fillDispatchLines(change)
  if (move === 'ship') after.shippedOn = today(change)
  if (move === 'recordUnapproved') after.shippedOn = after.leftOn ?? today(change)
  if (move === 'load' && !change.actor.unbound) after.keeper ??= change.actor.id
  if (move === 'reopen') after.basis = null
  if (move === 'load') after.loadedAt = world.now().toISOString()
}

/** The eight mandatory fields, each named when it is missing (ORD-08). */
function demandMandatory({ after, fault, register }: Change): void {
  const say = (path: string, [chinese, english]: Words) =>
    fault(path, [`发运通知单须载明${chinese}（ORD-08），请填写。`, `A dispatch notice states the ${english} (ORD-08); please enter it.`])
  for (const field of ['contract', 'shipBy', 'sequence'])
    if (empty(after[field]))
      say(field, [register.fields[field]?.label[0] ?? field, register.fields[field]?.label[1].toLowerCase() ?? field])
  if (linesOf(after).length === 0) say('lines', ['产品与数量', 'products and quantities'])
  for (const [index, line] of linesOf(after).entries()) {
    if (empty(line.specification)) say(`lines.${index}.specification`, [`第 ${index + 1} 行的规格`, `specification of line ${index + 1}`])
    if (empty(line.packing)) say(`lines.${index}.packing`, [`第 ${index + 1} 行的包装`, `packing of line ${index + 1}`])
  }
  if (empty(after.attachments) && empty(after.noAttachments))
    say('noAttachments', ['随货附件，没有的写明原因', 'attachments, or why there are none'])
}

/** Counted at loading, line by line: equal to the notice or explained (ORD-11). */
function demandCount({ after, fault }: Change): void {
  for (const [index, line] of linesOf(after).entries()) {
    if (empty(line.counted))
      fault(`lines.${index}.counted`, [
        '装车须逐行清点（ORD-11）；请填写清点数。',
        'Every line is counted while loading (ORD-11); enter the count.',
      ])
    else if (line.counted !== line.quantity && empty(line.difference))
      fault(`lines.${index}.difference`, [
        `清点 ${Number(line.counted) / 1000} 与通知 ${Number(line.quantity) / 1000} 不符（ORD-11）；请写明差异原因或重新清点。`,
        `Counted ${Number(line.counted) / 1000}, notified ${Number(line.quantity) / 1000} (ORD-11); explain the difference or count again.`,
      ])
  }
}

/** Loaders, drivers and the keeper work by the calendar's hours, or by an agreement that is named (ORD-12). A calendar without hours or data asks nothing. */
async function checkHours({ world, after, fault }: Change): Promise<void> {
  const calendar = await calendarOf(world)
  if (!calendar.hours || !calendar.years.has(Number(dayOf(world.now(), world.timeZone).slice(0, 4)))) return
  const time = timeOf(world.now(), world.timeZone)
  const open = halves(calendar, dayOf(world.now(), world.timeZone)) > 0 && time >= calendar.hours.opens && time < calendar.hours.closes
  if (!open && empty(after.overtime))
    fault('overtime', [
      `现在 ${time} 不在工作时间（${calendar.hours.opens}–${calendar.hours.closes}），装车须写明加班的规定或约定（ORD-12）。`,
      `${time} is outside working hours (${calendar.hours.opens}–${calendar.hours.closes}); name the rule or agreement on overtime to load now (ORD-12).`,
    ])
}

/** A carrier has a legal licence that is valid on the day (CAR-01); rail comes first, anything later needs a reason (CAR-02). */
async function checkCarriage(change: Change): Promise<void> {
  const { after, look, fault } = change
  if (after.mode && after.mode !== 'rail' && empty(after.modeReason))
    fault('modeReason', [
      '运输方式依次为铁路、公路、水运、航空（CAR-02）；未选铁路请写明原因。',
      'Rail comes first, then road, sea and air (CAR-02); say why it is not rail.',
    ])
  const carrier = await look('carriers', after.carrier)
  if (!carrier) return
  const day = String(after.shippedOn ?? after.date)
  if (!carrier.active || empty(carrier.licenceNumber) || empty(carrier.licenceTo) || String(carrier.licenceTo) < day)
    fault('carrier', [
      `承运商 ${String(carrier.name)} 没有 ${day} 有效的证照或已停用（CAR-01）；请更新其证照或另选。`,
      `Carrier ${String(carrier.name)} has no licence valid on ${day} or is out of use (CAR-01); update the licence or choose another.`,
    ])
}

/** Who may not issue notices counts, and changes nothing else in the lines; once stamped nobody does. */
function checkLines(change: Change): void {
  const { actor, before, fault } = change
  if (!before || !linesChanged(change)) return
  const issues = actor.unbound || (actor.grant('dispatches').create ?? 'none') !== 'none'
  if (!open(change) || !issues)
    fault('lines', [
      '盖章后或非开单角色只能填写清点数与差异说明（ORD-08）；须改货物请先退回草稿。',
      'Once stamped, and for roles that issue no notices, only count and difference are entered (ORD-08); to change the goods take it back to draft.',
    ])
}

async function checkOrder({ after, look, fault }: Change): Promise<void> {
  const order = await look('orders', after.order)
  const firm = order?.status === 'confirmed' || order?.status === 'closed'
  if (order && (order.status === 'cancelled' || (!firm && within(bindingStates, after.status))))
    fault('order', [
      `订单 ${String(order.number)} 尚未确认或已取消（ORD-01），不能发运；请先确认订单。`,
      `Order ${String(order.number)} is not confirmed or was cancelled (ORD-01), so nothing is dispatched for it; confirm it first.`,
    ])
}

function checkReceipt(change: Change): void {
  const { after, fault } = change
  if (typeof after.leftOn === 'string' && after.leftOn > today(change))
    fault('leftOn', ['实际发出日不能晚于今天（CRD-11）。', 'Goods cannot have left after today (CRD-11).'])
  if (typeof after.receivedOn !== 'string') return
  if (after.receivedOn > today(change) || (typeof after.shippedOn === 'string' && after.receivedOn < after.shippedOn))
    fault('receivedOn', [
      '收货日期须在发运日期之后且不晚于今天（ORD-20），请改正。',
      'The goods are received after they were shipped and not after today (ORD-20); please correct it.',
    ])
}

/** A name under a confirmation is one's own: nobody signs for a colleague (ORD-08, ORD-11). */
function checkSignatures({ actor, before, after, fault }: Change): void {
  if (actor.unbound || actor.role === 'administrator') return
  for (const field of ['stockConfirmedBy', 'keeper'] as const)
    if (after[field] !== (before?.[field] ?? null) && after[field] !== null && after[field] !== actor.id)
      fault(field, [
        '只能由本人确认签字（ORD-08、ORD-11），请由其本人填写。',
        'One confirms in one’s own name (ORD-08, ORD-11); let the colleague do it.',
      ])
}

/** Invoiced goods stand: what was billed is what left (PAY-15). */
function checkInvoiced(change: Change): void {
  const { before, after, fault } = change
  if (!before?.invoice || change.actor.unbound) return
  if (linesChanged(change) || ['order', 'contract', 'customer'].some((name) => before[name] !== after[name]))
    fault('lines', [
      '此通知单已开票（PAY-15），货物、订单与合同不能再改；请先作废发票。',
      'This notice is invoiced (PAY-15): its goods, order and contract stay as they are; void the invoice first.',
    ])
}

/** Was the credit of a checked notice last asked about on an earlier day? Credit is counted anew each day (CRD-03). */
async function isStale({ world, before }: Change, day: string): Promise<boolean> {
  const last: { day: string } | undefined = await world.database
    .knex('creditDecisions')
    .where({ document: 'dispatches', record: before?.id ?? 0 })
    .orderBy('id', 'desc')
    .first('day')
  return last !== undefined && last.day !== day
}

/**
 * Asks the credit gate whenever the goods become binding, or more of them, or somebody else's, whatever the way they came (PAY-08, CRD-06);
 * and once more when they are stamped or leave on a later day than they were checked (CRD-03).
 */
async function checkCredit(change: Change): Promise<void> {
  const { before, after, move } = change
  if (!within(bindingStates, after.status) || typeof after.customer !== 'number') return
  const more = !within(bindingStates, before?.status) || Number(after.total) > Number(before?.total) || before?.customer !== after.customer
  const again = (move === 'stamp' || move === 'ship') && (await isStale(change, today(change)))
  if (!more && !again) return
  const asked = {
    customer: after.customer,
    amount: Number(after.total ?? 0),
    day: today(change),
    contract: (after.contract as number | null) ?? null,
    ...(before ? { dispatch: before.id } : {}),
  }
  if (move === 'recordUnapproved') {
    await noteUnapproved(change, asked)
    after.basis = 'unapproved'
  } else after.basis = (await gate(change, asked)).basis ?? null
}

export const dispatchesRules: Rules = {
  prepare,
  async check(change) {
    const { verb, move, before, after, fault } = change
    if (verb === 'remove') {
      if (!within(['draft'], before?.status))
        fault('root', [
          '只有草稿可以删除；已核的通知单请取消（ORD-08）。',
          'Only a draft is deleted; cancel a notice that was checked (ORD-08).',
        ])
      return
    }
    if ((move === 'cancel' || move === 'reopen') && after.invoice)
      fault('status', [
        '此通知单已开票（PAY-15），不能取消或退回；请先作废发票。',
        'This notice is invoiced (PAY-15) and can be neither cancelled nor taken back; void the invoice first.',
      ])
    if (move === 'cancel') return
    await sameCustomer(change, 'contract', 'contracts', 'ORD-13')
    await checkOrder(change)
    checkLines(change)
    checkInvoiced(change)
    checkSignatures(change)
    if (open(change)) await checkOrdered(change)
    if (!move || move === 'check' || move === 'ship') await checkCarriage(change)
    if (move === 'check') demandMandatory(change)
    if (move === 'load') {
      demandCount(change)
      await checkHours(change)
    }
    checkReceipt(change)
    await checkCredit(change)
  },
  async after(change) {
    const { world, before, after } = change
    await insistOnOrdered(change)
    await keepDecision(change)
    const bound = within(bindingStates, after.status)
    if (bound !== within(bindingStates, before?.status) || before?.basis !== after.basis) await followDispatch(change, today(change), bound)
    const moved = within(shippedStates, before?.status) || within(shippedStates, after.status)
    // Its invoice says itself what it does to the order.
    if (moved && (before?.status !== after.status || before?.total !== after.total)) await keepProgress(world, [after.order])
  },
}
