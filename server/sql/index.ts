/** Starts what the server does about SQL: sandboxes, runs, exports. */
import { join } from 'node:path'
import type { Logger } from 'pino'
import type { Access } from '../access/session.ts'
import type { World } from '../records/world.ts'
import type { Reports } from '../reporting/index.ts'
import { Exporter } from './exporter.ts'
import { SandboxPool } from './pool.ts'
import { Runs } from './runs.ts'

export interface Sql {
  readonly runs: Runs
  readonly exports: Exporter
  stop(): Promise<void>
}

export function startSql(world: World, access: Access, reports: Reports, log: Logger): Sql {
  const folder = join(world.dataDir, 'sql')
  const pool = new SandboxPool(join(folder, 'work'), world.timeZone)
  const runs = new Runs(world, access, reports, pool)
  const exports = new Exporter(runs, join(folder, 'exports'), (error) => log.error({ err: error }, 'sql export'))
  return {
    runs,
    exports,
    async stop() {
      await runs.stop()
      await exports.stop()
    },
  }
}
