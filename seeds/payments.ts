/** Money for ordinary orders: what credit customers pay around the due day, what others pay ahead, and what is paid so that goods may go at all. */
import { type Decision, explain, type Inputs } from '../server/credit/index.ts'
import { yuan } from '../server/definition/decimal.ts'
import { createMany, move, type World } from '../server/records/index.ts'
import { oldestFirst } from '../server/registers/money/allocation.ts'
import { type Company, type Customer, colleague, onDay } from './company.ts'
import { addDays } from './days.ts'
import type { Sale } from './flow.ts'

interface Open {
  readonly id: number
  readonly date: string
  readonly dueOn: string | null
  readonly outstanding: number
}

interface Promised {
  readonly customer: Customer
  readonly invoice: number
  /** A part only, the rest a fortnight later. */
  readonly partly: boolean
}

/** Old debt and that of last year, or what is beyond the limit when that is more; in 分. */
function overdueOrBeyond({ day }: Inputs, { excess }: Decision, open: readonly Open[]): number {
  const old = open.filter(({ date, dueOn }) => (dueOn ?? date) < day || date.slice(0, 4) < day.slice(0, 4))
  return Math.max(
    excess,
    old.reduce((sum, { outstanding }) => sum + outstanding, 0),
  )
}

export class Payments {
  private readonly company: Company
  private readonly promised = new Map<string, Promised[]>()

  constructor(company: Company) {
    this.company = company
  }

  private async open(world: World, customer: number): Promise<Open[]> {
    return world.database
      .knex('invoices')
      .where({ customer, status: 'issued' })
      .where('outstanding', '>', 0)
      .whereNull('deletedAt')
      .select('id', 'date', 'dueOn', 'outstanding')
  }

  /** A confirmed receipt of `amount` 分, allocated to `invoices`, the oldest due first; the rest is an advance. */
  private receive(world: World, day: string, customer: Customer, amount: number, invoices: readonly Open[]) {
    const { by, accounts } = this.company
    const allocations = oldestFirst(amount, invoices).map((each) => ({ invoice: each.invoice, amount: yuan(each.amount) }))
    return createMany(world, colleague(this.company, 'finance'), 'receipts', [
      {
        customer: customer.id,
        date: day,
        amount: yuan(amount),
        account: by.chance(0.8) ? accounts[0] : accounts[1],
        payer: customer.name,
        status: 'confirmed',
        allocations,
      },
    ])
  }

  private promise(day: string, what: Promised): void {
    this.promised.set(day, [...(this.promised.get(day) ?? []), what])
  }

  /** Notes when the invoices just issued will be paid: around the due day, each customer in its own way; those fallen silent do not pay their last ones. */
  async expect(world: World, invoices: readonly number[], customers: readonly Customer[]): Promise<void> {
    const { by } = this.company
    const rows: { id: number; date: string; dueOn: string }[] = await world.database
      .knex('invoices')
      .whereIn('id', invoices as number[])
      .select('id', 'date', 'dueOn')
    for (const [at, customer] of customers.entries()) {
      const row = rows.find(({ id }) => id === invoices[at])
      const silent = customer.quietFrom !== undefined && row !== undefined && row.date > addDays(customer.quietFrom, -16)
      if (row && !silent)
        this.promise(addDays(row.dueOn, by.whole(...customer.pays)), { customer, invoice: row.id, partly: by.chance(0.07) })
    }
  }

  /** Receives what was promised for this day or for the days off before it, one receipt of each customer. */
  async collect(day: string): Promise<void> {
    const world = onDay(this.company, day, 11)
    const days = [...this.promised.keys()].filter((each) => each <= day)
    const due = days.flatMap((each) => this.promised.get(each) ?? [])
    for (const each of days) this.promised.delete(each)
    for (const customer of new Set(due.map((each) => each.customer))) {
      const mine = due.filter((each) => each.customer === customer)
      const open = (await this.open(world, customer.id)).filter(({ id }) => mine.some(({ invoice }) => invoice === id))
      const sum = open.reduce((total, { outstanding }) => total + outstanding, 0)
      const partly = mine.find((each) => each.partly)
      const amount = partly ? Math.max(100, Math.floor(sum * 0.006) * 100) : sum
      if (sum <= 0) continue
      await this.receive(world, day, customer, Math.min(amount, sum), open)
      if (partly) for (const { invoice } of mine) this.promise(addDays(day, 15), { customer, invoice, partly: false })
    }
  }

  /** Has the customer pay what must be there before these goods may go: money for all of it when paid ahead, what is overdue or beyond the limit on credit. */
  async makeRoom(world: World, day: string, { customer, contract, total }: Sale): Promise<void> {
    for (let tries = 0; tries < 3; tries++) {
      const { inputs, decision } = await explain(world, { customer: customer.id, amount: total, day, contract })
      if (decision.allowed) return
      const open = await this.open(world, customer.id)
      const all = inputs.exposure + total - inputs.advance
      const ahead = inputs.mode === 'prepaid' || tries === 2 || inputs.missing.some((each) => each !== 'lastYearBalance')
      await this.receive(world, day, customer, ahead ? this.ahead(all, total) : overdueOrBeyond(inputs, decision, open), open)
      if (ahead) return
    }
  }

  /** At least `all`; most pay for some more goods to come, in whole thousands of yuan. */
  private ahead(all: number, goods: number): number {
    const { by } = this.company
    return by.chance(0.75) ? Math.ceil((all + goods * by.whole(0, 1)) / 100_000) * 100_000 : all
  }

  /** Whoever would stand exactly at the limit by chance pays a little: that situation is there once, on purpose. */
  async leaveLimit(world: World, day: string): Promise<void> {
    for (const customer of this.company.customers.filter(({ credit }) => credit)) {
      const { inputs } = await explain(world, { customer: customer.id, amount: 0, day, contract: null })
      const { limit, exposure, advance } = inputs
      if (limit > 0 && exposure - advance === limit)
        await this.receive(world, day, customer, Math.ceil(limit / 10), await this.open(world, customer.id))
    }
  }

  /** Allocates what was paid ahead to the invoices of these customers. */
  async allocate(world: World, customers: readonly Customer[]): Promise<void> {
    for (const { id: customer } of customers) {
      const advances: { id: number }[] = await world.database
        .knex('receipts')
        .where({ customer, status: 'confirmed' })
        .where('unallocated', '>', 0)
        .whereNull('deletedAt')
        .orderBy('id')
        .select('id')
      for (const { id } of advances) {
        if ((await this.open(world, customer)).length === 0) break
        await move(world, colleague(this.company, 'finance'), 'receipts', id, 'allocate')
      }
    }
  }
}
