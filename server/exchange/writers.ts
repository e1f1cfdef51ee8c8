/** Writes a table as CSV (UTF-8 with byte order mark) or as a workbook; text that looks like a formula stays text in both. */
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { Worker } from 'node:worker_threads'
import { stringify } from 'csv-stringify/sync'
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

/** Writes the table as a workbook into a new file of `folder`, in a thread of its own, and answers where it is; the caller deletes it. */
export async function writeWorkbook(table: Table, folder = tmpdir()): Promise<string> {
  const path = join(folder, `taizhang-${randomUUID()}.xlsx`)
  const sheets: readonly Sheet[] = [table, ...table.lines]
  const worker = new Worker(new URL('./sheetWriter.mjs', import.meta.url), {
    workerData: {
      path,
      sheets: sheets.map(({ name, columns }) => ({ name, columns: columns.map(({ title, shape }) => ({ title, shape })) })),
    },
    resourceLimits: { maxOldGenerationSizeMb: 1024 },
    execArgv: [],
  })
  const written = once(worker, 'message')
  written.catch(() => undefined)
  try {
    for (const [sheet, { pages }] of sheets.entries()) for await (const page of pages()) worker.postMessage({ sheet, page })
    worker.postMessage({ end: true })
    await written
    return path
  } finally {
    await worker.terminate()
  }
}
