/** The snapshot of the operator, who has the machine and so everything that is in the warehouse. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Follower } from '../follower/follower.ts'
import type { AsOf, SnapshotQuestion } from '../messages.ts'
import type { Press } from './press.ts'
import { fileName } from './publish.ts'

/** Publishes all there is, in the place of an earlier one, and answers where it is. */
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
  const folder = join(`${follower.file}.snapshots`, 'everything')
  rmSync(folder, { recursive: true, force: true })
  await press.print(follower, question, folder)
  return { file: join(folder, fileName), asOf }
}
