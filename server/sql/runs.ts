/** Runs what people ask: in their turn, over their own snapshot, in a sandbox, within their limits, and into the log. */
import type { Snapshot } from '../../reports/messages.ts'
import type { Actor } from '../access/actor.ts'
import type { Access } from '../access/session.ts'
import { forbidden, missing, Refusal } from '../errors.ts'
import type { World } from '../records/world.ts'
import type { Reports } from '../reporting/index.ts'
import { FairQueue } from '../reporting/queue.ts'
import { cancelled, refusalOf, type Stopped } from './faults.ts'
import { type Limits, limitsOf } from './limits.ts'
import { longestSql, noteRun, type Run } from './log.ts'
import type { Parameter } from './parameters.ts'
import { type Errand, type SandboxPool, slots } from './pool.ts'
import { type Said, SandboxFault } from './sandbox.ts'
import { mayAskSql, mayTakeAway, snapshotQuestion } from './scope.ts'

/** What is to be run, and how it is logged. */
export interface Asking extends Pick<Run, 'kind' | 'sql' | 'query' | 'exported'> {
  /** The request to the sandbox. */
  readonly request: Readonly<Record<string, unknown>> & { readonly params?: Readonly<Record<string, Parameter>> }
  /** By which it is cancelled. */
  readonly run?: string
  /** Aborted when nobody waits for the answer any more. */
  readonly left?: AbortSignal
  readonly spool?: string
  /** Seconds; the policy's unless told. */
  readonly timeout?: number
  progress?(percent: number): void
}

/** Who waited longer than this, in milliseconds, is looked at anew before anything is run. */
const patience = 1000

/** What `work` answers, as long as nobody aborts `stop` before: a snapshot may take longer than anybody waits. */
async function unless<T>(stop: AbortSignal, work: Promise<T>): Promise<T> {
  let leave: () => void = () => undefined
  const left = new Promise<never>((_, reject) => {
    leave = () => reject(new SandboxFault('interrupted'))
    stop.addEventListener('abort', leave, { once: true })
  })
  try {
    return await Promise.race([work, left])
  } finally {
    stop.removeEventListener('abort', leave)
  }
}

export interface Ran extends Said {
  readonly snapshot: Snapshot
  /** Names what the asker may see: the rows and columns that the answer is made of. */
  readonly scope: string
  /** Milliseconds in the sandbox. */
  readonly elapsed: number
}

export class Runs {
  readonly world: World
  readonly pool: SandboxPool
  private readonly reports: Reports
  private readonly access: Access
  private readonly queue = new FairQueue(slots)
  /** What takes results away may take minutes: others keep half of the places. */
  private readonly leaving = new FairQueue(Math.max(1, Math.floor(slots / 2)))
  private readonly running = new Map<string, AbortController>()
  private listed: Promise<unknown> | undefined

  constructor(world: World, access: Access, reports: Reports, pool: SandboxPool) {
    this.world = world
    this.access = access
    this.reports = reports
    this.pool = pool
  }

  /** The limits of somebody who may ask in SQL. Throws a 403 Refusal otherwise. */
  async limits(actor: Actor): Promise<Limits> {
    if (!mayAskSql(actor))
      throw forbidden(
        '您的角色不能用 SQL 查询，如确有需要请联系管理员。',
        'Your role may not ask in SQL; ask an administrator if you need to.',
      )
    return limitsOf(this.world, actor)
  }

  /** The snapshot that the actor's statements see. */
  snapshot(actor: Actor, { every }: Limits): Promise<Snapshot> {
    return this.reports.snapshot(snapshotQuestion(this.world, actor, every))
  }

  /** What statements may call: the same for everybody, so it is asked for once. */
  async functions(actor: Actor, limits: Limits): Promise<unknown> {
    const { file } = await this.snapshot(actor, limits)
    this.listed ??= this.pool.use(
      { who: String(actor.id), file, memory: limits.memory },
      async (sandbox) => (await sandbox.ask({ do: 'functions' })).head.functions,
    )
    return this.listed.catch((error: unknown) => {
      this.listed = undefined
      throw error
    })
  }

  /** Stops a run of the actor's own. Throws a 404 Refusal when there is none of that name. */
  cancel(actor: Actor, run: string): void {
    const stop = this.running.get(`${actor.id} ${run}`)
    if (!stop) throw missing(['运行中的查询', 'running query'], run.slice(0, 64))
    stop.abort('cancelled' satisfies Stopped)
  }

