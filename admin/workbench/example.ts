/** What an example query is, and its text in the reader's language. */
import { type Language, sayIn, type Words } from '../language/say.ts'
import type { Parameters } from './answers.ts'
import type { ChartKind, ChartSettings } from './charts/settings.ts'
import { relabelled } from './parameters.ts'

export interface Example {
  readonly question: Words
  /** What is worth learning from it. */
  readonly note: Words
  /** `{客户|customer}` is a name in the reader's language. */
  readonly sql: string
  readonly parameters?: Parameters
  readonly chart?: { readonly kind: ChartKind; readonly x: string; readonly y: readonly string[]; readonly series?: string }
}

/** A text of an example in one language. */
export const inLanguage = (text: string, language: Language): string =>
  text.replace(/\{([^{}|]+)\|([^{}|]+)\}/g, (_, zh: string, en: string) => sayIn(language, [zh, en]))

/** What is run of an example, in the reader's language. */
export function spelledOut({ question, note, sql, parameters = {}, chart }: Example, language: Language) {
  const named = (text: string) => inLanguage(text, language)
  const drawn: ChartSettings | null = chart
    ? { kind: chart.kind, x: named(chart.x), y: chart.y.map(named), series: chart.series === undefined ? null : named(chart.series) }
    : null
  const called = Object.entries(parameters).map(([name, parameter]) => [name, relabelled(parameter, named(parameter.label ?? ''))] as const)
  return {
    name: sayIn(language, question),
    description: sayIn(language, note),
    sql: named(sql),
    parameters: Object.fromEntries(called),
    chart: drawn,
  }
}
