/** `npm run sql -- "select …"`: the operator's SQL over everything in the warehouse, also while the server runs; in the same sandbox as everybody's, printed as CSV. */
import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { stringify } from 'csv-stringify/sync'
import { askUpkeep } from '../../reports/upkeep.ts'
import { orExplain, readSettings } from '../settings.ts'
import { endingOf, stopped } from './faults.ts'
import { Sandbox, SandboxFault } from './sandbox.ts'

const seconds = 600
const most = 1_000_000
const [memory, disk] = [2048, 16_384]

const complain = (text: string) => process.stderr.write(`${text}\n`)

/** Nested values are printed as JSON. */
const cell = (value: unknown) => (typeof value === 'object' && value !== null ? JSON.stringify(value) : value)

async function run(sql: string): Promise<void> {
  const { file } = JSON.parse(await askUpkeep('snapshot')) as { file: string }
  const sandbox = new Sandbox(mkdtempSync(join(tmpdir(), 'taizhang-sql-')), memory)
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(stopped.timeout(seconds)), seconds * 1000)
  try {
    await sandbox.open({ file, memory, disk, threads: availableParallelism(), timeZone: readSettings(process.env).timeZone })
    const { head, body } = await sandbox.ask({ do: 'query', sql, limit: most }, stop.signal)
    const columns = (head.columns as { name: string }[]).map(({ name }) => name)
    process.stdout.write(stringify([columns, ...(JSON.parse(`[${body.toString()}]`) as unknown[][]).map((row) => row.map(cell))]))
    if (head.truncated) complain('结果过大，已截断。\nThe result is too large and was cut off.')
  } catch (error) {
    if (!(error instanceof SandboxFault)) throw error
    const { line, column } = error.place
    const sentences = new Set(endingOf(error, stop.signal).refusal.words)
    complain([...sentences, ...(line === undefined ? [] : [`${line}:${column}`])].join('\n'))
    process.exitCode = 1
  } finally {
    clearTimeout(timer)
    sandbox.kill()
    await sandbox.ended
    rmSync(sandbox.folder, { recursive: true, force: true })
  }
}

const sql = process.argv.slice(2).join(' ')
if (sql.trim() === '') {
  complain('用法：npm run sql -- "select …"\nUsage: npm run sql -- "select …"')
  process.exitCode = 2
} else await orExplain(() => run(sql))
