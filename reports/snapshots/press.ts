/**
 * The press: a process of its own that writes snapshots out of a copy of the warehouse, and comes after everybody else at the processor. Dashboards share neither threads
 * nor memory with it, so they stay quick while ten million lines are written.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, rmSync } from 'node:fs'
import { setPriority } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Fields } from '../../server/definition/types.ts'
import type { Follower } from '../follower/follower.ts'
import type { SnapshotQuestion, SnapshotTable } from '../messages.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const program = fileURLToPath(new URL('./pressMain.ts', import.meta.url))

/** Below everybody else's, 0, and far from last, 19: where all processors are wanted, a dashboard has three times as much of them as the press. */
const lower = 5

/** A press that has had nothing to do for this time, in milliseconds, ends. */
const idle = 5 * 60_000

/** What the process is told. */
export interface Order {
  /** A copy of the warehouse that nobody else has open. */
  readonly warehouse: string
  /** Fields that the company added, by register. */
  readonly custom: Readonly<Record<string, Fields>>
  readonly question: SnapshotQuestion
  /** Where the snapshot appears when it is whole. */
  readonly folder: string
}

export type Printed = { readonly tables: readonly SnapshotTable[] } | { readonly fault: string }

export class Press {
  private child: ChildProcess | undefined
  private ending: NodeJS.Timeout | undefined
  private line: Promise<unknown> = Promise.resolve()
  private closed = false

  /**
   * Writes the snapshot that `question` describes into `folder`, one after the other, and answers what is in it. Everything in it is of one moment of the warehouse, not before
   * the call. Throws when it could not be written, of which nothing is left then.
   */
  print(follower: Follower, question: SnapshotQuestion, folder: string): Promise<readonly SnapshotTable[]> {
    const turn = this.line.then(async () => {
      if (this.closed) throw new Error('the press is closed')
      const beside = `${folder}.source`
      mkdirSync(beside, { recursive: true, mode: 0o700 })
      try {
        const warehouse = join(beside, 'warehouse.duckdb')
        const { custom } = follower.catalog
        await follower.copy(warehouse)
        return await this.hand({ warehouse, custom, question, folder })
      } finally {
        for (const each of [beside, `${folder}.part`]) rmSync(each, { recursive: true, force: true, maxRetries: 3 })
      }
    })
    this.line = turn.catch(() => undefined)
    return turn
  }

  /** Prints no more: what is being written is given up, what waits is not begun. Resolves when nothing of it is left. */
  async close(): Promise<void> {
    this.closed = true
    this.stop()
    await this.line
  }

  /** Ends the process, whatever it is at; the next snapshot is printed by another. */
  stop(): void {
    clearTimeout(this.ending)
    this.child?.kill('SIGKILL')
    // Nothing more is handed to one that is dying.
    this.child = undefined
  }

  private async hand(order: Order): Promise<readonly SnapshotTable[]> {
    clearTimeout(this.ending)
    const child = this.child ?? this.start()
    const heard = new AbortController()
    try {
      child.send(order, () => undefined)
      const [printed]: Printed[] = await Promise.race([
        once(child, 'message', heard),
        once(child, 'exit', heard).then(() => [{ fault: 'the press ended before the snapshot was whole' }]),
      ])
      if (!printed || 'fault' in printed) throw new Error(printed?.fault)
      return printed.tables
    } finally {
      heard.abort()
      this.ending = setTimeout(() => this.stop(), idle).unref()
    }
  }

  private start(): ChildProcess {
    const child = fork(program, [], {
      cwd: root,
      execArgv: ['--import', 'tsx'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      serialization: 'advanced',
    })
    // From here, before it has made any thread: each thread begins with the priority of the one that made it.
    if (child.pid) setPriority(child.pid, lower)
    child.once('exit', () => {
      if (this.child === child) this.child = undefined
    })
    this.child = child
    return child
  }
}
