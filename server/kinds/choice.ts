/** One of a fixed list of choices, kept by its code; labels in either language are understood on the way in. */
import type { ChoiceField } from '../definition/types.ts'
import { say, type Words } from '../definition/words.ts'
import { fault, type Kind, kept } from './kind.ts'
import { showText, varchar } from './textual.ts'

/** The code that `input` names by code or by label; undefined when it names none. */
export function codeOf(input: unknown, choices: Readonly<Record<string, Words>>): string | undefined {
  if (typeof input !== 'string' && typeof input !== 'number') return undefined
  const word = String(input).trim()
  if (Object.hasOwn(choices, word)) return word
  return Object.keys(choices).find((code) => choices[code]?.some((label) => label.toLowerCase() === word.toLowerCase()))
}

export const choice: Kind<ChoiceField> = {
  column: 'text',
  accept(input, field) {
    if (input === null || input === undefined || input === '') return kept(null)
    const code = codeOf(input, field.choices)
    if (code !== undefined) return kept(code)
    const labels = Object.values(field.choices)
    return fault(`只能选择：${labels.map((l) => l[0]).join('、')}。`, `Please choose one of: ${labels.map((l) => l[1]).join(', ')}.`)
  },
  show: showText,
  text: (stored, field, language) => {
    const label = field.choices[String(stored)]
    return stored === null || stored === undefined ? '' : label ? say(label, language) : String(stored)
  },
  operators: ['in', 'notIn', 'eq', 'ne', 'empty'],
  schema: (field) => ({ type: 'string', enum: Object.keys(field.choices) }),
  warehouse: varchar,
}
