/** A link to a record of a register, kept by its id. That the record exists and may be seen is checked by the write. */
import type { LinkField } from '../definition/types.ts'
import { fault, type Kind, kept } from './kind.ts'
import { plainText, showText } from './textual.ts'

export const link: Kind<LinkField> = {
  column: 'integer',
  accept(input) {
    if (input === null || input === undefined || input === '') return kept(null)
    const id = typeof input === 'string' && /^\d{1,10}$/.test(input) ? Number(input) : input
    return typeof id === 'number' && Number.isInteger(id) && id > 0 && id < 2 ** 31
      ? kept(id)
      : fault('请选择一条记录。', 'Please choose a record.')
  },
  show: showText,
  text: plainText,
  operators: ['eq', 'in', 'ne', 'notIn', 'under', 'empty'],
  schema: (field) => ({ type: 'integer', description: `id in ${field.to}` }),
  warehouse: { type: () => 'INTEGER', value: (stored) => stored ?? null },
}
