/** Runs what people ask: in their turn, over their own snapshot, in a sandbox, within their limits, and into the log. */
import type { Snapshot } from '../../reports/messages.ts'
import type { Actor } from '../access/actor.ts'
import type { Access } from '../access/session.ts'
import { forbidden, missing, Refusal } from '../errors.ts'
import type { World } from '../records/world.ts'
import type { Reports } from '../reporting/index.ts'
import { FairQueue } from '../reporting/queue.ts'
import { endingOf, stopped } from './faults.ts'
import { type Limits, limitsOf } from './limits.ts'
import { longestSql, noteRun, type Run } from './log.ts'
import type { Parameter } from './parameters.ts'
import { type Errand, type SandboxPool, slots } from './pool.ts'
import { type Said, SandboxFault } from './sandbox.ts'
import { mayAskSql, mayTakeAway, snapshotQuestion } from './scope.ts'

/** What is to be run, and how it is logged. */
export interface Asking extends Pick<Run, 'kind' | 'sql' | 'query' | 'board' | 'exported'> {
  /** The request to the sandbox. */
  readonly request: Readonly<Record<string, unknown>> & { readonly params?: Readonly<Record<string, Parameter>> }
  /** By which it is cancelled. */
  readonly run?: string
  /** Aborted, with an Ending as its reason, when nobody wants the answer any more. */
  readonly left?: AbortSignal
  readonly spool?: string
  /** Seconds; the policy's unless told. */
  readonly timeout?: number
  progress?(percent: number): void
}

/** Between two looks at whether those who asked may still ask, in milliseconds. */
const pulse = 1000

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

interface Running {
  readonly actor: Actor
  /** Takes its result away. */
  readonly takes: boolean
  readonly stop: AbortController
}

export class Runs {
  readonly world: World
  readonly pool: SandboxPool
  private readonly reports: Reports
  private readonly access: Access
  private readonly queue = new FairQueue(slots)
  /** What takes results away may take minutes: others keep half of the places. */
  private readonly leaving = new FairQueue(Math.max(1, Math.floor(slots / 2)))
  private readonly running = new Map<string, Running>()
  private readonly timer: NodeJS.Timeout
  private listed: Promise<unknown> | undefined

  constructor(world: World, access: Access, reports: Reports, pool: SandboxPool) {
    this.world = world
    this.access = access
    this.reports = reports
    this.pool = pool
    this.timer = setInterval(() => void this.look().catch(() => undefined), pulse)
    this.timer.unref()
  }

