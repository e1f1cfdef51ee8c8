/** Reads the rows of one retail invoice: float-like customer ids, blank customers, codes in either case, negative quantities of cancellations. */
import { multiplyDecimal, parseDecimal } from '../definition/decimal.ts'
import type { Words } from '../definition/words.ts'
import { isDay } from '../kinds/date.ts'
import type { EntryFault } from './importer.ts'
import type { Row } from './rows.ts'

export const retailColumns = [
  'InvoiceNo',
  'StockCode',
  'Description',
  'Quantity',
  'InvoiceDate',
  'UnitPrice',
  'CustomerID',
  'Country',
] as const
export type RetailColumn = (typeof retailColumns)[number]

/** Who bought without an account. */
export const walkIn = 'WALK-IN'

export interface InvoiceLine {
  readonly code: string
  readonly description: string | null
  readonly quantity: string
  readonly unitPrice: string
}

export interface Invoice {
  readonly number: string
  /** A cancellation: goods come back. */
  readonly back: boolean
  readonly date: string
  readonly customer: string
  readonly country: string
  readonly lines: readonly InvoiceLine[]
  /** The sum of the line amounts in 分. */
  readonly total: number
  readonly faults: readonly EntryFault[]
}

type Cell = (row: Row, name: RetailColumn) => string

const noNumber: Words = ['缺少发票号。', 'The invoice number is missing.']
const noInvoice: Words = ['发票号应为 6 位数字，可带 C 或 A 前缀。', 'An invoice number is six digits, with C or A before them perhaps.']
const noDay: Words = ['不是有效的日期时间，例如 2010-12-01 08:26:00。', 'No valid date and time such as 2010-12-01 08:26:00.']
const noCustomer: Words = ['客户号应为整数。', 'The customer id must be a whole number.']
const noCode: Words = ['缺少产品编码。', 'The stock code is missing.']
const otherCustomer: Words = ['同一发票中客户不一致。', 'The customer differs within the invoice.']
const notBack: Words = ['退货（C 发票）的数量应为负数。', 'Quantities of a cancellation (C invoice) are negative.']
const decimal = (digits: number): Words => [
  `请填写数字，小数最多 ${digits} 位。`,
  `Enter a number with at most ${digits} digits after the point.`,
]

/** `17850.0` and `17850` are the same customer; a blank one is the walk-in customer. */
const customerOf = (text: string): string | undefined =>
  text === '' ? walkIn : /^\d{1,12}(?:\.0+)?$/.test(text) ? text.replace(/\.0+$/, '') : undefined

const tooLarge: Words = ['金额超出可记录的范围，请核对数量与单价。', 'The amount is too large to be kept: check quantity and price.']

/** The amount of a line in 分; undefined when it is too large. */
function amountOf(quantity: number, unitPrice: number): number | undefined {
  try {
    return multiplyDecimal(quantity, 3, unitPrice, 4, 2)
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/** One invoice from its rows; faults name row and column. */
export function readInvoice(rows: readonly Row[], cell: Cell): Invoice {
  const faults: EntryFault[] = []
  const [first] = rows
  const text = (name: RetailColumn) => (first ? cell(first, name) : '')
  const fault = (row: Row | undefined, path: RetailColumn, sentence: Words) => row && faults.push({ row, path, sentence })
  const number = text('InvoiceNo').toUpperCase()
  if (number === '') fault(first, 'InvoiceNo', noNumber)
  else if (!/^[AC]?\d{6,9}$/.test(number)) fault(first, 'InvoiceNo', noInvoice)
  const back = number.startsWith('C')
  const date = text('InvoiceDate').slice(0, 10)
  if (!isDay(date)) fault(first, 'InvoiceDate', noDay)
  const customer = customerOf(text('CustomerID'))
  if (customer === undefined) fault(first, 'CustomerID', noCustomer)
  let total = 0
  const lines = rows.map((row): InvoiceLine => {
    const code = cell(row, 'StockCode').toUpperCase()
    const quantity = cell(row, 'Quantity')
    const unitPrice = cell(row, 'UnitPrice')
    const count = parseDecimal(quantity, 3)
    const price = parseDecimal(unitPrice, 4)
    const amount = amountOf(count ?? 0, price ?? 0)
    if (code === '') fault(row, 'StockCode', noCode)
    if (count === undefined) fault(row, 'Quantity', decimal(3))
    else if (back && count > 0) fault(row, 'Quantity', notBack)
    if (price === undefined) fault(row, 'UnitPrice', decimal(4))
    if (amount === undefined) fault(row, 'UnitPrice', tooLarge)
    total += back ? 0 - (amount ?? 0) : (amount ?? 0)
    if (customerOf(cell(row, 'CustomerID')) !== customer) fault(row, 'CustomerID', otherCustomer)
    return { code, description: cell(row, 'Description') || null, quantity: back ? quantity.replace(/^-/, '') : quantity, unitPrice }
  })
  return { number, back, date, customer: customer ?? walkIn, country: text('Country'), lines, total, faults }
}
