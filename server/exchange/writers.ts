/** Writes a table as CSV (UTF-8 with byte order mark) or as a workbook; text that looks like a formula stays text in both. */
import { fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { stringify } from 'csv-stringify/sync'
import { Refusal } from '../errors.ts'
import type { Sheet, Table } from './exportCells.ts'
import { inert } from './inert.ts'

async function* csvText({ columns, pages }: Table): AsyncGenerator<string> {
  yield `\ufeff${stringify([columns.map(({ title }) => inert(title))])}`
  for await (const page of pages())
    yield stringify(
      page.map((cells) => cells.map((cell, at) => (cell === null ? '' : columns[at]?.shape.as === 'text' ? inert(cell) : cell))),
    )
}

/** The table as a stream of CSV. */
export const writeCsv = (table: Table): Readable => Readable.from(csvText(table), { objectMode: false })

const program = fileURLToPath(new URL('./sheetWriter.mjs', import.meta.url))

/** Megabytes that a workbook may take while it is written. */
const memory = 1024

const tooLarge = () =>
  new Refusal(422, 'tooLarge', [
    '内容太多，工作簿放不下；请缩小范围、少取列，或导出为 CSV。',
    'There is more than a workbook can hold: narrow it down, take fewer columns, or export CSV.',
  ])

type Told = { readonly written: true } | { readonly message: string; readonly code?: string; readonly large: boolean }

/**
 * Writes the table as a workbook into a new file of `folder`, in a process of its own, and answers where it is; the caller deletes it. Throws a 422 Refusal when it does not fit,
 * and the reason of `stop` when that is aborted.
 */
export async function writeWorkbook(table: Table, folder = tmpdir(), stop?: AbortSignal): Promise<string> {
  stop?.throwIfAborted()
  const path = join(folder, `taizhang-${randomUUID()}.xlsx`)
  const sheets: readonly Sheet[] = [table, ...table.lines]
  const writer = fork(program, [], {
    env: {},
    execArgv: [`--max-old-space-size=${memory}`],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
  })
  const ended = once(writer, 'exit')
  ended.catch(() => undefined)
  const kill = () => writer.kill('SIGKILL')
  stop?.addEventListener('abort', kill)
  let told: Told | undefined
  // Said when it is on its way, so that no more is read than the writer takes; to one that is gone nothing is said.
  const say = (message: object) => new Promise<void>((said) => writer.send(message, () => said()))
  try {
    await say({
      path,
      sheets: sheets.map(({ name, columns }) => ({ name, columns: columns.map(({ title, shape }) => ({ title, shape })) })),
    })
    await Promise.race([once(writer, 'message'), ended])
    writer.once('message', (message) => {
      told = message as Told
    })
    for (const [sheet, { pages }] of sheets.entries())
      for await (const page of pages()) {
        if (!writer.connected) break
        await say({ sheet, page })
      }
    await say({ end: true })
    await ended
    stop?.throwIfAborted()
    // One that ran out of memory says nothing any more.
    if (!told) throw tooLarge()
    if ('written' in told) return path
    throw told.large ? tooLarge() : Object.assign(new Error(told.message), { code: told.code })
  } catch (error) {
    await rm(path, { force: true })
    throw error
  } finally {
    stop?.removeEventListener('abort', kill)
    kill()
  }
}
