/** Answers given lately, kept until the warehouse moves on: many eyes on one dashboard cost one sum. The key is the whole question, with the asker and the row rules in it. */
import type { PageQuestion } from './messages.ts'
import type { Unended } from './packing.ts'

/** Bytes kept, in all answers together. */
const most = 30_000_000

export class Recent {
  private readonly answers = new Map<string, Unended>()
  private version = -1
  private kept = 0

  /** The answer to `question` at the state `version` of the warehouse: one given before, or that of `work`. */
  async answer(question: PageQuestion, version: number, work: () => Promise<Unended>): Promise<Unended> {
    if (version !== this.version) {
      this.clear()
      this.version = version
    }
    const key = JSON.stringify(question)
    const known = this.answers.get(key)
    if (known !== undefined) return known
    const fresh = await work()
    // What was asked of an older state is not kept for a newer one.
    if (version !== this.version || this.answers.has(key)) return fresh
    if (this.kept + fresh.size > most) this.clear()
    this.answers.set(key, fresh)
    this.kept += fresh.size
    return fresh
  }

  private clear(): void {
    this.answers.clear()
    this.kept = 0
  }
}
