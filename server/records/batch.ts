/** What rules ask once for a whole batch of writes, however many records it has. */
import type { Change } from './rules.ts'

const answers = new WeakMap<Change['look'], Map<string, Promise<unknown>>>()

/** The answer of `work` for this batch; a batch is told by its `look`, which all its changes share. */
export function oncePerBatch<T>({ look }: Change, question: string, work: () => Promise<T>): Promise<T> {
  const known = answers.get(look) ?? new Map<string, Promise<unknown>>()
  answers.set(look, known)
  const found = known.get(question) ?? work()
  known.set(question, found)
  return found as Promise<T>
}
