/** Any number of a fixed list of choices, in the list's order. */
import type { ChoicesField } from '../definition/types.ts'
import { say } from '../definition/words.ts'
import { codeOf } from './choice.ts'
import { fault, type Kind, kept } from './kind.ts'
import { readList, writeList } from './listed.ts'

export const choices: Kind<ChoicesField> = {
  column: 'text',
  accept(input, field) {
    if (input === null || input === undefined || input === '') return kept([])
    const asked = typeof input === 'string' ? input.split(/[、,，;；]/).filter((word) => word.trim() !== '') : input
    if (!Array.isArray(asked)) return fault('请填写选项列表。', 'Please give a list of choices.')
    const codes = asked.map((word) => codeOf(word, field.choices))
    const unknown = codes.indexOf(undefined)
    if (unknown >= 0) return fault('列表中有不存在的选项。', 'The list names a choice that does not exist.')
    return kept(Object.keys(field.choices).filter((code) => codes.includes(code)))
  },
  show: (stored) => stored ?? [],
  read: readList,
  write: writeList,
  text: (stored, field, language) =>
    ((stored as string[] | null) ?? [])
      .map((code) => say(field.choices[code] ?? [code, code], language))
      .join(language === 'zh' ? '、' : ', '),
  operators: ['has', 'empty'],
  schema: (field) => ({ type: 'array', items: { type: 'string', enum: Object.keys(field.choices) } }),
  warehouse: { type: () => 'VARCHAR', value: writeList },
}
