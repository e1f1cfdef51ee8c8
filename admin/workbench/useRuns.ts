/** What was run in each tab: under way, answered, failed, or explained. Answers live until the panel is loaded anew, wherever one goes meanwhile. */

import { useSyncExternalStore } from 'react'
import { freshId } from '../freshId.ts'
import { HttpFault } from '../http.ts'
import { type Language, sayIn, useLanguage } from '../language/say.ts'
import type { Parameters, Plan, Result } from './answers.ts'
import { ask, explain, type Question, stop } from './ask.ts'
import { enterValue, missingIn, missingWords } from './parameters.ts'
import type { Statement } from './sqlText.ts'

/** What is run: a statement, where it stands in the tab's text, and with what. */
export interface Asked {
  readonly statement: Statement
  readonly params: Parameters
  readonly query?: number | undefined
}

export interface Failure {
  readonly message: string
  readonly code: string
  /** Where in the tab's text, if the server tells. */
  readonly at?: number
  readonly line?: number
  readonly column?: number
  readonly errors: Readonly<Record<string, string>>
  readonly requestId?: string
}

export type Run =
  | { readonly state: 'running'; readonly asked: Asked; readonly id: string; readonly since: number }
  | { readonly state: 'done'; readonly asked: Asked; readonly result: Result }
  | { readonly state: 'explained'; readonly asked: Asked; readonly plan: Plan }
  | { readonly state: 'failed'; readonly asked: Asked; readonly failure: Failure }

/** The place in `text` of a line and column, both from 1. */
function placeOf(text: string, line: number, column: number): number {
  const lines = text.split('\n')
  const before = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0)
  return before + Math.min(column - 1, lines[line - 1]?.length ?? 0)
}

export function failureOf(error: unknown, { text, from }: Statement): Failure {
  if (!(error instanceof HttpFault)) return { message: error instanceof Error ? error.message : String(error), code: 'unknown', errors: {} }
  const { code = 'unknown', errors = {}, line, column, requestId } = error.body
  const place = typeof line === 'number' && typeof column === 'number' ? { at: from + placeOf(text, line, column), line, column } : {}
  return { message: error.message, code, errors, ...place, ...(requestId ? { requestId } : {}) }
}

/** A statement with nothing entered for a parameter is not asked: null would quietly find nothing. */
function incomplete({ statement, params }: Asked, language: Language): Failure | undefined {
  const missing = missingIn(statement.text, params)
  return missing.length > 0
    ? {
        message: missing.map((name) => sayIn(language, missingWords(name, params[name] ?? {}))).join(' '),
        code: 'parameters',
        errors: Object.fromEntries(missing.map((name) => [name, sayIn(language, enterValue)])),
      }
    : undefined
}

/** What was wrong with parameters that are still as they were asked. */
export const standing = (run: Run | undefined, parameters: Parameters): Readonly<Record<string, string>> =>
  run?.state === 'failed'
    ? Object.fromEntries(
        Object.entries(run.failure.errors).filter(([name]) => {
          const [before, now] = [run.asked.params[name], parameters[name]]
          return before?.type === now?.type && (before?.value ?? '') === (now?.value ?? '')
        }),
      )
    : {}

const questionOf = ({ statement, params, query }: Asked): Question => ({ sql: statement.text, params, ...(query ? { query } : {}) })

export interface Runs {
  of(tab: string): Run | undefined
  run(tab: string, asked: Asked, limit: number): void
  explain(tab: string, asked: Asked): void
  /** Whether something was running. */
  cancel(tab: string): boolean
}

/** Runs by tab; tabs have names that nobody else's have. */
let runs: ReadonlyMap<string, Run> = new Map()
const listeners = new Set<() => void>()

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function set(tab: string, run: Run): void {
  runs = new Map([...runs, [tab, run]])
  for (const listener of listeners) listener()
}

/** Asks, and keeps the answer unless the tab has asked for something else meanwhile. */
async function start(tab: string, asked: Asked, work: (id: string) => Promise<Run>): Promise<void> {
  const before = runs.get(tab)
  if (before?.state === 'running') void stop(before.id)
  const id = freshId()
  set(tab, { state: 'running', asked, id, since: Date.now() })
  const run = await work(id).catch((error: unknown): Run => ({ state: 'failed', asked, failure: failureOf(error, asked.statement) }))
  const now = runs.get(tab)
  if (now?.state === 'running' && now.id === id) set(tab, run)
}

/** Asks for what is complete, and says of anything else what is missing. */
function begin(tab: string, asked: Asked, language: Language, work: (id: string) => Promise<Run>): void {
  const failure = incomplete(asked, language)
  if (failure) set(tab, { state: 'failed', asked, failure })
  else void start(tab, asked, work)
}

const actionsIn = (language: Language): Omit<Runs, 'of'> => ({
  run: (tab, asked, limit) =>
    begin(tab, asked, language, async (id) => ({ state: 'done', asked, result: await ask(questionOf(asked), id, limit) })),
  explain: (tab, asked) =>
    begin(tab, asked, language, async (id) => ({ state: 'explained', asked, plan: await explain(questionOf(asked), id) })),
  cancel(tab) {
    const run = runs.get(tab)
    if (run?.state !== 'running') return false
    void stop(run.id)
    return true
  },
})

/** Answers of tabs that are gone need not be kept. */
export function forget(tab: string): void {
  runs = new Map([...runs].filter(([name]) => name !== tab))
}

export function useRuns(): Runs {
  const now = useSyncExternalStore(subscribe, () => runs)
  const { language } = useLanguage()
  return { ...actionsIn(language), of: (tab) => now.get(tab) }
}