  /** Looks after nobody any more, and ends all sandboxes. */
  async stop(): Promise<void> {
    clearInterval(this.timer)
    await this.pool.stop()
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
      { who: String(actor.id), file, memory: limits.memory, disk: limits.disk },
      async (sandbox) => (await sandbox.ask({ do: 'functions' })).head.functions,
    )
    return this.listed.catch((error: unknown) => {
      this.listed = undefined
      throw error
    })
  }

  /** Stops a run of the actor's own. Throws a 404 Refusal when there is none of that name. */
  cancel(actor: Actor, run: string): void {
    const found = this.running.get(`${actor.id} ${run}`)
    if (!found) throw missing(['运行中的查询', 'running query'], run.slice(0, 64))
    found.stop.abort(stopped.cancelled())
  }

  /** Runs one thing and logs how it ended, be it before its turn. Throws the Refusal that says why it did not run. */
  async run(actor: Actor, limits: Limits, asking: Asking): Promise<Ran> {
    const { kind, sql, query, board, exported } = asking
    const stop = new AbortController()
    let begun: number | undefined
    const note = (how: Pick<Run, 'outcome' | 'killed' | 'rows' | 'message'>) =>
      noteRun(this.world, actor, {
        kind,
        sql,
        ...(query === undefined ? {} : { query }),
        ...(board === undefined ? {} : { board }),
        ...(exported === undefined ? {} : { exported }),
        ...how,
        elapsed: begun === undefined ? 0 : performance.now() - begun,
      })
    try {
      const ran = await this.asked(actor, limits, asking, stop, () => {
        begun = performance.now()
      })
      const rows = ran.head.count ?? ran.head.rows
      await note({ outcome: 'done', ...(rows === undefined ? {} : { rows: Number(rows) }) })
      return ran
    } catch (error) {
      const { outcome, refusal } = endingOf(error, stop.signal)
      const killed = error instanceof SandboxFault && error.fault === 'died'
      await note({ outcome, killed, message: [...new Set(refusal.words)].join('\n') })
      throw error instanceof SandboxFault ? refusal : error
    }
  }

  /** Has it run under its name, by which it is cancelled, and for as long as its asker may ask. */
  private async asked(actor: Actor, limits: Limits, asking: Asking, stop: AbortController, begin: () => void): Promise<Ran> {
    if (asking.sql.length > longestSql)
      throw new Refusal(413, 'tooLarge', [`SQL 最长 ${longestSql} 个字符。`, `SQL may have ${longestSql} characters at most.`])
    const name = `${actor.id} ${asking.run ?? crypto.randomUUID()}`
    if (this.running.has(name)) throw new Refusal(409, 'conflict', ['同名查询正在运行。', 'A query of that name is running.'])
    this.running.set(name, { actor, takes: asking.exported !== undefined, stop })
    const leave = () => stop.abort(asking.left?.reason)
    if (asking.left?.aborted) leave()
    asking.left?.addEventListener('abort', leave)
    try {
      return await this.inTurn(actor, limits, asking, stop, begin)
    } finally {
      this.running.delete(name)
      asking.left?.removeEventListener('abort', leave)
    }
  }

  /** Waits for the actor's turn; who gives up meanwhile is let go at once. */
  private inTurn(actor: Actor, limits: Limits, asking: Asking, stop: AbortController, begin: () => void): Promise<Ran> {
    const { exported, timeout = limits.timeout } = asking
    // Who left before it began has no turn to wait for.
    if (stop.signal.aborted) return Promise.reject(new SandboxFault('interrupted'))
    const who = String(actor.id)
    const since = Date.now()
    let begun = false
    const work = async () => {
      begun = true
      // After a wait the rights are those of now, not those of when it was asked.
      const now = Date.now() - since > pulse ? await this.entitled(actor, exported !== undefined) : actor
      if (!now) stop.abort(stopped.revoked())
      if (!now || stop.signal.aborted) throw new SandboxFault('interrupted')
      begin()
      const timer = setTimeout(() => stop.abort(stopped.timeout(timeout)), timeout * 1000)
      return this.ask(now, limits, asking, stop.signal).finally(() => clearTimeout(timer))
    }
    const turn = () => this.queue.run(who, work, limits.concurrent, stop.signal)
    const givenUp = new Promise<never>((_, reject) => {
      stop.signal.addEventListener('abort', () => {
        if (!begun) reject(new SandboxFault('interrupted'))
      })
    })
    return Promise.race([exported === undefined ? turn() : this.leaving.run(who, turn, limits.concurrent, stop.signal), givenUp])
  }

  /** The actor as he or she is now; undefined when logged out everywhere, or without the right to ask, or to take away. */
  private async entitled(actor: Actor, takes: boolean): Promise<Actor | undefined> {
    const now = actor.id === null ? actor : await this.access.present(this.world.database, actor.id)
    return now && (takes ? mayTakeAway(now) : mayAskSql(now)) ? now : undefined
  }

  /** Stops what is waiting or running for people who may not any more. */
  private async look(): Promise<void> {
    for (const { actor, takes, stop } of [...this.running.values()]) if (!(await this.entitled(actor, takes))) stop.abort(stopped.revoked())
  }

  private async ask(actor: Actor, limits: Limits, { request, spool, progress }: Asking, stop: AbortSignal): Promise<Ran> {
    const errand = async () => {
      const question = snapshotQuestion(this.world, actor, limits.every)
      const snapshot = await unless(stop, this.reports.snapshot(question))
      const about: Errand = {
        who: String(actor.id),
        file: snapshot.file,
        memory: limits.memory,
        disk: limits.disk,
        ...(spool ? { spool } : {}),
      }
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
