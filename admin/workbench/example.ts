/** What an example query is, and its text in the reader's language. */
import { type Language, sayIn, type Words } from '../language/say.ts'
import type { Parameters } from './answers.ts'
import type { ChartKind } from './charts/settings.ts'

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

/** Its parameters, called by names in one language. */
export const parametersIn = (parameters: Parameters, language: Language): Parameters =>
  Object.fromEntries(
    Object.entries(parameters).map(([name, { label, ...parameter }]) => [
      name,
      label === undefined ? parameter : { ...parameter, label: inLanguage(label, language) },
    ]),
  )
