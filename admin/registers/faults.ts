/** Faults of a form as react-hook-form and react-admin keep them, turned into sentences by field. */
import { HttpFault } from '../http.ts'

interface Kept {
  readonly message?: unknown
  readonly [inner: string]: unknown
}

const mark = '@@react-admin@@'

/** The sentence of one fault; undefined when there is none. */
export function faultText(error: unknown): string | undefined {
  const message = (error as Kept | undefined)?.message
  if (typeof message !== 'string') return undefined
  if (!message.startsWith(mark)) return message
  const parsed: unknown = JSON.parse(message.slice(mark.length))
  return typeof parsed === 'string' ? parsed : String((parsed as Kept).message)
}

/** Every fault by its path (`name`, `lines.0.quantity`), in the order the form keeps them. */
export function faultList(errors: unknown, above = ''): readonly { readonly path: string; readonly text: string }[] {
  if (typeof errors !== 'object' || errors === null) return []
  return Object.entries(errors).flatMap(([name, error]) => {
    if (error === null || error === undefined || name === 'ref') return []
    const path = above ? `${above}.${name}` : name
    const text = faultText(error)
    return text === undefined ? faultList(error, path) : [{ path, text }]
  })
}

/** What a refusal says, in sentences: those of its fields where it has any, else its message. */
export function sentencesOf(error: unknown): string[] {
  const errors = error instanceof HttpFault ? Object.values(error.body.errors ?? {}) : []
  if (errors.length > 0) return [...new Set(errors)]
  return [error instanceof Error ? error.message : String(error)]
}
