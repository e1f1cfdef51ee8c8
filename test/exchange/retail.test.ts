/** The profile `online-retail` on an excerpt of the real file: every line lands or is named, twice changes nothing, totals equal an independent count. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { system } from '../../server/access/actor.ts'
import { find, get } from '../../server/records/index.ts'
import { eachEngine } from '../support/engines.ts'
import { person } from '../support/people.ts'
import { counts, send } from './support.ts'

const content = readFileSync(resolve(import.meta.dirname, 'retail-excerpt.csv'), 'utf8')
type Line = Record<'InvoiceNo' | 'StockCode' | 'Description' | 'Quantity' | 'InvoiceDate' | 'UnitPrice' | 'CustomerID', string>
const lines: Line[] = parse(content, { columns: true })
const kind = (sign: 'A' | 'C' | 'order') =>
  lines.filter(({ InvoiceNo }) => (/^[AC]/.test(InvoiceNo) ? InvoiceNo[0] === sign : sign === 'order'))
const invoices = (list: readonly Line[]) => new Set(list.map((each) => each.InvoiceNo)).size

/** The rounded amount of a line in 分, counted apart from the product's own arithmetic. */
const amount = ({ Quantity, UnitPrice }: Line) => {
  const [whole = '0', part = ''] = UnitPrice.split('.')
  const thousandths = BigInt(Quantity) * BigInt(whole + part.padEnd(3, '0'))
  const size = thousandths < 0n ? -thousandths : thousandths
  return Number((size + 5n) / 10n) * (thousandths < 0n ? -1 : 1)
}
const total = (list: readonly Line[]) => list.reduce((sum, each) => sum + amount(each), 0)

eachEngine('online-retail', (open) => {
  const opening = open().then(async (world) => {
    const admin = await person(world, 'administrator', 'Retail')
    const job = await send(world, admin, { name: 'retail.csv', content, profile: 'online-retail' })
    return { world, admin, job }
  })

  test('every invoice becomes an order or a return, bad debt is named', async () => {
    const { world, job } = await opening
    expect(job.state).toBe('done')
    expect(counts(job)).toEqual({ created: invoices(lines) - invoices(kind('A')), updated: 0, skipped: invoices(kind('A')), faulty: 0 })
    for (const { InvoiceNo } of kind('A')) expect(job.errors).toContain(InvoiceNo)
    expect(job.errors).toContain('坏账调整')
    const { knex } = world.database
    const sum = async (table: string) => Number(Object.values((await knex(table).sum('amount').first()) ?? {})[0])
    const count = async (table: string) => Number(Object.values((await knex(table).count('id').first()) ?? {})[0])
    expect(await count('orders_lines')).toBe(kind('order').length)
    expect(await count('returns_lines')).toBe(kind('C').length)
    expect(await sum('orders_lines')).toBe(total(kind('order')))
    expect(await sum('returns_lines')).toBe(-total(kind('C')))
  })

  test('customers, products and links are what the file says', async () => {
    const { world, admin } = await opening
    const { rows } = await find(world, system, 'customers', { filter: { channel: 'walkIn' } })
    expect(rows).toHaveLength(1)
    const ids = new Set(lines.filter(({ InvoiceNo, CustomerID }) => InvoiceNo[0] !== 'A' && CustomerID).map((each) => each.CustomerID))
    expect((await find(world, system, 'customers')).total).toBe(ids.size + 1)
    expect((await find(world, system, 'customers', { filter: { externalCode: { contains: '.' } } })).total).toBe(0)
    const codes = new Set(lines.filter(({ InvoiceNo }) => InvoiceNo[0] !== 'A').map(({ StockCode }) => StockCode.toUpperCase()))
    expect((await find(world, system, 'products')).total).toBe(codes.size)
    const services = await find(world, system, 'products', { filter: { 'category.kind': 'service' } })
    expect(services.rows.map((each) => each.code).sort()).toEqual(
      [...codes].filter((code) => ['M', 'POST', 'D', 'PADS', 'BANK CHARGES'].includes(code)).sort(),
    )
    const owing = await find(world, system, 'returns', { filter: { refundable: { ne: '0' } } })
    expect(owing.total).toBe(0)
    const linked = await find(world, system, 'returns', { filter: { order: { empty: false } } })
    expect(linked.total).toBeGreaterThanOrEqual(3)
    for (const { customer, order } of linked.rows) expect((await get(world, system, 'orders', Number(order))).customer).toBe(customer)
    expect(linked.rows.every((each) => each.createdBy === admin.id)).toBe(true)
  })

  test('three-decimal prices, duplicates and an invoice that lies apart are kept', async () => {
    const { world } = await opening
    const apart = lines.at(-1)?.InvoiceNo ?? ''
    const { rows } = await find(world, system, 'orders', { filter: { externalNumber: apart } })
    const order = await get(world, system, 'orders', rows[0]?.id ?? 0)
    expect(order.lines).toHaveLength(lines.filter(({ InvoiceNo }) => InvoiceNo === apart).length)
    const precise = kind('order').find(({ UnitPrice }) => /\.\d{3}$/.test(UnitPrice))
    const prices: { unitPrice: number }[] = await world.database
      .knex('orders_lines')
      .where({ unitPrice: Number(precise?.UnitPrice.replace('.', '')) * 10 })
    expect(prices.length).toBeGreaterThan(0)
  })

  test('running it again changes nothing', async () => {
    const { world, admin } = await opening
    const before = await world.database.knex('changes').count({ n: '*' })
    const again = await send(world, admin, { name: 'retail.csv', content, profile: 'online-retail' })
    expect(counts(again)).toEqual({ created: 0, updated: 0, skipped: invoices(lines), faulty: 0 })
    expect(await world.database.knex('changes').count({ n: '*' })).toEqual(before)
  })

  test('a broken line keeps its whole invoice out, by name', async () => {
    const world = await open()
    const faulty = content.replace(/^(\d{6},[^,]+,[^,\n]+,)-?\d+,/m, '$1many,')
    const job = await send(world, system, { name: 'retail.csv', content: faulty, profile: 'online-retail' })
    expect(job.faulty).toBe(1)
    expect(job.errors).toMatch(/many/)
    expect(job.errors).toContain('同一记录的其他行有错误')
    const repaired = await send(world, system, { name: 'retail.csv', content: job.errors.replace('many', '7'), profile: 'online-retail' })
    expect(counts(repaired)).toMatchObject({ created: 1, faulty: 0 })
  })

  test('a line whose amount is too large to be kept is named like any other fault', async () => {
    const world = await open()
    const faulty = content.replace(/^(\d{6},[^,]+,[^,\n]+,)-?\d+,([^,]+),[^,]+,/m, '$1999999999999,$2,99999999999,')
    const job = await send(world, system, { name: 'retail.csv', content: faulty, profile: 'online-retail' })
    expect([job.state, job.faulty]).toEqual(['done', 1])
    expect(job.errors).toContain('金额超出可记录的范围')
  })
})
