/** A small trading company for tests: a customer with money paid in, a signed contract, a product, a confirmed order, a carrier, and everybody who moves the goods. */
import { expect } from 'vitest'
import { type Actor, system } from '../../server/access/actor.ts'
import { create, move, update } from '../../server/records/index.ts'
import type { World } from '../../server/records/world.ts'
import { person } from './people.ts'

export type Body = Record<string, unknown>

export const now = () => new Date('2026-03-20T02:00:00Z')
export const today = '2026-03-20'

/** What a refusal with a fault on this field looks like, its English sentence matching `says`. */
export const fault = (field: string, says: RegExp | string) => ({
  status: 422,
  errors: { [field]: [expect.any(String), expect.stringMatching(says)] },
})

/** A refused move: 409 with a sentence that names the rule. */
export const refusedMove = (says: RegExp) => ({ status: 409, words: [expect.any(String), expect.stringMatching(says)] })

const carrier = { licenceNumber: '宁交运管 1', licenceTo: '2026-12-31', active: true }

let serial = 0

export class Trade {
  readonly world: World
  customer = 0
  contract = 0
  product = 0
  order = 0
  carrier = 0
  account = 0
  readonly people = new Map<string, Actor>()

  constructor(world: World) {
    this.world = world
  }

  make = (register: string, body: Body, actor: Actor = system) => create(this.world, actor, register, body)
  take = (register: string, id: number, step: string, actor: Actor = system) =>
    move(this.world, actor, register, id, step, { reason: '测试 test' })
  change = (register: string, id: number, body: Body, actor: Actor = system) => update(this.world, actor, register, id, body)

  /** Somebody in that role, the same each time. */
  async as(role: Parameters<typeof person>[1]): Promise<Actor> {
    const known = this.people.get(role) ?? (await person(this.world, role, `${role}-${++serial}`))
    this.people.set(role, known)
    return known
  }

  /** A customer who paid a million yuan ahead. */
  async newCustomer(body: Body = {}): Promise<number> {
    serial += 1
    const { id } = await this.make('customers', { name: `客户 ${serial}`, address: '银川市金凤区 1 号', ...body })
    await this.make('receipts', { customer: id, date: '2026-01-05', amount: '1000000', account: this.account, status: 'confirmed' })
    return id
  }

  newOrder = async (lines: Body[], more: Body = {}): Promise<number> =>
    (
      await this.make('orders', {
        customer: this.customer,
        contract: this.contract,
        date: '2026-03-01',
        lines,
        status: 'confirmed',
        ...more,
      })
    ).id

  newProduct = async (body: Body = {}): Promise<number> =>
    (await this.make('products', { code: `P-${++serial}`, name: `枸杞 ${serial}`, specification: '500 克', ...body })).id

  /** A dispatch notice with all that is mandatory; the lines are what is left of the order unless told. */
  async newDispatch(body: Body = {}): Promise<number> {
    const keeper = await this.as('warehouse')
    const made = await this.make('dispatches', {
      order: this.order,
      date: '2026-03-10',
      shipBy: '2026-03-15',
      sequence: '第 1 车',
      noAttachments: '无促销品',
      carrier: this.carrier,
      stockConfirmedBy: keeper.id,
      ...body,
    })
    const lines = made.lines as Body[]
    if (!body.lines) await this.change('dispatches', made.id, { lines: lines.map(({ id }) => ({ id, packing: '纸箱' })) })
    return made.id
  }

  /** Counts and signs a stamped notice. */
  async count(id: number): Promise<void> {
    const keeper = await this.as('warehouse')
    const rows: { id: number; quantity: number }[] = await this.world.database.knex('dispatches_lines').where({ parent: id })
    await this.change(
      'dispatches',
      id,
      { keeper: keeper.id, carrierSigner: '李师傅', lines: rows.map((row) => ({ id: row.id, counted: String(row.quantity / 1000) })) },
      keeper,
    )
  }

  /** Takes a notice all the way to `shipped`. */
  async ship(id: number): Promise<void> {
    await this.take('dispatches', id, 'check', await this.as('logistics'))
    await this.take('dispatches', id, 'stamp', await this.as('finance'))
    await this.count(id)
    await this.take('dispatches', id, 'load', await this.as('warehouse'))
    await this.take('dispatches', id, 'ship', await this.as('warehouse'))
  }

  /** An issued invoice by hand over `total` yuan. */
  newInvoice = async (total: string, more: Body = {}): Promise<number> =>
    (
      await this.make('invoices', {
        customer: this.customer,
        date: '2026-02-01',
        dueOn: '2026-03-03',
        status: 'issued',
        lines: [{ product: this.product, quantity: '1', unitPrice: total }],
        ...more,
      })
    ).id
}

/** The company with one of each. */
export async function trade(world: World): Promise<Trade> {
  const company = new Trade(world)
  company.account = (await company.make('bankAccounts', { name: '基本户', bank: '工行', number: `6222-${++serial}`, active: true })).id
  company.customer = await company.newCustomer()
  company.product = await company.newProduct()
  company.contract = (
    await company.make('contracts', {
      name: '年度合同',
      customer: company.customer,
      kind: 'direct',
      from: '2026-01-01',
      to: '2026-12-31',
      status: 'signed',
    })
  ).id
  company.order = await company.newOrder([{ product: company.product, quantity: '10', unitPrice: '20' }])
  company.carrier = (await company.make('carriers', { name: `铁运 ${++serial}`, ...carrier })).id
  return company
}
