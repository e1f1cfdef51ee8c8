/** What the retail import has met so far: products and customers by their codes, made when they are met first, kept by id afterwards. */
import { type Actor, onBehalfOf } from '../access/actor.ts'
import { createMany, type World } from '../records/index.ts'
import { type Invoice, walkIn } from './retailRows.ts'

/** Codes that stand for postage, discounts, charges and adjustments, not for goods. */
const nonProduct = /^(?:POST|DOT|M|D|S|B|C2|BANK CHARGES|AMAZONFEE|CRUK|PADS|GIFT_.*)$/
const category = { code: 'NON-PRODUCT', name: '服务及非货品（导入）', kind: 'service' }

type Made = { readonly id: number; readonly [field: string]: unknown }

/** One for each run: a unit that is rolled back ends the run, so nothing remembered here can be wrong. */
export class Ledger {
  readonly #products = new Map<string, number>()
  readonly #customers = new Map<string, number>()
  #category: number | undefined

  product = (code: string): number => this.#products.get(code) ?? 0
  customer = (code: string): number => this.#customers.get(code) ?? 0

  /** Makes sure that every product and customer of the invoices is there. */
  async prepare(world: World, actor: Actor, invoices: readonly Invoice[]): Promise<void> {
    const names = new Map<string, string>()
    for (const { lines } of invoices)
      for (const { code, description } of lines) if (!this.#products.has(code) && !names.get(code)) names.set(code, description ?? '')
    await this.#learn(world, actor, 'products', 'code', this.#products, [...names.keys()], async (missing) => {
      const service = missing.some((code) => nonProduct.test(code)) ? await this.#nonProducts(world, actor) : undefined
      return missing.map((code) => ({ code, name: names.get(code) || code, ...(nonProduct.test(code) ? { category: service } : {}) }))
    })
    const fresh = new Map(invoices.filter(({ customer }) => !this.#customers.has(customer)).map((each) => [each.customer, each]))
    await this.#learn(world, actor, 'customers', 'externalCode', this.#customers, [...fresh.keys()], async (missing) =>
      missing.map((code) => {
        const { country, date, back } = fresh.get(code) ?? { country: '', date: null, back: true }
        const person = code === walkIn
        return {
          externalCode: code,
          name: person ? '散客 Walk-in' : `客户 ${code}`,
          stage: 'customer',
          channel: person ? 'walkIn' : 'online',
          openedOn: date,
          openedAt: 'trade',
          ...(back ? {} : { firstTradeOn: date, fileParts: ['sales'] }),
          ...(person || country === '' ? {} : { address: country }),
        }
      }),
    )
  }

  async #nonProducts(world: World, actor: Actor): Promise<number> {
    if (this.#category === undefined) {
      const found = new Map<string, number>()
      await this.#learn(world, actor, 'productCategories', 'code', found, [category.code], async () => [category])
      this.#category = found.get(category.code)
    }
    return this.#category ?? 0
  }

  /** Fills `known` with the ids of `codes`: found in the register, or made. */
  async #learn(
    world: World,
    actor: Actor,
    register: string,
    field: string,
    known: Map<string, number>,
    codes: readonly string[],
    bodies: (missing: readonly string[]) => Promise<readonly Record<string, unknown>[]>,
  ): Promise<void> {
    if (codes.length === 0) return
    const rows: Made[] = await world.database
      .knex(register)
      .whereIn(field, codes as string[])
      .whereNull('deletedAt')
      .select('id', field)
    for (const row of rows) known.set(String(row[field]), row.id)
    const missing = codes.filter((code) => !known.has(code))
    if (missing.length === 0) return
    const made = await bodies(missing)
    const ids = await createMany(world, onBehalfOf(actor), register, made)
    for (const [at, code] of missing.entries()) {
      const id = ids[at]
      if (id !== undefined) known.set(code, id)
    }
  }

  /** Invoices that are there already, by number, with the ids of their lines in order. */
  async invoices(
    world: World,
    register: 'orders' | 'returns',
    numbers: readonly string[],
  ): Promise<Map<string, { id: number; lines: number[] }>> {
    const { knex } = world.database
    const found = new Map<string, { id: number; lines: number[] }>()
    if (numbers.length === 0) return found
    const rows: { id: number; externalNumber: string }[] = await knex(register)
      .whereIn('externalNumber', numbers as string[])
      .whereNull('deletedAt')
      .select('id', 'externalNumber')
    const byId = new Map(rows.map(({ id, externalNumber }) => [id, externalNumber]))
    for (const { id, externalNumber } of rows) found.set(externalNumber, { id, lines: [] })
    if (rows.length === 0) return found
    const lines: { id: number; parent: number }[] = await knex(`${register}_lines`)
      .whereIn('parent', [...byId.keys()])
      .orderBy(['parent', 'position', 'id'])
      .select('id', 'parent')
    for (const { id, parent } of lines) found.get(byId.get(parent) ?? '')?.lines.push(id)
    return found
  }
}
