/**
 * The profile `online-retail` for the UCI Online Retail file: one pass makes products, customers, orders and returns of it.
 * Invoices are records: plain ones become orders, C-invoices returns (linked to the order when it is found), A-invoices are bad-debt adjustments and are named, not taken.
 */
import type { Actor } from '../access/actor.ts'
import { yuan } from '../definition/decimal.ts'
import type { Words } from '../definition/words.ts'
import { forbidden, invalid } from '../errors.ts'
import { together, type World } from '../records/index.ts'
import { unitsOf } from './grouping.ts'
import { add, type Importer, nothing, type Outcome, type Refused, type Unit } from './importer.ts'
import type { Profile } from './profile.ts'
import { Ledger } from './retailLedger.ts'
import { findOrders } from './retailReturns.ts'
import { type Invoice, readInvoice, retailColumns } from './retailRows.ts'
import type { Row } from './rows.ts'
import { openSource } from './source.ts'
import { counted, writeFinished } from './written.ts'

const registers = ['productCategories', 'products', 'customers', 'orders', 'returns'] as const

/** Refuses who may not bring in finished papers of every register concerned. */
function demandRetail(world: World, actor: Actor): void {
  for (const name of registers) {
    const { import: bring, create, update } = actor.grant(name)
    if (bring === true && create === 'all' && update === 'all') continue
    const { label } = world.catalog.get(name)
    throw forbidden(
      `此方案会写入“${label[0]}”，您的角色没有导入全部记录的权限；请由管理员导入。`,
      `This profile writes ${label[1]} and your role may not import all of them; ask an administrator.`,
    )
  }
}

const badDebt: Words = ['坏账调整单，不是销售，未导入。', 'A bad-debt adjustment, no sale: not imported.']

/** Writes invoices of one register, matched by their external number; what is there already stays the same record. */
async function writeInvoices(
  world: World,
  actor: Actor,
  register: 'orders' | 'returns',
  invoices: readonly Invoice[],
  ledger: Ledger,
): Promise<Outcome> {
  if (invoices.length === 0) return nothing
  const known = await ledger.invoices(
    world,
    register,
    invoices.map(({ number }) => number),
  )
  const orders =
    register === 'returns'
      ? await findOrders(
          world,
          invoices.filter(({ number }) => !known.has(number)),
          ledger,
        )
      : new Map<string, number>()
  const items = invoices.map((invoice) => {
    const { number, date, customer, lines, total } = invoice
    const old = known.get(number)
    const body = {
      externalNumber: number,
      date,
      customer: ledger.customer(customer),
      lines: lines.map(({ code, description, quantity, unitPrice }, at) => ({
        ...(old?.lines[at] === undefined ? {} : { id: old.lines[at] }),
        product: ledger.product(code),
        description,
        quantity,
        unitPrice,
      })),
    }
    if (old) return { id: old.id, body }
    const order = orders.get(number)
    return {
      body:
        register === 'orders'
          ? { ...body, status: 'closed' }
          : { ...body, status: 'refunded', refunded: yuan(total), reason: 'cancelled', ...(order ? { order } : {}) },
    }
  })
  return counted(await writeFinished(world, actor, world.catalog.get(register), items))
}

/** The importer of the profile. Throws a 422 Refusal when the file has other columns. */
function retailImporter(world: World, actor: Actor, columns: readonly string[]): Importer {
  demandRetail(world, actor)
  const lost = retailColumns.filter((name) => !columns.includes(name))
  if (lost.length > 0)
    throw invalid(['导入', 'Import'], { mapping: [`文件缺少列：${lost.join('、')}。`, `The file lacks the columns ${lost.join(', ')}.`] })
  const places = Object.fromEntries(retailColumns.map((name) => [name, columns.indexOf(name)])) as Record<
    (typeof retailColumns)[number],
    number
  >
  const cell = (row: Row, name: (typeof retailColumns)[number]) => (row.cells[places[name]] ?? '').trim()
  const ledger = new Ledger()
  const keyOf = (row: Row) => cell(row, 'InvoiceNo') || `?${row.line}`

  /** Invoices of a unit, sorted out: what is faulty or left out is named. */
  function read(unit: Unit): { good: Invoice[]; outcome: Outcome } {
    const good: Invoice[] = []
    const refused: Refused[] = []
    for (const entry of unit.entries) {
      const invoice = readInvoice(entry.rows, cell)
      if (invoice.number.startsWith('A'))
        refused.push({ entry, ignored: true, faults: entry.rows.map((row) => ({ row, path: 'InvoiceNo', sentence: badDebt })) })
      else if (invoice.faults.length > 0) refused.push({ entry, faults: invoice.faults })
      else good.push(invoice)
    }
    return { good, outcome: { ...nothing, refused } }
  }

  return {
    labelOf: (path) => [path, path],
    valuesOf: (row) => Object.fromEntries(retailColumns.map((name) => [name, cell(row, name)])),
    keyOf,
    units: (source, from, scattered) => unitsOf(source, { keyOf, scattered }, from),
    write: (outer, unit) =>
      together(outer, async (inner) => {
        const { good, outcome } = read(unit)
        await ledger.prepare(inner, actor, good)
        const sold = await writeInvoices(
          inner,
          actor,
          'orders',
          good.filter((each) => !each.back),
          ledger,
        )
        const returned = await writeInvoices(
          inner,
          actor,
          'returns',
          good.filter((each) => each.back),
          ledger,
        )
        return add(outcome, add(sold, returned))
      }),
    async examine(outer, unit) {
      const { good, outcome } = read(unit)
      const known = new Set<string>()
      for (const register of ['orders', 'returns'] as const)
        for (const number of (
          await ledger.invoices(
            outer,
            register,
            good.map((each) => each.number),
          )
        ).keys())
          known.add(number)
      const skipped = good.filter(({ number }) => known.has(number)).length
      return add(outcome, { ...nothing, created: good.length - skipped, skipped })
    },
  }
}

/** The profile as it is listed. */
export const onlineRetail: Profile = {
  label: ['UCI 在线零售', 'UCI Online Retail'],
  register: 'orders',
  demand: demandRetail,
  async open(path, fileName, encoding) {
    const source = await openSource(path, fileName, encoding)
    return { source, guess: {}, importer: (world, actor) => retailImporter(world, actor, source.columns) }
  },
}
