/** Child rows edited inside their record and saved with it, in a table of their own; each is taken field by field by the write. */
import type { LinesField } from '../definition/types.ts'
import { fault, type Kind, kept } from './kind.ts'

const most = 5_000

export const lines: Kind<LinesField> = {
  accept(input) {
    if (input === null || input === undefined) return kept([])
    if (!Array.isArray(input) || input.some((line) => typeof line !== 'object' || line === null || Array.isArray(line)))
      return fault('请填写明细行列表。', 'Please give a list of lines.')
    return input.length > most
      ? fault(`明细最多 ${most} 行，现有 ${input.length} 行。`, `At most ${most} lines; this has ${input.length}.`)
      : kept(input)
  },
  show: (stored) => stored ?? [],
  text: (stored) => (Array.isArray(stored) ? String(stored.length) : '0'),
  operators: [],
  schema: () => ({ type: 'array', items: { type: 'object' } }),
}
