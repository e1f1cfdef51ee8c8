/** What the browser says of numbers before the server is asked: the bounds of their fields, line by line. */
import { describe, expect, it } from 'vitest'
import { lineFaults } from '../../admin/registers/lineFaults.ts'
import { lines, money, quantity, text } from '../../server/definition/fields.ts'

const fields = {
  title: text('标题', 'Title'),
  lines: lines('明细', 'Lines', {
    what: text('名称', 'What'),
    quantity: quantity('数量', 'Quantity', { required: true, min: '0.001' }),
    price: money('价', 'Price', { max: '10' }),
    kept: quantity('已发', 'Sent', { min: '1', readOnly: true }),
  }),
}
const of = (...rows: Readonly<Record<string, unknown>>[]) => lineFaults(fields, { title: 'x', lines: rows })

describe('faults of child rows', () => {
  it('names the row and the column, and what the bound is', () => {
    expect(of({ quantity: '1' }, { quantity: '0' }, { quantity: '-2', price: '10.01' })).toEqual({
      'lines.1.quantity': ['不能小于 0.001。', 'It cannot be less than 0.001.'],
      'lines.2.quantity': ['不能小于 0.001。', 'It cannot be less than 0.001.'],
      'lines.2.price': ['不能大于 10。', 'It cannot be more than 10.'],
    })
  })

  it('leaves what is empty to the server, and what nobody can type alone', () => {
    expect(of({ quantity: '', kept: '0' }, {})).toEqual({})
    expect(Object.keys(of({ quantity: 'viel' }))).toEqual(['lines.0.quantity'])
    expect(lineFaults(fields, { title: 'x' })).toEqual({})
  })
})
