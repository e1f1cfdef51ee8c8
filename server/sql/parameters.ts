/** The values of `$name` as they came over the wire, held against their types before they go to the sandbox. */
import type { Words } from '../definition/words.ts'
import { Refusal } from '../errors.ts'
import { isDay } from '../kinds/date.ts'

export interface Parameter {
  readonly type: 'text' | 'integer' | 'double' | 'decimal' | 'date' | 'dateTime' | 'yesNo'
  readonly value: string | number | boolean | null
}

const most = 100
const longest = 10_000

const isText = (value: unknown, pattern: RegExp) => typeof value === 'string' && pattern.test(value)

const fits: Readonly<Record<Parameter['type'], { readonly good: (value: unknown) => boolean; readonly words: Words }>> = {
  text: {
    good: (value) => typeof value === 'string' && value.length <= longest && value.isWellFormed(),
    words: ['应为文字。', 'It must be text.'],
  },
  integer: {
    good: (value) =>
      Number.isSafeInteger(value) || (isText(value, /^-?\d{1,19}$/) && BigInt.asIntN(64, BigInt(String(value))) === BigInt(String(value))),
    words: ['应为整数。', 'It must be a whole number.'],
  },
  double: { good: (value) => typeof value === 'number' && Number.isFinite(value), words: ['应为数字。', 'It must be a number.'] },
  decimal: {
    good: (value) => isText(value, /^-?\d{1,28}(\.\d{1,10})?$/),
    words: ['应为小数，如 "12.50"。', 'It must be a decimal such as "12.50".'],
  },
  date: {
    good: (value) => typeof value === 'string' && isDay(value),
    words: ['应为日期，如 2026-01-31。', 'It must be a day such as 2026-01-31.'],
  },
  dateTime: {
    good: (value) =>
      isText(value, /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)?$/) && !Number.isNaN(Date.parse(String(value))),
    words: ['应为时间，如 2026-01-31T09:30:00Z。', 'It must be a moment such as 2026-01-31T09:30:00Z.'],
  },
  yesNo: { good: (value) => typeof value === 'boolean', words: ['应为是或否。', 'It must be true or false.'] },
}

const isType = (word: unknown): word is Parameter['type'] => typeof word === 'string' && Object.hasOwn(fits, word)

function plain(value: unknown): Parameter | undefined {
  if (value === null) return { type: 'text', value }
  if (typeof value === 'string') return { type: 'text', value }
  if (typeof value === 'boolean') return { type: 'yesNo', value }
  if (typeof value === 'number') return { type: Number.isSafeInteger(value) ? 'integer' : 'double', value }
  return undefined
}

function typed(given: unknown): Parameter | undefined {
  if (typeof given !== 'object' || given === null) return plain(given)
  const { type, value } = given as { type?: unknown; value?: unknown }
  return isType(type) && (value === null || ['string', 'number', 'boolean'].includes(typeof value))
    ? { type, value: value as Parameter['value'] }
    : undefined
}

/** Parameters by name. Throws a 422 Refusal that names each one that does not do. */
export function parametersOf(given: unknown): Record<string, Parameter> {
  if (given === undefined || given === null) return {}
  const entries = typeof given === 'object' && !Array.isArray(given) ? Object.entries(given) : undefined
  const faults: Record<string, Words> = {}
  const found: Record<string, Parameter> = {}
  if (!entries || entries.length > most)
    faults.params = [`应为最多 ${most} 个参数的对象。`, `It must be an object of at most ${most} parameters.`]
  for (const [name, value] of entries ?? []) {
    const parameter = typed(value)
    if (!/^[\p{L}_][\p{L}\p{N}_]{0,59}$/u.test(name)) faults[name.slice(0, 60)] = ['参数名无效。', 'That is no name of a parameter.']
    else if (!parameter) faults[name] = ['应为值，或 {type, value}。', 'It must be a value, or {type, value}.']
    else if (parameter.value !== null && !fits[parameter.type].good(parameter.value)) faults[name] = fits[parameter.type].words
    else found[name] = parameter
  }
  if (Object.keys(faults).length > 0)
    throw new Refusal(422, 'sqlParameters', ['请更正参数。', 'Please correct the parameters.'], { errors: faults })
  return found
}
