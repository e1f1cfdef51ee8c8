/** Opens the warehouse of this process: its own file, another one when the first is held by another process. */
import { join } from 'node:path'
import { makeCatalog } from '../server/catalog/catalog.ts'
import { customFields } from '../server/catalog/customise.ts'
import type { Database } from '../server/database/connect.ts'
import { registers } from '../server/registers/index.ts'
import { Follower } from './follower/follower.ts'
import { Held } from './follower/warehouse.ts'

/** A process that is just ending lets go of its file within this time, in milliseconds. */
const patience = 1500
const between = 250

/** As many servers as may share one data directory. */
const mostFiles = 16

export const catalogNow = async (database: Database) => makeCatalog(registers, await customFields(database))

/** The file named by `WAREHOUSE`, `warehouse` unless told; `which` counts further files for further processes. */
export const warehouseFile = (dataDir: string, which = 1): string =>
  join(dataDir, `${process.env.WAREHOUSE?.replace(/[^\w-]/g, '') || 'warehouse'}${which === 1 ? '' : `-${which}`}.duckdb`)

/** Opens the first free file. Each process has its own: nothing is shared but the database. */
export async function openFollower(database: Database, dataDir: string): Promise<Follower> {
  const catalog = await catalogNow(database)
  for (let which = 1; ; which++) {
    const path = warehouseFile(dataDir, which)
    const until = Date.now() + (which === 1 ? patience : 0)
    for (;;) {
      try {
        return await Follower.start(database, catalog, path)
      } catch (error) {
        if (!(error instanceof Held) || which === mostFiles) throw error
        if (Date.now() >= until) break
        await new Promise((resolve) => setTimeout(resolve, between))
      }
    }
  }
}
