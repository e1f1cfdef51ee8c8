/** Random papers of money and goods, and how customers stand by them, worked out by hand in 分 and apart from the code under test. */
import fc from 'fast-check'
import { plusDays } from '../../server/calendar/weeks.ts'
import type { Ledger } from './ledger.ts'

export const begin = '2024-11-01'
export const span = 500
const day = fc.integer({ min: 0, max: span }).map((offset) => plusDays(begin, offset))
const customer = fc.integer({ min: 1, max: 4 })
const cents = fc.integer({ min: 1, max: 5_000_000 })

export interface Invoice {
  readonly register: 'invoices'
  readonly id: number
  readonly customer: number
  readonly date: string
  readonly dueOn: string
  readonly total: number
  readonly status: 'draft' | 'issued' | 'void'
}

export interface Receipt {
  readonly register: 'receipts'
  readonly id: number
  readonly customer: number
  readonly date: string
  readonly amount: number
  readonly status: 'draft' | 'confirmed' | 'void'
  readonly allocations: readonly { readonly invoice: number; readonly amount: number }[]
}

export interface Return {
  readonly register: 'returns'
  readonly id: number
  readonly customer: number
  readonly date: string
  readonly kind: 'return' | 'exchange'
  readonly invoice: number | null
  readonly credited: number
  readonly total: number
  readonly status: 'draft' | 'confirmed' | 'refunded' | 'cancelled'
}

export interface BadDebt {
  readonly register: 'badDebts'
  readonly id: number
  readonly customer: number
  readonly confirmedOn: string
  readonly invoice: number
  readonly amount: number
  readonly status: 'proposed' | 'confirmed' | 'settled'
}

export interface Dispatch {
  readonly register: 'dispatches'
  readonly id: number
  readonly customer: number
  readonly date: string
  readonly shippedOn: string
  readonly total: number
  readonly status: 'draft' | 'checked' | 'shipped' | 'received' | 'cancelled'
  readonly invoice: number | null
}

export interface Refund {
  readonly register: 'refunds'
  readonly id: number
  readonly customer: number
  readonly receipt: number | null
  readonly return: number | null
  readonly amount: number
  readonly paidOn: string
  readonly status: 'draft' | 'paid'
}

export interface Adjustment {
  readonly register: 'adjustments'
  readonly id: number
  readonly customer: number
  readonly date: string
  readonly kind: 'discount' | 'difference' | 'correction'
  readonly invoice: number | null
  readonly receipt: number | null
  /** Positive adds to what is owed. */
  readonly amount: number
  readonly status: 'draft' | 'review' | 'approved' | 'cancelled'
}

export type Paper = Invoice | Receipt | Return | BadDebt | Dispatch | Refund | Adjustment

/** Papers that point to one another, to papers of others, and to papers that are not there. */
export const paper = (most: number): fc.Arbitrary<Paper> => {
  const id = fc.integer({ min: 1, max: most })
  return fc.oneof(
    fc
      .record({
        register: fc.constant('invoices' as const),
        id,
        customer,
        date: day,
        term: fc.integer({ min: 0, max: 60 }),
        total: cents,
        status: fc.constantFrom('draft', 'issued', 'issued', 'issued', 'void'),
      })
      .map(({ term, ...rest }): Paper => ({ ...rest, dueOn: plusDays(rest.date, term) })),
    fc.record({
      register: fc.constant('receipts' as const),
      id,
      customer,
      date: day,
      amount: cents,
      status: fc.constantFrom('draft', 'confirmed', 'confirmed', 'void'),
      allocations: fc.array(fc.record({ invoice: id, amount: cents }), { maxLength: 3 }),
    }),
    fc
      .record({
        register: fc.constant('returns' as const),
        id,
        customer,
        date: day,
        kind: fc.constantFrom('return', 'return', 'exchange'),
        invoice: fc.option(id, { freq: 4 }),
        credited: fc.oneof(cents, fc.constant(0)),
        uncredited: fc.oneof(cents, fc.constant(0)),
        status: fc.constantFrom('draft', 'confirmed', 'refunded', 'cancelled'),
      })
      .map(({ uncredited, ...rest }): Paper => {
        const credited = rest.invoice === null ? 0 : rest.credited
        return { ...rest, credited, total: credited + uncredited }
      }),
    fc.record({
      register: fc.constant('badDebts' as const),
      id,
      customer,
      confirmedOn: day,
      invoice: id,
      amount: cents,
      status: fc.constantFrom('proposed', 'confirmed', 'settled'),
    }),
    fc.record({
      register: fc.constant('dispatches' as const),
      id,
      customer,
      date: day,
      shippedOn: day,
      total: cents,
      status: fc.constantFrom('draft', 'checked', 'shipped', 'received', 'cancelled'),
      invoice: fc.option(id),
    }),
    fc
      .record({
        register: fc.constant('refunds' as const),
        id,
        customer,
        on: fc.constantFrom('receipt', 'return'),
        paper: id,
        amount: cents,
        paidOn: day,
        status: fc.constantFrom('draft', 'paid'),
      })
      .map(
        ({ on, paper: of, ...rest }): Paper => ({ ...rest, receipt: on === 'receipt' ? of : null, return: on === 'return' ? of : null }),
      ),
    fc
      .record({
        id,
        customer,
        date: day,
        kind: fc.constantFrom('discount', 'difference', 'correction'),
        on: fc.constantFrom('invoice', 'receipt'),
        paper: id,
        sign: fc.constantFrom(1, -1),
        cents,
        status: fc.constantFrom('draft', 'review', 'approved', 'approved', 'cancelled'),
      })
      .map(
        ({ on, paper: to, sign, cents: size, ...rest }): Paper => ({
          ...rest,
          register: 'adjustments',
          invoice: on === 'invoice' ? to : null,
          receipt: on === 'receipt' ? to : null,
          amount: size * (rest.kind !== 'correction' ? -1 : on === 'receipt' ? 1 : sign),
        }),
      ),
  )
}

