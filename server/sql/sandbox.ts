/** One sandbox as the server sees it: a process with nothing in its environment, bounded by the operating system, asked one thing at a time and killed when it does not stop. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import type { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('../../reports/analyst/sandbox.mjs', import.meta.url))

/** What an interrupted statement has to end within, in milliseconds; some functions never look. */
const patience = 500

/** The head of an answer is this long at most, in bytes: a table of ten thousand columns fits. */
const mostHead = 8_000_000

/** The body of an answer is this long at most, in bytes; the program keeps to half of it. */
const mostBody = 64 * 1024 * 1024

/** Megabytes of address space that Node takes before it does anything. */
const ownSpace = 1600

export interface Opening {
  readonly file: string
  /** Where exports may be written; no such place for ordinary queries. */
  readonly spool?: string
  /** Megabytes. */
  readonly memory: number
  readonly disk: number
  readonly threads: number
  readonly timeZone: string
}

export type Fault = 'sql' | 'refused' | 'memory' | 'disk' | 'interrupted' | 'died'

/** What the sandbox said of a statement that did not run. */
export class SandboxFault extends Error {
  readonly fault: Fault
  /** What was refused, and its name. */
  readonly what: string
  readonly about: string
  readonly place: { readonly line?: number; readonly column?: number }

  constructor(fault: Fault, { message = '', what = '', name = '', line, column }: Head = {}) {
    super(message)
    this.fault = fault
    this.what = what
    this.about = name
    this.place = line === undefined || column === undefined ? {} : { line, column }
  }
}

interface Head {
  readonly ready?: boolean
  readonly done?: number
  readonly progress?: number
  readonly fault?: Fault
  /** Little can be hoped of the process after this: memory is in pieces, or the engine has given up. */
  readonly spent?: boolean
  readonly message?: string
  readonly what?: string
  readonly name?: string
  readonly line?: number
  readonly column?: number
  readonly bytes?: number
}

export interface Said {
  readonly head: Readonly<Record<string, unknown>>
  readonly body: Buffer
}

interface Pending {
  readonly id: number
  resolve(said: Said): void
  reject(fault: SandboxFault): void
  progress(percent: number): void
}

/** The head of an answer, as far as it is one. The process may have been turned against us: what it says is held against what it can say. */
function headOf(line: string): Head | undefined {
  try {
    const head: unknown = JSON.parse(line)
    if (typeof head !== 'object' || head === null) return undefined
    const { bytes = 0 } = head as Head
    return Number.isInteger(bytes) && bytes >= 0 && bytes <= mostBody ? head : undefined
  } catch {
    return undefined
  }
}

/** `sh` sets the limits, then becomes Node: no core dumps, no more memory than said, and behind the server where the processor is short. */
function start(memory: number, folder: string): ChildProcess {
  const node = [process.execPath, '--max-old-space-size=256', program]
  const stdio = ['pipe', 'ignore', 'ignore', 'pipe'] as const
  const options = { cwd: folder, env: {}, stdio: [...stdio] }
  if (process.platform === 'win32') return spawn(node[0] ?? '', node.slice(1), options)
  const script = `ulimit -c 0; ulimit -v ${(ownSpace + 2 * memory) * 1024} 2>/dev/null; exec nice -n 10 env -i "$@"`
  return spawn('/bin/sh', ['-c', script, 'sandbox', ...node], options)
}

export class Sandbox {
  readonly folder: string
  readonly born = Date.now()
  private readonly child: ChildProcess
  private pending: Pending | undefined
  private last = 0
  private parts: Buffer[] = []
  private held = 0
  private head: Head | undefined
  private over = false
  private ending = false
  /** Resolves when the process can be asked; answers false when it ended before. */
  readonly ready: Promise<boolean>
  private tellReady: (well: boolean) => void = () => undefined
  readonly ended: Promise<void>

  constructor(folder: string, memory: number) {
    this.folder = folder
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    this.ready = new Promise((resolve) => {
      this.tellReady = resolve
    })
    this.child = start(memory, folder)
    this.ended = new Promise((resolve) => {
      const end = () => {
        this.over = true
        this.tellReady(false)
        this.pending?.reject(new SandboxFault('died'))
        rmSync(folder, { recursive: true, force: true })
        resolve()
      }
      this.child.once('exit', end)
      this.child.once('error', end)
    })
    this.child.stdin?.on('error', () => undefined)
    const answers = this.child.stdio[3] as Readable
    answers.on('data', (bytes: Buffer) => this.take(bytes))
    answers.on('error', () => undefined)
  }

  get alive(): boolean {
    return !this.over && !this.ending
  }

  get pid(): number | undefined {
    return this.child.pid
  }

  /** Asks for one thing and answers what came back. Throws SandboxFault. Aborting `stop` interrupts it, and kills the process when that does not help. */
  async ask(
    request: Readonly<Record<string, unknown>>,
    stop?: AbortSignal,
    progress: (percent: number) => void = () => undefined,
  ): Promise<Said> {
    if (!(await this.ready)) throw new SandboxFault('died')
    if (stop?.aborted) throw new SandboxFault('interrupted')
    let force: NodeJS.Timeout | undefined
    const interrupt = () => {
      this.write({ do: 'interrupt' })
      force = setTimeout(() => this.kill(), patience)
    }
    stop?.addEventListener('abort', interrupt, { once: true })
    try {
      return await new Promise<Said>((resolve, reject) => {
        const id = ++this.last
        this.pending = { id, resolve, reject, progress }
        this.write({ id, ...request })
      })
    } finally {
      this.pending = undefined
      stop?.removeEventListener('abort', interrupt)
      clearTimeout(force)
    }
  }

  open({ file, ...rest }: Opening): Promise<Said> {
    return this.ask({ do: 'open', file, folder: this.folder, ...rest })
  }

  /** Says that nothing more will be asked: the process ends by itself, as it does when the server is gone. */
  hangUp(): void {
    this.child.stdin?.end()
  }

  kill(): void {
    this.ending = true
    this.child.kill('SIGKILL')
  }

  private write(message: unknown): void {
    const input = this.child.stdin as Writable
    if (!this.over && input.writable) input.write(`${JSON.stringify(message)}\n`)
  }

  /** Puts the answers together again: a line, then as many bytes as it says. */
  private take(bytes: Buffer): void {
    this.parts.push(bytes)
    this.held += bytes.length
    for (;;) {
      if (!this.head) {
        if (!bytes.includes(10) && this.held < mostHead) return
        const all = Buffer.concat(this.parts)
        const end = all.indexOf(10)
        if (end < 0) {
          if (all.length >= mostHead) this.kill()
          this.parts = [all]
          return
        }
        this.head = headOf(all.subarray(0, end).toString())
        if (!this.head) {
          this.kill()
          return
        }
        this.parts = [all.subarray(end + 1)]
        this.held = all.length - end - 1
      }
      const { bytes: length = 0 } = this.head
      if (this.held < length) return
      const all = Buffer.concat(this.parts)
      this.settle(this.head, all.subarray(0, length))
      this.head = undefined
      this.parts = [all.subarray(length)]
      this.held = all.length - length
      if (this.held === 0) return
      bytes = this.parts[0] ?? bytes
    }
  }

  private settle(head: Head, body: Buffer): void {
    if (head.ready) this.tellReady(true)
    else if (head.progress !== undefined) this.pending?.progress(head.progress)
    else if (this.pending && head.done === this.pending.id) {
      if (head.spent) this.kill()
      if (head.fault) this.pending.reject(new SandboxFault(head.fault, head))
      else this.pending.resolve({ head: head as Said['head'], body })
    }
  }
}
