/** Clears away what uploads left behind: halves of files whose process died, and files that nobody attached to a record. */
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { World } from '../records/world.ts'
import { lockName, pathOf } from './store.ts'

/** How long an upload may wait to be attached, in milliseconds: a day. */
const patience = 86_400_000

/** Deletes waiting halves and unattached files older than a day, the bytes too unless another upload shares them. Answers how many of each. */
export async function sweepFiles(world: World): Promise<{ halves: number; unattached: number }> {
  const limit = world.now().getTime() - patience
  return { halves: await sweepHalves(world, limit), unattached: await sweepUnattached(world, new Date(limit).toISOString()) }
}

async function sweepHalves({ dataDir }: World, limit: number): Promise<number> {
  const folder = join(dataDir, 'files')
  const names = await readdir(folder).catch(() => [])
  let count = 0
  for (const name of names.filter((each) => each.startsWith('.'))) {
    const path = join(folder, name)
    const found = await stat(path).catch(() => undefined)
    if (!found?.isFile() || found.mtimeMs >= limit) continue
    await rm(path, { force: true })
    count += 1
  }
  return count
}

async function sweepUnattached(world: World, limit: string): Promise<number> {
  const old: { id: number; sha256: string }[] = await world.database
    .knex('files')
    .whereNull('register')
    .where('uploadedAt', '<', limit)
    .select('id', 'sha256')
  let count = 0
  for (const { id, sha256 } of old)
    await world.database.transaction(async ({ knex, dialect }) => {
      // The same lock as for keeping: the same content may be coming in at this moment.
      await dialect.lock(knex, lockName(sha256))
      count += await knex('files').where({ id }).whereNull('register').delete()
      if (!(await knex('files').where({ sha256 }).first('id'))) await rm(pathOf(world, sha256), { force: true })
    })
  return count
}
