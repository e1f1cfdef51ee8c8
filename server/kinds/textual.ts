/** What text, long text, e-mail, phone and code kinds share: cleaning, length, and refusing what no database can keep. */
import type { Operator } from '../definition/where.ts'
import { type Accepted, fault, kept } from './kind.ts'

export const textOperators: readonly Operator[] = ['contains', 'eq', 'ne', 'in', 'notIn', 'startsWith', 'empty']

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are just what is looked for
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/

/** Trimmed text, null when empty; refuses control characters, lone surrogates and more than `max` characters. */
export function acceptText(input: unknown, max: number, manyLines: boolean): Accepted {
  if (input === null || input === undefined) return kept(null)
  if (typeof input !== 'string' && typeof input !== 'number') return fault('请填写文字。', 'Please enter text.')
  const text = String(input).trim()
  if (text === '') return kept(null)
  if (!text.isWellFormed() || control.test(text))
    return fault('含有无法保存的控制字符，请删除后重试。', 'It holds control characters that cannot be kept: please remove them.')
  if (!manyLines && /[\n\r]/.test(text)) return fault('只能填写一行。', 'Only one line is possible here.')
  const length = [...text].length
  if (length > max) return fault(`最多 ${max} 个字符，现有 ${length} 个。`, `At most ${max} characters; this has ${length}.`)
  return kept(text)
}

export const showText = (stored: unknown) => stored ?? null
export const plainText = (stored: unknown) => (stored === null || stored === undefined ? '' : String(stored))
export const varchar = { type: () => 'VARCHAR', value: (stored: unknown) => stored ?? null }