  /** Runs one thing and logs it. Throws the Refusal that says why it did not run. */
  async run(actor: Actor, limits: Limits, asking: Asking): Promise<Ran> {
    if (asking.sql.length > longestSql)
      throw new Refusal(413, 'tooLarge', [`SQL 最长 ${longestSql} 个字符。`, `SQL may have ${longestSql} characters at most.`])
    const stop = new AbortController()
    const name = `${actor.id} ${asking.run ?? crypto.randomUUID()}`
    if (this.running.has(name)) throw new Refusal(409, 'conflict', ['同名查询正在运行。', 'A query of that name is running.'])
    this.running.set(name, stop)
    const leave = () => stop.abort('cancelled' satisfies Stopped)
    asking.left?.addEventListener('abort', leave)
    try {
      return await this.inTurn(actor, limits, asking, stop)
    } finally {
      this.running.delete(name)
      asking.left?.removeEventListener('abort', leave)
    }
  }

  /** Waits for the actor's turn; who gives up meanwhile is let go at once. */
  private inTurn(actor: Actor, limits: Limits, asking: Asking, stop: AbortController): Promise<Ran> {
    let begun = false
    const asked = Date.now()
    const work = async () => {
      begun = true
      const now = Date.now() - asked > patience ? await this.still(actor, asking) : actor
      return this.attempt(now, limits, asking, stop)
    }
    const who = String(actor.id)
    const turn = () => this.queue.run(who, work, limits.concurrent)
    const givenUp = new Promise<never>((_, reject) => {
      stop.signal.addEventListener('abort', () => {
        if (!begun) reject(cancelled())
      })
    })
    return Promise.race([asking.exported === undefined ? turn() : this.leaving.run(who, turn, limits.concurrent), givenUp])
  }

  /** The actor after a wait: with the rights of now, not those of when he or she asked. Throws a 403 Refusal when they do not reach any more. */
  private async still(actor: Actor, { exported }: Asking): Promise<Actor> {
    const now = actor.id === null ? actor : await this.access.byUser(this.world.database, actor.id)
    if (now && (exported === undefined ? mayAskSql(now) : mayTakeAway(now))) return now
    throw forbidden('等待期间您的权限已变更，未运行。', 'Your rights were changed while it waited; it was not run.')
  }

  private async attempt(actor: Actor, limits: Limits, asking: Asking, stop: AbortController): Promise<Ran> {
    if (stop.signal.aborted) throw cancelled()
    const { kind, sql, query, exported, timeout = limits.timeout } = asking
    const log = { kind, sql, ...(query === undefined ? {} : { query }), ...(exported === undefined ? {} : { exported }) }
    const begun = performance.now()
    const timer = setTimeout(() => stop.abort('timeout' satisfies Stopped), timeout * 1000)
    try {
      const ran = await this.ask(actor, limits, asking, stop.signal)
      const rows = ran.head.count ?? ran.head.rows
      await noteRun(this.world, actor, {
        ...log,
        outcome: 'done',
        elapsed: performance.now() - begun,
        ...(rows === undefined ? {} : { rows: Number(rows) }),
      })
      return ran
    } catch (error) {
      if (!(error instanceof SandboxFault)) throw error
      const stopped = stop.signal.aborted ? (stop.signal.reason as Stopped) : undefined
      const { outcome, refusal } = refusalOf(error, stopped, timeout)
      const killed = error.fault === 'died'
      await noteRun(this.world, actor, { ...log, outcome, killed, elapsed: performance.now() - begun, message: refusal.words[0] })
      throw refusal
    } finally {
      clearTimeout(timer)
    }
  }

  private async ask(actor: Actor, limits: Limits, { request, spool, progress }: Asking, stop: AbortSignal): Promise<Ran> {
    const errand = async () => {
      const question = snapshotQuestion(this.world, actor, limits.every)
      const snapshot = await unless(stop, this.reports.snapshot(question))
      const about: Errand = { who: String(actor.id), file: snapshot.file, memory: limits.memory, ...(spool ? { spool } : {}) }
      return this.pool.use(about, async (sandbox) => {
        const begun = performance.now()
        const said = await sandbox.ask(request, stop, progress)
        return { ...said, snapshot, scope: question.key, elapsed: performance.now() - begun }
      })
    }
    try {
      return await errand()
    } catch (error) {
      // A newer snapshot may have taken the place of ours just before it was opened.
      if (error instanceof SandboxFault && error.fault === 'died' && error.message === 'open' && !stop.aborted) return errand()
      throw error
    }
  }
}