/** Writes a paper, new or changed. */
export async function file(ledger: Ledger, { register, id, ...rest }: Paper): Promise<void> {
  const number = `${register}-${id}`
  if (register !== 'receipts') return ledger.put(register, id, { number, ...rest })
  const { allocations, ...plain } = rest as Omit<Receipt, 'register' | 'id'>
  return ledger.putWith(register, id, { number, ...plain }, 'allocations', allocations)
}

const later = (a: string, b: string) => (a > b ? a : b)

/** All papers there are, by register and id. */
export class Papers {
  private readonly all = new Map<string, Paper>()

  set(each: Paper): void {
    this.all.set(`${each.register} ${each.id}`, each)
  }

  remove({ register, id }: Paper): void {
    this.all.delete(`${register} ${id}`)
  }

  each(): Iterable<Paper> {
    return this.all.values()
  }

  of<R extends Paper['register']>(register: R): Extract<Paper, { register: R }>[] {
    return [...this.all.values()].filter((each): each is Extract<Paper, { register: R }> => each.register === register)
  }

  private get<R extends Paper['register']>(register: R, id: number | null) {
    return this.of(register).find((each) => each.id === id)
  }

  /** What was taken off an issued invoice, with the day it counts from. */
  settled(invoice: Invoice): { readonly day: string; readonly amount: number; readonly receipt?: number }[] {
    const own = <T extends { readonly customer: number }>(each: T) => each.customer === invoice.customer
    return [
      ...this.of('receipts').flatMap((each) =>
        own(each) && each.status === 'confirmed'
          ? each.allocations.flatMap((line) =>
              line.invoice === invoice.id ? [{ day: later(each.date, invoice.date), amount: line.amount, receipt: each.id }] : [],
            )
          : [],
      ),
      ...this.of('returns').flatMap((each) =>
        own(each) && each.invoice === invoice.id && (each.status === 'confirmed' || each.status === 'refunded')
          ? [{ day: later(each.date, invoice.date), amount: each.credited }]
          : [],
      ),
      ...this.of('badDebts').flatMap((each) =>
        own(each) && each.invoice === invoice.id && each.status !== 'proposed'
          ? [{ day: later(each.confirmedOn, invoice.date), amount: each.amount }]
          : [],
      ),
      ...this.of('adjustments').flatMap((each) =>
        own(each) && each.invoice === invoice.id && each.status === 'approved'
          ? [{ day: later(each.date, invoice.date), amount: -each.amount }]
          : [],
      ),
    ]
  }

  /** Open amounts of a customer's invoices at the end of a day. */
  open(customer: number, on: string): { readonly invoice: Invoice; readonly amount: number }[] {
    return this.of('invoices')
      .filter((each) => each.customer === customer && each.status === 'issued' && each.date <= on)
      .map((invoice) => ({
        invoice,
        amount: this.settled(invoice).reduce((left, { day: from, amount }) => (from <= on ? left - amount : left), invoice.total),
      }))
  }

  /** Goods bound to go and not invoiced; only those that left before a day where one is told. */
  uninvoiced(customer: number, on: string, before?: string): number {
    return this.of('dispatches')
      .filter(({ shippedOn }) => before === undefined || shippedOn < before)
      .filter(({ customer: whose, status, date }) => whose === customer && !['draft', 'cancelled'].includes(status) && date <= on)
      .filter(({ invoice: id }) => {
        const invoice = this.get('invoices', id)
        return !(invoice && invoice.customer === customer && invoice.status === 'issued' && invoice.date <= on)
      })
      .reduce((sum, { total }) => sum + total, 0)
  }

