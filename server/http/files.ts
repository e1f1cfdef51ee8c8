/** /api/files: attachments in and out; a file follows the rights of the record it belongs to. */

import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { mayRead } from '../access/rows.ts'
import { forbidden, missing } from '../errors.ts'
import { find as findFile, mostBytes, pathOf, type StoredFile, store, tooBig } from '../files/store.ts'
import { noteReading } from '../records/index.ts'
import { loadWithin } from '../records/write.ts'
import { receiveFile } from './multipart.ts'
import { type Call, idOf, type Route } from './route.ts'

const upload = (call: Call): Promise<StoredFile> =>
  receiveFile(call, mostBytes, tooBig, (name, stream) => store(call.world, call.actor.id, name, stream))

async function demandSight(
  call: Call,
  file: StoredFile & { register: string | null; record: number | null; field: string | null; uploadedBy: number | null },
): Promise<void> {
  const { world, actor } = call
  if (!file.register || !file.record) {
    if (file.uploadedBy !== actor.id) throw missing(['附件', 'file'], file.id)
    return
  }
  const register = world.catalog.get(file.register)
  await loadWithin(world, actor, register, 'read', [file.record])
  if (file.field && !mayRead(register, actor, file.field)) throw forbidden('您的角色不能查看此附件。', 'Your role may not see this file.')
  if (file.field && register.sensitive.has(file.field) && !actor.grant(file.register).reveal)
    throw forbidden('您的角色不能查看此附件。', 'Your role may not see this file.')
  await noteReading(world, actor, { register: file.register, record: file.record, verb: 'view', fields: [`file:${file.id}`] })
}

const inlineTypes = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'application/pdf'])

async function download(call: Call): Promise<undefined> {
  const { world, response, query } = call
  const file = await findFile(world, idOf(call))
  await demandSight(call, file)
  const inline = query.inline === '1' && inlineTypes.has(file.type)
  response.set({
    'Content-Type': file.type,
    'Content-Length': String(file.size),
    'Content-Disposition': `${inline ? 'inline' : 'attachment'}; filename="file"; filename*=UTF-8''${encodeURIComponent(file.name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)}`,
    'Cache-Control': 'private, no-store',
    'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  })
  await pipeline(createReadStream(pathOf(world, file.sha256)), response)
  return undefined
}

export const fileRoutes: readonly Route[] = [
  { method: 'post', path: '/api/files', who: 'signed', summary: ['上传附件', 'Upload a file'], handle: upload },
  { method: 'get', path: '/api/files/:id', who: 'signed', summary: ['下载附件', 'Download a file'], handle: download },
]
