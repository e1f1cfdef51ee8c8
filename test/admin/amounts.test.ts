/** Amounts in the browser: exact, as the server will compute them again. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withoutBlankTail } from '../../admin/dataProvider.ts'
import { groupDigits, plainNumber, trimZeros } from '../../admin/kinds/figures.ts'
import { derived } from '../../admin/registers/derive.ts'
import { columnSum } from '../../admin/registers/lineTotals.ts'
import { formatDecimal } from '../../server/definition/decimal.ts'
import { lines, money, quantity, unitPrice } from '../../server/definition/fields.ts'
import type { Fields } from '../../server/definition/types.ts'

const line: Fields = {
  quantity: quantity('数量', 'Quantity'),
  unitPrice: unitPrice('单价', 'Unit price'),
  amount: money('金额', 'Amount', { derive: { product: ['quantity', 'unitPrice'] } }),
}
const order: Fields = {
  lines: lines('明细', 'Lines', line),
  total: money('总金额', 'Total', { derive: { sum: 'lines.amount' } }),
  paid: money('已付', 'Paid'),
  open: money('未付', 'Open', { derive: { difference: ['total', 'paid'] } }),
}
const amountOf = (values: Record<string, unknown>) => derived(line.amount as never, { product: ['quantity', 'unitPrice'] }, line, values)

describe('a derived amount', () => {
  it('is rounded half away from zero per line', () => {
    expect(amountOf({ quantity: '3', unitPrice: '6.2150' })).toBe('18.65')
    expect(amountOf({ quantity: '-3', unitPrice: '6.2150' })).toBe('-18.65')
    expect(amountOf({ quantity: '1', unitPrice: '0.0049' })).toBe('0.00')
    expect(amountOf({ quantity: '1', unitPrice: '0.005' })).toBe('0.01')
  })

  it('waits for both numbers and does not guess at what is no number', () => {
    expect(amountOf({ quantity: '3' })).toBeNull()
    expect(amountOf({ quantity: '', unitPrice: '1' })).toBeNull()
    expect(amountOf({ quantity: '3x', unitPrice: '1' })).toBeNull()
    expect(amountOf({ quantity: '999999999999', unitPrice: '99999999999' })).toBeNull()
  })

  it('is unknown, not nothing, where the column that it adds up is hidden', () => {
    const { amount: _amount, ...shown } = line
    for (const fields of [{ ...order, lines: lines('明细', 'Lines', shown) }, { total: order.total as never }])
      expect(derived(order.total as never, { sum: 'lines.amount' }, fields, { lines: [{ quantity: '3' }] })).toBeNull()
  })

  it('agrees with whole-number arithmetic for any line', () => {
    const scaled = (digits: number) => fc.integer({ min: -(10 ** digits), max: 10 ** digits })
    fc.assert(
      fc.property(scaled(7), scaled(7), (a, b) => {
        const product = BigInt(a) * BigInt(b)
        const size = product < 0n ? -product : product
        const rounded = (size + 50_000n) / 100_000n
        const expected = formatDecimal(Number(product < 0n ? -rounded : rounded), 2)
        const zero = /^-?0\.00$/
        const got = amountOf({ quantity: formatDecimal(a, 3), unitPrice: formatDecimal(b, 4) })
        return got === expected || (zero.test(String(got)) && zero.test(expected))
      }),
    )
  })

  it('sums lines whose amounts follow themselves, and follows on from the sum', () => {
    const values = {
      lines: [
        { quantity: '3', unitPrice: '6.2150' },
        { quantity: '1200.5', unitPrice: '55.38' },
        { quantity: null, unitPrice: '1' },
      ],
      paid: '500.00',
    }
    expect(derived(order.total as never, { sum: 'lines.amount' }, order, values)).toBe('66502.34')
    expect(derived(order.open as never, { difference: ['total', 'paid'] }, order, values)).toBe('66002.34')
  })
})

describe('column sums', () => {
  it('add quantities and money, not prices', () => {
    const rows = [{ quantity: '1.5', unitPrice: '2' }, { quantity: '2.25', unitPrice: '3' }, {}]
    expect(columnSum(rows, 'quantity', line.quantity as never)).toBe('3.750')
    expect(columnSum(rows, 'unitPrice', line.unitPrice as never)).toBeUndefined()
  })
})

describe('numbers as people read and write them', () => {
  it('group digits without a float', () => {
    expect(groupDigits('-12345678901234567890.10')).toBe('−12,345,678,901,234,567,890.10')
    expect(groupDigits('999.00')).toBe('999.00')
    expect(trimZeros('3.500')).toBe('3.5')
    expect(trimZeros('1200')).toBe('1200')
  })

  it('take full-width digits, separators and signs', () => {
    expect(plainNumber('￥１，２３４．５０')).toBe('1234.50')
    expect(plainNumber(' 12 %')).toBe('12')
    expect(plainNumber('−3')).toBe('-3')
  })
})

describe('rows begun and left empty', () => {
  it('are not sent when they stand at the end', () => {
    expect(withoutBlankTail([{ a: 1 }, {}, { a: 2 }, { a: null, b: '' }, {}])).toEqual([{ a: 1 }, {}, { a: 2 }])
  })
})
