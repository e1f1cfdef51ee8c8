/** Rules of invoices (PAY-15): lines of a dispatch are its lines, a dispatch is invoiced once, the due day follows the terms, nothing is cleared beyond the total. */
import { system } from '../../access/actor.ts'
import { dayOf } from '../../calendar/today.ts'
import { bindingStates, gate, keepDecision } from '../../credit/index.ts'
import { updateMany } from '../../records/index.ts'
import type { Change, Rules, Stored } from '../../records/rules.ts'
import { linesOf } from '../saying.ts'
import { keepProgress } from './progress.ts'
import { fillSeller, sameCustomer } from './seller.ts'
import { dueOnOf } from './terms.ts'

const dispatchesOf = (record: Readonly<Stored> | undefined): number[] =>
  [...new Set(linesOf(record).map(({ dispatch }) => dispatch))].filter((id) => typeof id === 'number').sort((a, b) => a - b)

/** The lines of every dispatch named take the place of what was written for it; lines by hand stay. */
async function takeDispatches({ world, after }: Change): Promise<void> {
  const ids = dispatchesOf(after)
  if (ids.length === 0) return
  const rows: Stored[] = await world.database.knex('dispatches_lines').whereIn('parent', ids).orderBy(['parent', 'position', 'id'])
  const sent = (dispatch: unknown): Stored[] => {
    const old = linesOf(after).filter((line) => line.dispatch === dispatch)
    return rows
      .filter(({ parent }) => parent === dispatch)
      .map(({ product, specification, quantity, unitPrice }, index) => ({
        ...(old[index]?.id === undefined ? {} : { id: old[index].id }),
        dispatch,
        product,
        description: old[index]?.description ?? specification ?? null,
        quantity,
        unitPrice,
      }))
  }
  const done = new Set<unknown>()
  after.lines = linesOf(after).flatMap((line) => {
    if (typeof line.dispatch !== 'number') return [line]
    if (done.has(line.dispatch)) return []
    done.add(line.dispatch)
    return sent(line.dispatch)
  })
}

async function prepare(change: Change): Promise<void> {
  const { actor, before, after, look } = change
  const open = before === undefined || before.status === 'draft'
  if (open) {
    const first = await look('dispatches', dispatchesOf(after)[0])
    after.customer ??= first?.customer ?? null
    after.contract ??= first?.contract ?? null
    await fillSeller(change)
    await takeDispatches(change)
    if (!(actor.unbound && after.dueOn)) after.dueOn = await dueOnOf(change, String(after.date))
  }
  if (after.status === 'issued') after.issuedOn ??= after.date
  const off = ['received', 'credited', 'writtenOff', 'discounted'].reduce((sum, name) => sum + Number(after[name] ?? 0), 0)
  after.cleared = off - Number(after.adjusted ?? 0)
  if (before?.status === 'issued' && Number(before.total) > Number(after.cleared)) after.closedOn = null
}

function checkByHand({ after, fault }: Change): void {
  for (const [index, line] of linesOf(after).entries())
    for (const name of ['product', 'quantity', 'unitPrice'])
      if (line[name] === null || line[name] === undefined)
        fault(`lines.${index}.${name}`, [
          '手工开票须填写产品、数量、单价；按发运开票请选择通知单（PAY-15）。',
          'A line by hand has product, quantity and price; else choose the dispatch it is for (PAY-15).',
        ])
}

/** Each dispatch is this customer's, is bound to go, and is on no other invoice. The rows are held, so that two invoices at the same second cannot both have it. */
async function checkDispatches({ world, after, fault }: Change): Promise<void> {
  const ids = dispatchesOf(after)
  if (ids.length === 0) return
  const { knex, dialect } = world.database
  const found = knex('dispatches').whereIn('id', ids).orderBy('id').select('id', 'number', 'customer', 'status', 'invoice')
  const rows: Stored[] = await dialect.hold(found, 'changed')
  for (const row of rows) {
    const at = `lines.${linesOf(after).findIndex(({ dispatch }) => dispatch === row.id)}.dispatch`
    const number = String(row.number)
    if (row.customer !== after.customer)
      fault(at, [
        `发运通知单 ${number} 属于其他客户（PAY-15）；请选择该客户自己的。`,
        `Dispatch notice ${number} is another customer's (PAY-15); choose one of this customer's.`,
      ])
    else if (!(bindingStates as readonly unknown[]).includes(row.status))
      fault(at, [
        `发运通知单 ${number} 尚未核款核货或已取消，不能开票（PAY-15）；请先办理核款核货。`,
        `Dispatch notice ${number} is not checked or was cancelled, so it is not invoiced (PAY-15); have it checked first.`,
      ])
    else if (row.invoice !== null && row.invoice !== after.id)
      fault(at, [
        `发运通知单 ${number} 已开过票，一单只开一次（PAY-15）；请打开已有发票。`,
        `Dispatch notice ${number} is invoiced already, and each is invoiced once (PAY-15); open the invoice it has.`,
      ])
  }
}

