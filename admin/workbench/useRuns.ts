/** What was run in each tab: under way, answered, failed, or explained. Answers live as long as the page. */
import { useCallback, useRef, useState } from 'react'
import { HttpFault } from '../http.ts'
import type { Parameters, Plan, Result } from './answers.ts'
import { ask, explain, type Question, stop } from './ask.ts'
import { type Statement, statements } from './sqlText.ts'

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

const questionOf = ({ statement, params, query }: Asked): Question => ({ sql: statement.text, params, ...(query ? { query } : {}) })

export interface Runs {
  of(tab: string): Run | undefined
  run(tab: string, asked: Asked, limit: number): void
  explain(tab: string, asked: Asked): void
  /** Whether something was running. */
  cancel(tab: string): boolean
  forget(tab: string): void
}

export function useRuns(): Runs {
  const [runs, setRuns] = useState<Readonly<Record<string, Run>>>({})
  const latest = useRef(runs)
  latest.current = runs
  const set = useCallback((tab: string, run: Run) => setRuns((before) => ({ ...before, [tab]: run })), [])

  /** Asks, and keeps the answer unless the tab has asked for something else meanwhile. */
  const start = useCallback(
    (tab: string, asked: Asked, work: (id: string) => Promise<Run>) => {
      const before = latest.current[tab]
      if (before?.state === 'running') void stop(before.id)
      const id = crypto.randomUUID()
      set(tab, { state: 'running', asked, id, since: Date.now() })
      work(id)
        .catch((error: unknown): Run => ({ state: 'failed', asked, failure: failureOf(error, asked.statement) }))
        .then((run) =>
          setRuns((now) => {
            const current = now[tab]
            return current?.state === 'running' && current.id === id ? { ...now, [tab]: run } : now
          }),
        )
    },
    [set],
  )

  return {
    of: (tab) => runs[tab],
    run: (tab, asked, limit) =>
      start(tab, asked, async (id) => ({ state: 'done', asked, result: await ask(questionOf(asked), id, limit) })),
    explain: (tab, asked) => start(tab, asked, async () => ({ state: 'explained', asked, plan: await explain(questionOf(asked)) })),
    cancel(tab) {
      const run = runs[tab]
      if (run?.state !== 'running') return false
      void stop(run.id)
      return true
    },
    forget: (tab) => setRuns(({ [tab]: _, ...others }) => others),
  }
}

/** Where the line of a statement stands in the whole text, for people. */
export const lineOf = (text: string, at: number): number => text.slice(0, at).split('\n').length

export const onlyOne = (text: string): boolean => statements(text).length < 2
