/** Answers given lately, kept until the warehouse moves on: many eyes on one dashboard cost one sum. The key is the whole question, with the asker and the row rules in it. */
import type { AsOf, WeeklyQuestion } from './messages.ts'

/** Characters kept, in all answers together. */
const most = 30_000_000

export class Recent {
  private readonly answers = new Map<string, string>()
  private version = ''
  private kept = 0

  /** The answer to `question` at the state `version` of the warehouse: one given before, or that of `work`. */
  async answer(question: WeeklyQuestion, version: string, work: () => Promise<string>): Promise<string> {
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
    if (this.kept + fresh.length > most) this.clear()
    this.answers.set(key, fresh)
    this.kept += fresh.length
    return fresh
  }

  private clear(): void {
    this.answers.clear()
    this.kept = 0
  }
}

/** A report with the moment it stands for. */
export const withAsOf = (json: string, asOf: AsOf): string => `${json.slice(0, -1)},"asOf":${JSON.stringify(asOf)}}`
