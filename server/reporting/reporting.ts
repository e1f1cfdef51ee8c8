/** Asks the reports process. Records never wait for it: when it is down, reports are refused with a sentence, and nothing else notices. */
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import type { Answer, FromReports, Question, Snapshot, SnapshotQuestion } from '../../reports/messages.ts'
import { Refusal } from '../errors.ts'
import type { Settings } from '../settings.ts'
import { ReportsProcess } from './process.ts'
import { FairQueue } from './queue.ts'

/** One less than the warehouse has readers: one is left for upkeep. */
const atOnce = 3

/** Publishing a large snapshot takes seconds, and others may be before it; in milliseconds. */
const snapshotTime = 120_000

/** A report takes milliseconds; one that takes this long, in milliseconds, is given up. */
const longest = 30_000

/** How long a question waits for a process that is just starting, in milliseconds. */
const patience = 5000

const down = () =>
  new Refusal(503, 'reportsDown', [
    '报表服务正在启动或重建数据，请稍后刷新；其他功能不受影响。',
    'Reports are starting or being made anew: refresh in a moment. Everything else works.',
  ])

const late = () =>
  new Refusal(503, 'reportsLate', [
    '报表计算超时，请缩短期间或增加筛选后再试。',
    'The report took too long: shorten the period or filter more, then try again.',
  ])

const unpack = promisify(gunzip)

/** The JSON text of an answer, packed or not. */
export const textOf = async (answer: Answer): Promise<string> =>
  'json' in answer ? answer.json : (await unpack(answer.gzip)).toString('utf8')

interface Pending {
  resolve(answer: Answer): void
  reject(error: unknown): void
}

export interface AskOptions {
  /** Whose turn it takes: a user's id. */
  readonly who: string
  readonly time?: number
}

export class Reporting {
  private readonly process: ReportsProcess
  private readonly queue = new FairQueue(atOnce)
  private readonly pending = new Map<number, Pending>()
  private readonly waiters = new Set<() => void>()
  private ready = false
  private last = 0

  constructor(settings: Settings, log: (line: string) => void) {
    this.process = new ReportsProcess(settings, { message: (message) => this.take(message), gone: () => this.gone() }, log)
  }

  get pid(): number | undefined {
    return this.process.pid
  }

  /** The answer as JSON text. Throws as `fetch`. */
  async ask(question: Question, options: AskOptions): Promise<string> {
    return textOf(await this.fetch(question, options))
  }

  /** The answer as it came, to be passed on. Throws the Refusal that reports gave, or a 503 one when they are down or late. */
  fetch(question: Question, { who, time = longest }: AskOptions): Promise<Answer> {
    return this.queue.run(who, async () => {
      await this.whenReady()
      return this.exchange(question, time)
    })
  }

  /** The snapshot of a scope. It has a connection of its own and waits for nobody's report. */
  async snapshot(question: SnapshotQuestion): Promise<Snapshot> {
    await this.whenReady()
    return JSON.parse(await textOf(await this.exchange(question, snapshotTime))) as Snapshot
  }

  /** Tells reports that something was written; they would notice by themselves a moment later. */
  nudge(): void {
    this.process.send({ nudge: true })
  }

  stop(): Promise<void> {
    return this.process.stop()
  }

  private exchange(question: Question, time: number): Promise<Answer> {
    const id = ++this.last
    return new Promise<Answer>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.pending.delete(id)
        this.process.send({ drop: id })
        reject(late())
      }, time)
      const settle =
        <T>(then: (value: T) => void) =>
        (value: T) => {
          clearTimeout(timer)
          this.pending.delete(id)
          then(value)
        }
      this.pending.set(id, { resolve: settle(resolve), reject: settle(reject) })
      if (!this.process.send({ id, question })) this.pending.get(id)?.reject(down())
    })
  }

  private async whenReady(): Promise<void> {
    if (this.ready) return
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer)
        this.waiters.delete(done)
        resolve()
      }
      const timer = setTimeout(done, patience)
      this.waiters.add(done)
    })
    if (!this.ready) throw down()
  }

  private take(message: FromReports): void {
    if ('ready' in message) {
      this.ready = true
      for (const done of this.waiters) done()
      return
    }
    const pending = this.pending.get(message.id)
    if (!pending) return
    if ('refusal' in message) pending.reject(new Refusal(message.refusal.status, message.refusal.code, message.refusal.words))
    else pending.resolve(message)
  }

  private gone(): void {
    this.ready = false
    for (const pending of [...this.pending.values()]) pending.reject(down())
  }
}
