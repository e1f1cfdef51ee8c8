/** The table of SQL exports: jobs that write a result into a file, kept where every server sees them. */
import type { TableSpec } from '../database/spec.ts'

export const sqlTables: readonly TableSpec[] = [
  {
    name: 'sqlExports',
    columns: {
      owner: 'integer',
      format: 'text',
      state: 'text',
      progress: 'integer',
      rows: 'bigint',
      bytes: 'bigint',
      path: 'text',
      scope: 'text',
      message: 'text',
      line: 'integer',
      column: 'integer',
      startedAt: 'text',
      endedAt: 'text',
      leaseUntil: 'text',
    },
    index: [['owner']],
  },
]