/** What is invoiced beyond dispatches, which were asked about before they left, goes through the same gate (CRD-06); balances brought over from before are what they are. */
async function checkCredit(change: Change): Promise<void> {
  const { world, before, after } = change
  if (after.status !== 'issued' || before?.status === 'issued' || after.opening || typeof after.customer !== 'number') return
  const amount = linesOf(after).reduce((sum, line) => sum + (typeof line.dispatch === 'number' ? 0 : Number(line.amount ?? 0)), 0)
  if (amount <= 0) return
  await gate(change, {
    customer: after.customer,
    amount,
    day: dayOf(world.now(), world.timeZone),
    contract: (after.contract as number | null) ?? null,
  })
}

/** Only finance brings balances over, from before the customer's file began, and never with goods in them. */
async function checkOpening({ world, actor, after, fault, look }: Change): Promise<void> {
  if (!after.opening) return
  const created = (await look('customers', after.customer))?.createdAt as string | undefined
  if (!actor.unbound && !['administrator', 'finance'].includes(actor.role))
    fault('opening', ['期初余额只能由财务录入（PAY-15）。', 'Only finance brings balances over (PAY-15).'])
  const opened = created ? dayOf(new Date(created), world.timeZone) : undefined
  if (opened && String(after.date) >= opened)
    fault('opening', [
      `期初余额须早于该客户在本系统建档之日 ${opened}（PAY-15）；之后的货款请按发运开票。`,
      `A balance brought over is older than the customer's file here, ${opened} (PAY-15); invoice later goods by their dispatch.`,
    ])
  if (dispatchesOf(after).length > 0)
    fault('opening', ['期初余额不能含发运通知单（PAY-15）。', 'A balance brought over holds no dispatch (PAY-15).'])
}

/** What an invoice means for the progress of orders: nothing before it is issued, then its total and whether it is paid. */
const weight = (invoice: Readonly<Stored> | undefined): string =>
  invoice?.status === 'issued' ? `${String(invoice.total)} ${Number(invoice.outstanding) <= 0}` : ''

/** Dispatches that the invoice names now or named before. */
const concerned = ({ before, after }: Change): number[] => [...new Set([...dispatchesOf(before), ...dispatchesOf(after)])]

async function ordersOf(change: Change): Promise<number[]> {
  const rows: { order: number }[] = await change.world.database.knex('dispatches').whereIn('id', concerned(change)).distinct('order')
  return rows.map(({ order }) => order)
}

/** Dispatches know the invoice that names them; title passes with its last payment, and stays with the company until then (PAY-13). Answers whether one was taken or freed. */
async function linkDispatches(change: Change, named: readonly number[]): Promise<boolean> {
  const { world, after } = change
  const ids = concerned(change)
  if (ids.length === 0) return false
  const rows: { id: number; invoice: number | null; titlePassedOn: string | null }[] = await world.database
    .knex('dispatches')
    .whereIn('id', ids)
    .orderBy('id')
    .select('id', 'invoice', 'titlePassedOn')
  const invoice = after.id
  const titlePassedOn = after.status === 'issued' ? (after.closedOn ?? null) : null
  const taken = rows.filter((row) => named.includes(row.id) && (row.invoice !== invoice || row.titlePassedOn !== titlePassedOn))
  const freed = rows.filter((row) => !named.includes(row.id) && row.invoice === invoice)
  const write = async (of: typeof rows, body: Stored) => {
    if (of.length > 0)
      await updateMany(
        world,
        system,
        'dispatches',
        of.map(({ id }) => id),
        body,
      )
  }
  await write(taken, { invoice, titlePassedOn })
  await write(freed, { invoice: null, titlePassedOn: null })
  return freed.length > 0 || taken.some((row) => row.invoice !== invoice)
}

export const invoicesRules: Rules = {
  prepare,
  async check(change) {
    const { verb, before, after, move, fault } = change
    if (verb === 'remove') {
      if (before?.status !== 'draft')
        fault('root', ['已开具的发票不能删除，只能作废（PAY-15）。', 'An issued invoice is never deleted, only voided (PAY-15).'])
      return
    }
    if (after.status === 'void') return
    await checkOpening(change)
    await sameCustomer(change, 'contract', 'contracts', 'ORD-13')
    if (before?.status !== 'issued') {
      checkByHand(change)
      await checkDispatches(change)
    }
    if (move === 'issue' && Number(after.total) <= 0)
      fault('lines', ['发票金额须大于零（PAY-15）；请核对明细。', 'An invoice comes to more than zero (PAY-15); check its lines.'])
    await checkCredit(change)
    if (Number(after.cleared) > Math.max(Number(after.total), 0))
      fault('cleared', [
        `发票 ${String(after.number)} 已清金额将超过票面（PAY-15）；请减少分配或冲减。`,
        `More would be cleared on invoice ${String(after.number)} than it comes to (PAY-15); allocate or credit less.`,
      ])
  },
  async after(change) {
    const { verb, before, after } = change
    await keepDecision(change)
    const live = verb !== 'remove' && after.status !== 'void'
    const relinked = await linkDispatches(change, live ? dispatchesOf(after) : [])
    if (relinked || weight(before) !== weight(live ? after : undefined)) await keepProgress(change.world, await ordersOf(change))
  },
}
