/** The one price rule of orders (ORD-02, ORD-22): which price is in force for a customer, a product and a day, and whether a special price covers what is below it. */
import type { Knex } from 'knex'
import { formatDecimal } from '../../definition/decimal.ts'
import { oncePerBatch } from '../../records/batch.ts'
import type { World } from '../../records/index.ts'
import type { Change, Stored } from '../../records/rules.ts'

interface ListRow {
  readonly id: number
  readonly customer: number | null
  readonly channels: string | null
  readonly tiers: string | null
}

/** What is bought: the product and how much of it, quantity at scale 3. */
export interface Wanted {
  readonly product: unknown
  readonly quantity: unknown
}

const inForceOn = (query: Knex.QueryBuilder, day: string) =>
  query
    .whereNull('deletedAt')
    .where('from', '<=', day)
    .where((open) => open.whereNull('to').orWhere('to', '>=', day))

const names = (json: string | null, value: unknown): boolean => json === null || (JSON.parse(json) as unknown[]).includes(value)

/** The lists that speak of this customer, narrowest first: its own, then those of its tier or channel, then the general ones; the newest first in each. */
function ranked(lists: readonly ListRow[], customer: Stored): ListRow[] {
  const rank = ({ customer: whose, channels, tiers }: ListRow) => {
    if (whose !== null) return whose === customer.id ? 0 : undefined
    if (channels === null && tiers === null) return 2
    return names(channels, customer.channel) && names(tiers, customer.tier) ? 1 : undefined
  }
  return [0, 1, 2].flatMap((wanted) => lists.filter((list) => rank(list) === wanted))
}

/** The line of a list for that quantity: the highest minimum it reaches. */
const fitting = (lines: readonly Stored[], list: number, { product, quantity }: Wanted): Stored | undefined =>
  lines
    .filter((line) => line.parent === list && line.product === product && Number(line.minQuantity ?? 0) <= Number(quantity ?? 0))
    .sort((a, b) => Number(b.minQuantity ?? 0) - Number(a.minQuantity ?? 0))[0]

/** The prices in force on `day` (scale 4), one for each thing wanted; null where none is known. */
export async function listPricesOf(
  { database: { knex } }: World,
  customer: Stored | undefined,
  wanted: readonly Wanted[],
  day: string,
): Promise<(number | null)[]> {
  const lists: ListRow[] = await inForceOn(knex('priceLists'), day)
    .where({ status: 'inForce' })
    .orderBy([
      { column: 'from', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .select('id', 'customer', 'channels', 'tiers')
  const mine = ranked(lists, customer ?? {})
  const products = [...new Set(wanted.map(({ product }) => Number(product)))]
  const lines: Stored[] = await knex('priceLists_lines')
    .whereIn(
      'parent',
      mine.map(({ id }) => id),
    )
    .whereIn('product', products)
    .select('parent', 'product', 'price', 'minQuantity')
  const catalogue: { id: number; listPrice: number | null }[] = await knex('products').whereIn('id', products).select('id', 'listPrice')
  return wanted.map((each) => {
    for (const { id } of mine) {
      const found = fitting(lines, id, each)
      if (found) return Number(found.price)
    }
    return catalogue.find(({ id }) => id === each.product)?.listPrice ?? null
  })
}

/** The price in force of one product for one customer on a day (scale 4), at the given quantity (scale 3); null where none is known. */
export async function listPriceOf(
  world: World,
  customer: Stored | undefined,
  product: number,
  day: string,
  quantity = 0,
): Promise<number | null> {
  return (await listPricesOf(world, customer, [{ product, quantity }], day))[0] ?? null
}

/** The lowest price that approved special prices grant for a line; undefined without one. */
async function specialPrice({ world, after }: Change, line: Stored): Promise<number | undefined> {
  const approved = inForceOn(world.database.knex('specialPrices'), String(after.date)).where({
    customer: after.customer,
    status: 'approved',
  })
  const rows: { price: number }[] = await world.database
    .knex('specialPrices_lines')
    .whereIn('parent', approved.select('id'))
    .where({ product: line.product })
    .where((enough) => enough.whereNull('minQuantity').orWhere('minQuantity', '<=', Number(line.quantity)))
    .orderBy('price')
    .select('price')
  return rows[0]?.price
}

/** Writes the list price beside each of these lines. */
export async function fillListPrices(change: Change, lines: readonly Stored[]): Promise<void> {
  const { world, after, look } = change
  if (lines.length === 0) return
  const key = `prices ${String(after.customer)} ${String(after.date)} ${JSON.stringify(lines.map(({ product, quantity }) => [product, quantity]))}`
  const prices = await oncePerBatch(change, key, async () =>
    listPricesOf(world, await look('customers', after.customer), lines as unknown as Wanted[], String(after.date)),
  )
  for (const [index, line] of lines.entries()) line.listPrice = prices[index] ?? null
}

/** Faults every one of these lines that is below the list price without an approved special price for customer, product, day and quantity (ORD-02). */
export async function demandListPrice(change: Change, lines: readonly (readonly [number, Stored])[]): Promise<void> {
  for (const [index, line] of lines) {
    const [price, list] = [Number(line.unitPrice), line.listPrice]
    if (typeof list !== 'number' || price >= list || Number(line.quantity) <= 0) continue
    const special = await specialPrice(change, line)
    if (special !== undefined && price >= special) continue
    const product = await change.look('products', line.product)
    const [asked, known] = [formatDecimal(price, 4), formatDecimal(list, 4)]
    change.fault(`lines.${index}.unitPrice`, [
      `第 ${index + 1} 行 ${String(product?.name)} 单价 ${asked} 低于价目表价 ${known}（ORD-02）；请改价，或申请特价并经批准后再确认。`,
      `Line ${index + 1}, ${String(product?.name)}: ${asked} is below the list price ${known} (ORD-02); change the price, or have a special price approved first.`,
    ])
  }
}
