/** The sandboxes of this server: kept open for the person and snapshot they serve, replaced when they die, with a fresh one always at hand. */
import { randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { Sandbox, SandboxFault } from './sandbox.ts'

/** A sandbox that nobody asks goes after this time, in milliseconds. */
const idleTime = 120_000

/** Sandboxes at work at a time: they run behind the server, but memory is not endless. */
export const slots = Math.max(4, Math.floor(availableParallelism() / 2))

/** What a sandbox is needed for. */
export interface Errand {
  /** Whose: nobody gets a process that served another. */
  readonly who: string
  readonly file: string
  /** Megabytes. */
  readonly memory: number
  /** Megabytes of temporary files. */
  readonly disk: number
  /** Where a file to take away may be written. */
  readonly spool?: string
}

interface Kept {
  readonly sandbox: Sandbox
  readonly who: string
  readonly memory: number
  readonly disk: number
  readonly file: string
  timer?: NodeJS.Timeout
}

export class SandboxPool {
  private readonly folder: string
  private readonly timeZone: string
  private readonly kept: Kept[] = []
  private readonly all = new Set<Sandbox>()
  private spare: { readonly sandbox: Sandbox; readonly memory: number } | undefined
  private stopped = false

  /** `folder` holds a folder for each server process; what processes that are gone, or a namesake of this one, left behind is cleared away. */
  constructor(folder: string, timeZone: string) {
    this.folder = join(folder, String(process.pid))
    this.timeZone = timeZone
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const left = readdirSync(folder).filter((name) => !isAlive(Number(name)))
    // The last breath of a process that was killed may still be written while it is cleared away.
    for (const path of [this.folder, ...left.map((name) => join(folder, name))])
      rmSync(path, { recursive: true, force: true, maxRetries: 5 })
  }

  /** Does `work` with a folder of its own, where a file to take away may be written, and removes it afterwards. */
  async spooled<T>(work: (spool: string) => Promise<T>): Promise<T> {
    const spool = join(this.folder, randomUUID())
    await mkdir(spool, { recursive: true, mode: 0o700 })
    try {
      return await work(spool)
    } finally {
      await rm(spool, { recursive: true, force: true })
    }
  }

  /** Runs `work` with a sandbox that has the snapshot open. Throws SandboxFault. */
  async use<T>(errand: Errand, work: (sandbox: Sandbox) => Promise<T>): Promise<T> {
    const kept = await this.take(errand)
    try {
      return await work(kept.sandbox)
    } finally {
      if (errand.spool !== undefined) kept.sandbox.kill()
      this.keep(kept)
    }
  }

  /** Processes that live now. */
  get pids(): number[] {
    return [...this.all].flatMap(({ pid }) => pid ?? [])
  }

  async stop(): Promise<void> {
    this.stopped = true
    for (const { timer } of this.kept) clearTimeout(timer)
    const ending = [...this.all]
    for (const sandbox of ending) sandbox.kill()
    await Promise.all(ending.map(({ ended }) => ended))
    rmSync(this.folder, { recursive: true, force: true })
  }

  private async take({ who, file, memory, disk, spool }: Errand): Promise<Kept> {
    if (this.stopped) throw new SandboxFault('died')
    // A query gets the process that served this person last; an export writes files and has one of its own.
    const at = spool === undefined ? this.kept.findIndex((each) => each.who === who && each.memory === memory && each.sandbox.alive) : -1
    const found = at < 0 ? undefined : this.kept.splice(at, 1)[0]
    clearTimeout(found?.timer)
    if (found?.file === file && found.disk === disk) return found
    const sandbox = found?.sandbox ?? this.fresh(memory)
    try {
      const threads = availableParallelism()
      await sandbox.open({ file, memory, disk, threads, timeZone: this.timeZone, ...(spool ? { spool } : {}) })
    } catch {
      sandbox.kill()
      throw new SandboxFault('died', { message: 'open' })
    }
    return { sandbox, who, memory, disk, file }
  }

  private keep(kept: Kept): void {
    if (!kept.sandbox.alive || this.stopped) return
    kept.timer = setTimeout(() => kept.sandbox.kill(), idleTime)
    kept.timer.unref()
    this.kept.push(kept)
    while (this.kept.length > slots) this.kept.shift()?.sandbox.kill()
  }

  /** A process that has opened nothing yet: the one at hand, while the next one starts. Throws SandboxFault where the disk has no room for its folder. */
  private fresh(memory: number): Sandbox {
    const { spare } = this
    this.spare = undefined
    const fits = spare?.sandbox.alive && spare.memory === memory
    if (spare && !fits) spare.sandbox.kill()
    const sandbox = fits ? spare.sandbox : this.start(memory)
    void sandbox.ready
      .then(() => {
        if (!this.stopped && !this.spare) this.spare = { sandbox: this.start(memory), memory }
      })
      .catch(() => undefined)
    return sandbox
  }

  private start(memory: number): Sandbox {
    const folder = join(this.folder, randomUUID())
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
    } catch {
      throw new SandboxFault('disk')
    }
    const sandbox = new Sandbox(folder, memory)
    this.all.add(sandbox)
    void sandbox.ended.then(() => {
      this.all.delete(sandbox)
      const at = this.kept.findIndex((each) => each.sandbox === sandbox)
      if (at >= 0) clearTimeout(this.kept.splice(at, 1)[0]?.timer)
    })
    return sandbox
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
