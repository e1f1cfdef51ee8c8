/** The snapshot of the operator, who has the machine and so everything that is in the warehouse. */
import { randomUUID } from 'node:crypto'
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Follower } from '../follower/follower.ts'
import type { AsOf, SnapshotQuestion } from '../messages.ts'
import type { Press } from './press.ts'
import { fileName } from './publish.ts'

const prefix = 'everything-'

/** An earlier one stays this long, in milliseconds: somebody may be about to open it. */
const grace = 20_000

/** Removes those that are whole and have been opened, if ever, by now. */
function clear(home: string): void {
  for (const each of readdirSync(home)) {
    const file = join(home, each, fileName)
    if (!each.startsWith(prefix) || each.includes('.') || !existsSync(file)) continue
    if (Date.now() - statSync(file).mtimeMs > grace) rmSync(join(home, each), { recursive: true, force: true })
  }
}

/** Publishes all there is and answers where it is; several may ask at a time. */
export async function publishEverything(follower: Follower, press: Press): Promise<{ file: string; asOf: AsOf }> {
  const { asOf, shapes } = follower
  const question: SnapshotQuestion = {
    ask: 'scope',
    key: 'everything',
    every: 0,
    tables: Object.fromEntries(shapes.map(({ name, columns }) => [name, columns.map((column) => column.name)])),
    rules: Object.fromEntries(shapes.map(({ register }) => [register, {}])),
    asker: { id: null, department: null, departmentPath: '', language: 'zh' },
    today: '',
  }
  const home = `${follower.file}.snapshots`
  const folder = join(home, `${prefix}${randomUUID()}`)
  await press.print(follower, question, folder)
  clear(home)
  return { file: join(folder, fileName), asOf }
}
