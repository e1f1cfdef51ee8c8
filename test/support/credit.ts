/** A trading company that sells on credit: customers eligible for it, goods shipped before, money received, releases asked for and signed. */
import type { Actor } from '../../server/access/actor.ts'
import { decide as sign } from '../../server/approvals/index.ts'
import { createMany, get } from '../../server/records/index.ts'
import { Trade } from './trade.ts'

const clauses = ['breach', 'forceMajeure', 'claims']
const card = {
  address: '银川市金凤区 1 号',
  phone: '0951-1234567',
  representative: '马某',
  legalForm: 'limited',
  foundedOn: '2010-01-01',
  headcount: 20,
  annualSales: '1000000.00',
}

export class Credit extends Trade {
  /** A customer with everything that credit asks for (CRD-01), who took goods worth 3,000 yuan ten days ago and paid them. */
  async creditCustomer(more: object = {}): Promise<number> {
    const [id = 0] = await createMany(this.world, await this.as('administrator'), 'customers', [
      { name: `授信客户 ${Math.random()}`, ...card, ...more },
    ])
    await this.world.database.knex('customers').where({ id }).update({ fileParts: '["card"]', idCopy: '[{"id":1}]' })
    return id
  }

  contractFor = async (customer: number, settlement = 'rolling') =>
    (
      await this.make('contracts', {
        name: '合同',
        customer,
        kind: 'distribution',
        settlement,
        settlementAgreement: '月结',
        clauses,
        from: '2026-01-01',
        to: '2026-12-31',
        status: 'signed',
      })
    ).id

  /** Goods of so many yuan, checked for somebody whose money is there, shipped on a day. */
  async shippedBefore(customer: number, contract: number, yuan: string, on: string): Promise<number> {
    const dispatch = await this.draft(customer, contract, yuan)
    await this.world.database.knex('dispatches').where({ id: dispatch }).update({ status: 'received', shippedOn: on, receivedOn: on })
    return dispatch
  }

  async draft(customer: number, contract: number, yuan: string): Promise<number> {
    const order = await this.newOrder([{ product: this.product, quantity: '1', unitPrice: yuan }], { customer, contract })
    return this.newDispatch({ order })
  }

  /** Money received, and allocated to what is owed. */
  async pay(customer: number, amount: string, date = '2026-03-11'): Promise<void> {
    const { id } = await this.make('receipts', { customer, date, amount, account: this.account, status: 'confirmed' })
    const open = await this.world.database.knex('invoices').where({ customer }).where('outstanding', '>', 0).first('id')
    if (open) await this.take('receipts', id, 'allocate')
  }

  check = async (id: number) => this.take('dispatches', id, 'check', await this.as('logistics'))
  basis = async (id: number) => (await get(this.world, await this.as('administrator'), 'dispatches', id)).basis

  /** Sets up accounts, goods, a carrier and the chains of releases. */
  async begin(): Promise<void> {
    this.account = (await this.make('bankAccounts', { name: '基本户', bank: '工行', number: `6222-${Math.random()}`, active: true })).id
    this.product = await this.newProduct()
    this.carrier = (await this.make('carriers', { name: '铁运', licenceNumber: '1', licenceTo: '2026-12-31', active: true })).id
    const { knex } = this.world.database
    await knex('approvalChains').where({ document: 'releases' }).update({ active: 0 })
    for (const [kind, code] of [
      ['first', 'regionalManager'],
      ['last', 'marketingVP'],
      ['overdue', 'salesManager'],
    ] as const) {
      await this.as(code)
      await this.make('approvalChains', {
        name: `放行 ${kind}`,
        document: 'releases',
        condition: { kind },
        from: '2026-01-01',
        steps: [{ name: '签批', by: 'role', role: (await knex('roles').where({ code }).first('id')).id }],
      })
    }
  }

  /** A customer with a limit of 3,000 yuan and nothing owed, with the contract. */
  async fresh(): Promise<readonly [customer: number, contract: number]> {
    const id = await this.creditCustomer()
    const paper = await this.contractFor(id)
    const dispatch = await this.shippedBefore(id, paper, '3000', '2026-03-10')
    await this.make('invoices', { customer: id, contract: paper, date: '2026-03-10', lines: [{ dispatch }], status: 'issued' })
    await this.pay(id, '3000')
    return [id, paper]
  }

  /** Submits a release for a dispatch; answers its id. */
  async release(dispatch: number, kind: string): Promise<number> {
    const admin = await this.as('administrator')
    const { id } = await this.make('releases', { dispatch, kind, reason: '旺季备货' }, admin)
    await this.take('releases', id, 'submit', admin)
    return id
  }

  async signed(register: string, record: number, by: Actor): Promise<void> {
    const row = await this.world.database.knex('approvals').where({ document: register, record, state: 'pending' }).first('id')
    await sign(this.world, by, row.id, 'approve', null)
  }
}
