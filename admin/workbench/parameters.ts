/** Parameters of a query: which there are, of what type, and what is asked with them. */
import type { Words } from '../language/say.ts'
import type { Parameter, Parameters, ParameterType } from './answers.ts'
import { bare, parametersOf } from './sqlText.ts'

export const unset: Parameter = { type: 'text', value: '' }

/** The type a name suggests: `$from` and `$day` are dates, `$customer` is a number. */
export function likelyType(name: string): ParameterType {
  if (/^(from|to|on|since|until)$|day|date|month|日|期|月$/i.test(name)) return 'date'
  if (/^(n|top|limit|year|rows|days)$|id$|count|年$/i.test(name)) return 'integer'
  if (/amount|price|total|share|^(min|max)([A-Z_]|$)|额|价/.test(name)) return 'decimal'
  return /^(only|with|is|has)[A-Z_]/.test(name) ? 'yesNo' : 'text'
}

const empty: Readonly<Record<ParameterType, Parameter['value']>> = {
  text: '',
  integer: '',
  decimal: '',
  date: '',
  dateTime: '',
  yesNo: false,
}

/** Nothing yet, of the type the name suggests. */
export const fresh = (name: string): Parameter => ofType(likelyType(name))
export const ofType = (type: ParameterType): Parameter => ({ type, value: empty[type] })

/** The parameters the text names, with what is known of them. */
export const namedIn = (text: string, known: Parameters): Parameters =>
  Object.fromEntries(parametersOf(text).map((name) => [name, known[name] ?? fresh(name)]))

/** As the server takes them: nothing entered is null, except for a text. */
export const sent = (parameters: Parameters): Parameters =>
  Object.fromEntries(
    Object.entries(parameters).map(([name, { type, value }]) => [name, { type, value: value === '' && type !== 'text' ? null : value }]),
  )

const isEmpty = (value: Parameter['value']): boolean => value === null || value === ''

/** Does the text itself say what is to be done when `$name` is null? */
function handlesNull(text: string, name: string): boolean {
  const parameter = String.raw`\$${name}(?![\p{L}\p{N}_])`
  const typed = String.raw`(?:cast\s*\(\s*)?${parameter}(?:\s*::\s*\w+|\s+as\s+\w+\s*\))*`
  return new RegExp(String.raw`${typed}\s+is\s+(?:not\s+)?null\b|\b(?:coalesce|ifnull)\s*\(\s*${typed}`, 'iu').test(bare(text))
}

/**
 * Parameters of a statement that it may not be run without: nothing is entered, and the statement does not deal with null.
 * A comparison with null holds for no row, so that the answer would look right and be wrong. A text may be empty.
 */
export const missingIn = (text: string, parameters: Parameters): readonly string[] =>
  Object.entries(namedIn(text, parameters))
    .filter(([name, { type, value }]) => type !== 'text' && isEmpty(value) && !handlesNull(text, name))
    .map(([name]) => name)

/** What stands at the entry of a parameter that is missing. */
export const enterValue: Words = ['请填写', 'Enter a value']

/** What is said of it elsewhere. */
export const missingWords = (name: string, parameter: Pick<Parameter, 'label'>): Words => {
  const called = calledOf(name, parameter)
  return [`参数“${called}”还没有填写；请填写后再运行。`, `The parameter “${called}” is empty: enter a value, then run.`]
}

/** A parameter as a saved query keeps it. */
export interface SavedParameter {
  readonly name: string
  readonly type: ParameterType
  readonly default?: Parameter['value']
  readonly label?: string
}

const labelled = (label: string | undefined) => (label ? { label } : {})
export const relabelled = ({ type, value }: Parameter, label: string): Parameter => ({ type, value, ...labelled(label) })
/** What stands at its entry. */
export const calledOf = (name: string, { label }: Pick<Parameter, 'label'>): string => label || `$${name}`

export const kept = (parameters: Parameters): readonly SavedParameter[] =>
  Object.entries(parameters).map(([name, { type, value, label }]) => ({ name, type, default: value, ...labelled(label) }))

export const restored = (saved: readonly SavedParameter[] | null | undefined): Parameters =>
  Object.fromEntries(
    (saved ?? []).map(({ name, type, default: value, label }) => [name, { type, value: value ?? ofType(type).value, ...labelled(label) }]),
  )
