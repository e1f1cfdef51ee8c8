/** Attachments: a list of `{ id, name, size, type }`; the bytes live content-addressed under the data directory. */
import type { FileField } from '../definition/types.ts'
import { fault, type Kind, kept } from './kind.ts'
import { readList, writeList } from './listed.ts'

export interface Attachment {
  readonly id: number
  readonly name: string
  readonly size: number
  readonly type: string
}

const isId = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value) && value > 0

export const file: Kind<FileField> = {
  column: 'text',
  accept(input, field) {
    if (input === null || input === undefined || input === '') return kept([])
    const ids = Array.isArray(input)
      ? input.map((item: unknown) => (typeof item === 'object' && item !== null && 'id' in item ? item.id : item))
      : undefined
    if (!ids?.every(isId)) return fault('请先上传附件。', 'Please upload the files first.')
    const most = field.max ?? 20
    if (ids.length > most) return fault(`最多 ${most} 个附件。`, `At most ${most} files.`)
    return kept([...new Set(ids)].map((id) => ({ id })))
  },
  show: (stored) => stored ?? [],
  read: readList,
  write: writeList,
  text: (stored) => ((stored as Attachment[] | null) ?? []).map((each) => each.name).join(', '),
  operators: ['empty'],
  schema: () => ({
    type: 'array',
    items: {
      type: 'object',
      required: ['id'],
      properties: { id: { type: 'integer' }, name: { type: 'string' }, size: { type: 'integer' }, type: { type: 'string' } },
    },
  }),
}
