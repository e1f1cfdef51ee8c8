/** The reports process as the server sees it: forked, watched, started again when it dies. */
import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { FromReports, ToReports } from '../../reports/messages.ts'
import type { Settings } from '../settings.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const program = fileURLToPath(new URL('../../reports/main.ts', import.meta.url))

/** Waits before the next start, in milliseconds: doubled after each early death. */
const firstWait = 250
const longestWait = 30_000

/** A process that lived this long was well. */
const healthyAfter = 60_000

export interface Listener {
  message(message: FromReports): void
  /** The process is gone; what was asked of it stays without an answer. */
  gone(): void
}

/** What the process may know of the environment: where the data is, and nothing it does not need. */
function environment(settings: Settings): NodeJS.ProcessEnv {
  const kept = ['PATH', 'HOME', 'LANG', 'NODE_ENV', 'TMPDIR', 'WAREHOUSE', 'WAREHOUSE_MEMORY'] as const
  return {
    ...Object.fromEntries(kept.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]))),
    DATA_DIR: settings.dataDir,
    ...(settings.databaseUrl ? { DATABASE_URL: settings.databaseUrl } : {}),
    TIME_ZONE: settings.timeZone,
    TZ: 'UTC',
    // Each question under way holds a thread; the database and the file system need some too.
    UV_THREADPOOL_SIZE: '10',
  }
}

export class ReportsProcess {
  private readonly settings: Settings
  private readonly listener: Listener
  private readonly log: (line: string) => void
  private child: ChildProcess | undefined
  private timer: NodeJS.Timeout | undefined
  private wait = firstWait
  private stopped = false

  constructor(settings: Settings, listener: Listener, log: (line: string) => void) {
    this.settings = settings
    this.listener = listener
    this.log = log
    this.start()
  }

  /** The id of the operating system, while it lives. */
  get pid(): number | undefined {
    return this.child?.pid
  }

  private start(): void {
    const begun = Date.now()
    const child = fork(program, [], {
      cwd: root,
      execArgv: ['--import', 'tsx'],
      env: environment(this.settings),
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      serialization: 'advanced',
    })
    this.child = child
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      for (const line of text.split('\n')) if (line.trim() !== '') this.log(line)
    })
    child.on('message', (message) => this.listener.message(message as FromReports))
    child.on('error', (error) => this.log(String(error)))
    child.once('exit', () => {
      this.child = undefined
      this.listener.gone()
      if (this.stopped) return
      if (Date.now() - begun > healthyAfter) this.wait = firstWait
      this.timer = setTimeout(() => this.start(), this.wait)
      this.wait = Math.min(this.wait * 2, longestWait)
    })
  }

  /** Answers whether there was somebody to send to. */
  send(message: ToReports): boolean {
    if (!this.child?.connected) return false
    this.child.send(message, () => undefined)
    return true
  }

  /** Ends the process: kindly, then not. */
  async stop(): Promise<void> {
    this.stopped = true
    clearTimeout(this.timer)
    const { child } = this
    if (!child) return
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    child.kill('SIGTERM')
    const force = setTimeout(() => child.kill('SIGKILL'), 3000)
    await ended
    clearTimeout(force)
  }
}
