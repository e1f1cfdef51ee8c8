/** Reads the first worksheet of an XLSX file in a thread of its own with a memory limit, after checking that it does not unpack to something monstrous. */
import { stat } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import { malformed, Refusal } from '../errors.ts'
import { columnNames, noTable, type Row, type Source } from './rows.ts'

/** Limits of a workbook. */
export const sheetLimits = { packed: 20 * 1024 * 1024, unpacked: 200 * 1024 * 1024, rows: 100_000, columns: 300, seconds: 120 }

const tooLarge = () =>
  new Refusal(413, 'tooLarge', [
    `工作簿过大：压缩包不超过 20 MB、解压后不超过 200 MB、不超过 ${sheetLimits.rows} 行；更大的数据请另存为 CSV 导入。`,
    `The workbook is too large: at most 20 MB packed, 200 MB unpacked, ${sheetLimits.rows} rows; save larger data as CSV.`,
  ])
const unreadable = () =>
  malformed('不是可读取的 .xlsx 工作簿；若有密码请先取消。', 'It is no readable .xlsx workbook; remove its password if it has one.')

/** Rows of text of the first worksheet. Throws a 4xx Refusal for what is no workbook or too large. */
export async function readSheet(path: string): Promise<string[][]> {
  if ((await stat(path)).size > sheetLimits.packed) throw tooLarge()
  const worker = new Worker(new URL('./sheetReader.mjs', import.meta.url), {
    workerData: { path, ...sheetLimits },
    resourceLimits: { maxOldGenerationSizeMb: 700 },
    execArgv: [],
  })
  const timer = setTimeout(() => void worker.terminate(), sheetLimits.seconds * 1000)
  try {
    return await new Promise<string[][]>((done, failed) => {
      worker.once('message', (answer: { rows?: string[][]; fault?: string }) => {
        if (answer.rows) done(answer.rows)
        else failed(answer.fault === 'large' ? tooLarge() : unreadable())
      })
      worker.once('error', (error: Error & { code?: string }) =>
        failed(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooLarge() : unreadable()),
      )
      worker.once('exit', () => failed(tooLarge()))
    })
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}

/** A worksheet as a source of rows. */
export async function openSheet(path: string): Promise<Source> {
  const all = await readSheet(path)
  const at = all.findIndex((cells) => cells.some((cell) => cell !== ''))
  const header = all[at]
  if (!header) throw noTable()
  const columns = columnNames(header)
  return {
    columns,
    encoding: 'xlsx',
    async *pages() {
      const rows: Row[] = []
      for (const [index, cells] of all.entries()) if (index > at && cells.some((cell) => cell !== '')) rows.push({ line: index + 1, cells })
      yield rows
    },
  }
}
