/** Imports are rows: the uploaded file, what goes where, and how far the job is, so that it survives the process that began it. */
import type { TableSpec } from '../database/spec.ts'

export const exchangeTables: readonly TableSpec[] = [
  {
    name: 'imports',
    columns: {
      owner: 'integer',
      register: 'text',
      profile: 'text',
      fileName: 'text',
      path: 'text',
      columns: 'text',
      encoding: 'text',
      scattered: 'text',
      mapping: 'text',
      key: 'text',
      given: 'text',
      state: 'text',
      total: 'integer',
      progress: 'integer',
      created: 'integer',
      updated: 'integer',
      skipped: 'integer',
      faulty: 'integer',
      errorBytes: 'integer',
      notes: 'text',
      message: 'text',
      leaseUntil: 'text',
      runner: 'text',
      createdAt: 'text',
      finishedAt: 'text',
    },
    index: [['owner'], ['state']],
  },
]
