/** Keeps the snapshots that are in use fresh: one file for each scope, made anew at most every so many seconds while data changes and somebody asks; old ones go. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Follower } from '../follower/follower.ts'
import type { AsOf, Snapshot, SnapshotQuestion } from '../messages.ts'
import type { Press } from './press.ts'
import { fileName } from './publish.ts'

/** A scope that nobody asked for in this time, in milliseconds, is not kept fresh; the next question waits for a new snapshot. */
const warm = 5 * 60_000

/** A scope that nobody asked for in this time, in milliseconds, loses its file. */
const forgotten = 60 * 60_000

/** A file that has a successor stays this long, in milliseconds, for those who were just told of it. Whoever has it open keeps it longer: it is only its name that goes. */
const grace = 20_000

const tick = 500

interface Published extends Snapshot {
  readonly folder: string
  /** The state of the warehouse it was made of. */
  readonly version: number
  readonly madeAt: number
}

interface Scope {
  question: SnapshotQuestion
  usedAt: number
  /** When it was last begun to be made, whatever came of it. */
  triedAt: number
  current?: Published
  making?: Promise<Published>
}

export class Publisher {
  private readonly follower: Follower
  private readonly press: Press
  private readonly folder: string
  private readonly report: (error: unknown) => void
  private readonly scopes = new Map<string, Scope>()
  private readonly leaving: { readonly folder: string; readonly at: number }[] = []
  private readonly timer: NodeJS.Timeout
  private count = 0

  constructor(follower: Follower, press: Press, report: (error: unknown) => void) {
    this.follower = follower
    this.press = press
    this.report = report
    this.folder = `${follower.file}.snapshots`
    // Those of an earlier process are of an earlier moment.
    rmSync(this.folder, { recursive: true, force: true })
    this.timer = setInterval(() => this.look(), tick)
  }

  /** The snapshot of a scope: the one there is while it is fresh or being renewed, a new one otherwise. */
  async snapshot(question: SnapshotQuestion): Promise<Snapshot> {
    const scope = this.scopes.get(question.key) ?? { question, usedAt: 0, triedAt: 0 }
    this.scopes.set(question.key, scope)
    const idle = Date.now() - scope.usedAt
    scope.question = question
    scope.usedAt = Date.now()
    const { current } = scope
    const { file, tables, asOf } = current && (this.isFresh(scope, current) || idle < warm) ? current : await this.make(scope)
    // While nothing changes, what was published stands for this very moment.
    const now: AsOf = current?.version === this.follower.version ? this.follower.asOf : asOf
    return { file, tables, asOf: now }
  }

  /** Publishes no more; files stay until the next start, because readers may have them. */
  stop(): void {
    clearInterval(this.timer)
  }

  private isFresh({ question }: Scope, current: Published): boolean {
    return current.version === this.follower.version || Date.now() - current.madeAt < question.every * 1000
  }

  private look(): void {
    const now = Date.now()
    for (const [key, scope] of this.scopes) {
      const { current, question, triedAt, usedAt } = scope
      if (now - usedAt > forgotten && current && !scope.making) {
        this.scopes.delete(key)
        this.leaving.push({ folder: current.folder, at: now })
      } else if (now - usedAt < warm && current && !this.isFresh(scope, current) && now - triedAt >= question.every * 1000)
        this.make(scope).catch(this.report)
    }
    while (this.leaving[0] && now - this.leaving[0].at > grace) {
      const { folder } = this.leaving.shift() ?? {}
      // Where an open file cannot lose its name, it is swept away at the next start.
      if (folder) rmSync(folder, { recursive: true, force: true, maxRetries: 1 })
    }
  }

  /** Makes the snapshot of a scope anew; whoever asks while it is being made gets the same. */
  private make(scope: Scope): Promise<Published> {
    scope.making ??= this.write(scope).finally(() => delete scope.making)
    return scope.making
  }

  private async write(scope: Scope): Promise<Published> {
    const { question, current: before } = scope
    scope.triedAt = Date.now()
    const folder = join(this.folder, `${question.key.slice(0, 12)}-${++this.count}`)
    // Read before the copy begins: what is in it may be newer than the moment named, never older.
    const [asOf, version, madeAt] = [this.follower.asOf, this.follower.version, Date.now()]
    const tables = await this.press.print(this.follower, question, folder)
    scope.current = { file: join(folder, fileName), folder, tables, asOf, version, madeAt }
    if (before) this.leaving.push({ folder: before.folder, at: Date.now() })
    return scope.current
  }
}
