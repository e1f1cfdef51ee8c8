/** Yes or no; kept as 1 and 0 because both engines agree on those. */
import type { YesNoField } from '../definition/types.ts'
import { fault, type Kind, kept } from './kind.ts'

const yes = new Set<unknown>([true, 1, '1', 'true', 'yes', 'y', '是', '√'])
const no = new Set<unknown>([false, 0, '0', 'false', 'no', 'n', '否', '×'])

export const yesNo: Kind<YesNoField> = {
  column: 'integer',
  accept(input) {
    if (input === null || input === undefined || input === '') return kept(null)
    const word = typeof input === 'string' ? input.trim().toLowerCase() : input
    if (yes.has(word)) return kept(true)
    return no.has(word) ? kept(false) : fault('请填写“是”或“否”。', 'Please answer yes or no.')
  },
  show: (stored) => stored ?? null,
  read: (raw) => (raw === null || raw === undefined ? null : Number(raw) === 1),
  write: (stored) => (stored === null || stored === undefined ? null : stored ? 1 : 0),
  text: (stored, _field, language) =>
    stored === null || stored === undefined ? '' : stored ? (language === 'zh' ? '是' : 'Yes') : language === 'zh' ? '否' : 'No',
  operators: ['eq', 'ne', 'empty'],
  schema: () => ({ type: 'boolean' }),
  warehouse: { type: () => 'BOOLEAN', value: (stored) => stored ?? null },
}
