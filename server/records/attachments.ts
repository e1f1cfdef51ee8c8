/** Attachments of records: only files that one uploaded oneself, or that the record has already, can be attached. */
import type { Actor } from '../access/actor.ts'
import type { CompleteRegister } from '../catalog/complete.ts'
import type { TableSpec } from '../database/spec.ts'
import type { Attachment } from '../kinds/file.ts'
import type { Draft } from './draft.ts'
import type { World } from './world.ts'

export const filesTable: TableSpec = {
  name: 'files',
  columns: {
    sha256: 'text',
    name: 'text',
    size: 'bigint',
    type: 'text',
    uploadedBy: 'integer',
    uploadedAt: 'text',
    register: 'text',
    record: 'integer',
    field: 'text',
  },
  index: [['sha256'], ['register', 'record']],
}

interface FileRow extends Attachment {
  readonly uploadedBy: number | null
  readonly register: string | null
  readonly record: number | null
}

/** Fills in name, size and type of attached files; faults for files that may not be attached here. */
export async function checkFiles(world: World, actor: Actor, drafts: readonly Draft[]): Promise<void> {
  for (const draft of drafts)
    for (const name of draft.register.files) {
      if (!draft.touched.has(name)) continue
      const ids = (draft.after[name] as { id: number }[]).map((each) => each.id)
      const rows: FileRow[] = await world.database
        .knex('files')
        .whereIn('id', ids)
        .select('id', 'name', 'size', 'type', 'uploadedBy', 'register', 'record')
      const byId = new Map(rows.map((row) => [row.id, row]))
      const open = (row: FileRow | undefined) =>
        row &&
        (row.register === null ? row.uploadedBy === actor.id : row.register === draft.register.name && row.record === draft.before?.id)
      if (!ids.every((id) => open(byId.get(id))))
        draft.fault(name, [
          '附件不存在或不属于此记录，请重新上传。',
          'A file does not exist or does not belong to this record: please upload it again.',
        ])
      else
        draft.after[name] = ids
          .flatMap((id) => byId.get(id) ?? [])
          .map((row) => ({ id: row.id, name: row.name, size: row.size, type: row.type }))
    }
}

/** Notes which record a file now belongs to: its rights follow the record's. */
export async function attachFiles(world: World, register: CompleteRegister, drafts: readonly Draft[]): Promise<void> {
  for (const { touched, after } of drafts)
    for (const field of register.files) {
      const ids = touched.has(field) ? (after[field] as Attachment[]).map((each) => each.id) : []
      if (ids.length > 0)
        await world.database
          .knex('files')
          .whereIn('id', ids)
          .update({ register: register.name, record: after.id as number, field })
    }
}