  /** Money received and neither allocated nor given back. */
  advance(customer: number, on: string): number {
    return this.of('receipts')
      .filter((each) => each.customer === customer && each.status === 'confirmed' && each.date <= on)
      .reduce((sum, receipt) => {
        const allocated = this.of('invoices')
          .filter((invoice) => invoice.customer === customer && invoice.status === 'issued')
          .flatMap((invoice) => this.settled(invoice))
          .filter((each) => each.receipt === receipt.id && each.day <= on)
          .reduce((total, { amount }) => total + amount, 0)
        const back = this.of('refunds')
          .filter((each) => each.receipt === receipt.id && each.customer === customer && each.status === 'paid')
          .filter(({ paidOn }) => later(paidOn, receipt.date) <= on)
          .reduce((total, { amount }) => total + amount, 0)
        const gone = this.adjustedAway(receipt)
          .filter((each) => each.day <= on)
          .reduce((total, { amount }) => total + amount, 0)
        return sum + receipt.amount - allocated - back - gone
      }, 0)
  }

  /** What customers are still to be paid back of returns of issued invoices. */
  refundable(customer: number, on: string): number {
    const { returned } = this.moved(customer, '0000-01-01', on)
    const credited = this.of('invoices')
      .filter((each) => each.customer === customer && each.status === 'issued')
      .flatMap((invoice) =>
        this.of('returns')
          .filter((each) => each.invoice === invoice.id && each.customer === customer && ['confirmed', 'refunded'].includes(each.status))
          .filter(({ date }) => later(date, invoice.date) <= on)
          .map((each) => each.credited),
      )
    const back = this.of('returns').filter((each) => each.customer === customer && ['confirmed', 'refunded'].includes(each.status))
    const invoiceDay = ({ invoice }: Return) =>
      this.of('invoices').find((each) => each.id === invoice && each.customer === customer && each.status === 'issued')?.date ?? ''
    const paid = back.flatMap((each) =>
      this.of('refunds')
        .filter(({ return: of, customer: whose, status }) => of === each.id && whose === customer && status === 'paid')
        .filter(({ paidOn }) => later(later(paidOn, each.date), invoiceDay(each)) <= on)
        .map(({ amount }) => amount),
    )
    const sum = (all: readonly number[]) => all.reduce((total, each) => total + each, 0)
    return returned - sum(credited) - sum(paid)
  }

  /** Approved adjustments that take a receipt's advance away, with the day each counts from. */
  private adjustedAway({ id, customer, date }: Receipt): { readonly day: string; readonly amount: number; readonly kind: string }[] {
    return this.of('adjustments')
      .filter((each) => each.receipt === id && each.customer === customer && each.status === 'approved')
      .map((each) => ({ day: later(each.date, date), amount: each.amount, kind: each.kind }))
  }

  /** What moved a customer's account over some days, in 分, each figure by its own name. */
  moved(customer: number, first: string, last: string) {
    const within = ({ day }: { readonly day: string }) => day >= first && day <= last
    const total = (all: readonly { readonly day: string; readonly amount: number }[]) =>
      all.filter(within).reduce((sum, { amount }) => sum + amount, 0)
    const own = <R extends Paper['register']>(register: R) => this.of(register).filter((each) => each.customer === customer)
    const invoices = own('invoices').filter(({ status }) => status === 'issued')
    const receipts = own('receipts').filter(({ status }) => status === 'confirmed')
    const offInvoices = <T extends { readonly invoice: number | null; readonly amount: number }>(
      all: readonly T[],
      day: (each: T) => string,
    ) =>
      all.flatMap((each) => {
        const invoice = invoices.find(({ id }) => id === each.invoice)
        return invoice ? [{ ...each, day: later(day(each), invoice.date) }] : []
      })
    const adjustments = [
      ...offInvoices(
        own('adjustments').filter(({ status }) => status === 'approved'),
        ({ date }) => date,
      ),
      ...receipts.flatMap((each) => this.adjustedAway(each)),
    ]
    const refunded: { readonly day: string; readonly amount: number }[] = receipts.flatMap((receipt) =>
      own('refunds')
        .filter((each) => each.receipt === receipt.id && each.status === 'paid')
        .map(({ paidOn, amount }) => ({ day: later(paidOn, receipt.date), amount })),
    )
    const returns = own('returns').filter(({ status }) => status === 'confirmed' || status === 'refunded')
    const whole = offInvoices(
      returns.map((each) => ({ ...each, amount: each.kind === 'exchange' ? each.credited : each.total })),
      ({ date }) => date,
    )
    const paidBack = returns.flatMap((back) =>
      own('refunds')
        .filter((each) => each.return === back.id && each.status === 'paid')
        .map(({ paidOn, amount }) => ({
          day: later(paidOn, whole.find(({ id }) => id === back.id)?.day ?? back.date),
          amount,
          counted: back.kind === 'return' && whole.some(({ id }) => id === back.id),
        })),
    )
    refunded.push(...paidBack)
    return {
      shipped: total(
        own('dispatches')
          .filter(({ status }) => status === 'shipped' || status === 'received')
          .map((each) => ({ day: each.shippedOn, amount: each.total })),
      ),
      invoiced: total(invoices.map((each) => ({ day: each.date, amount: each.total }))),
      received: total(receipts.map((each) => ({ day: each.date, amount: each.amount }))) - total(refunded),
      refunded: total(refunded),
      returned: total(whole) + total(paidBack.filter(({ counted }) => !counted)),
      discounted: -total(adjustments.filter(({ kind }) => kind !== 'correction')),
      writtenOff: total(
        offInvoices(
          own('badDebts').filter(({ status }) => status !== 'proposed'),
          ({ confirmedOn }) => confirmedOn,
        ),
      ),
      adjusted: total(adjustments.filter(({ kind }) => kind === 'correction')),
    }
  }

  /** Value shipped in the window before a day, less what came back in it. */
  shipped(customer: number, on: string, window: number): number {
    const within = (day: string) => day >= plusDays(on, -window) && day < on
    const sent = this.of('dispatches').filter((each) => each.customer === customer && ['shipped', 'received'].includes(each.status))
    const back = this.of('returns').filter((each) => each.customer === customer && ['confirmed', 'refunded'].includes(each.status))
    const amounts = [
      ...sent.filter(({ shippedOn }) => within(shippedOn)).map(({ total }) => total),
      ...back.filter(({ date }) => within(date)).map(({ total }) => -total),
    ]
    return Math.max(
      0,
      amounts.reduce((sum, each) => sum + each, 0),
    )
  }
}

/** The same papers as the rules of the registers let them be: of one customer each, and never more taken off than there is. */
export function lawful(given: readonly Paper[]): Papers {
  const papers = new Papers()
  const left = new Map<string, number>()
  const take = (key: string, wanted: number): number => {
    const amount = Math.min(wanted, left.get(key) ?? 0)
    left.set(key, (left.get(key) ?? 0) - amount)
    return amount
  }
  const unique = new Map(given.map((each) => [`${each.register} ${each.id}`, each]))
  const order = ['invoices', 'receipts', 'returns', 'badDebts', 'refunds', 'dispatches']
  const all = [...unique.values()].sort((a, b) => order.indexOf(a.register) - order.indexOf(b.register))
  const invoiceOf = (id: number, customer: number) =>
    papers.of('invoices').find((each) => each.id === id && each.customer === customer && each.status === 'issued')
  for (const each of all) {
    if (each.register === 'invoices') {
      if (each.status === 'issued') left.set(`invoice ${each.id}`, each.total)
      papers.set(each)
    } else if (each.register === 'receipts') {
      left.set(`receipt ${each.id}`, each.amount)
      const allocations = each.allocations.flatMap(({ invoice, amount }) => {
        if (each.status !== 'confirmed' || !invoiceOf(invoice, each.customer)) return []
        const room = Math.min(amount, left.get(`receipt ${each.id}`) ?? 0)
        const taken = take(`receipt ${each.id}`, take(`invoice ${invoice}`, room))
        return taken > 0 ? [{ invoice, amount: taken }] : []
      })
      papers.set({ ...each, allocations })
    } else if (each.register === 'dispatches') {
      papers.set({ ...each, invoice: each.invoice && invoiceOf(each.invoice, each.customer) ? each.invoice : null })
    } else if (each.register === 'refunds') {
      const amount = each.status === 'paid' ? take(`receipt ${each.receipt}`, each.amount) : each.amount
      if (each.return) continue
      const receipt = papers.of('receipts').find(({ id }) => id === each.receipt)
      if (amount > 0 && receipt?.customer === each.customer && receipt.status === 'confirmed') papers.set({ ...each, amount })
    } else if (each.register !== 'adjustments' && each.invoice && invoiceOf(each.invoice, each.customer)) {
      const wanted = each.register === 'returns' ? each.credited : each.amount
      const counts = ['confirmed', 'refunded', 'settled'].includes(each.status)
      const amount = counts ? take(`invoice ${each.invoice}`, wanted) : wanted
      if (amount > 0) papers.set(each.register === 'returns' ? { ...each, credited: amount, total: amount } : { ...each, amount })
    }
  }
  return papers
}
