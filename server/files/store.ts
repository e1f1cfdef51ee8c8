/** Attachments on disk: content-addressed under `DATA_DIR/files`, written once, checked for size and for being what their name says. */
import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname, extname, join } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileTypeFromFile } from 'file-type'
import type { Database } from '../database/connect.ts'
import { missing, Refusal } from '../errors.ts'
import type { World } from '../records/world.ts'

/** 50 MB a file. */
export const mostBytes = 50 * 1024 * 1024

export const tooBig = () => new Refusal(413, 'tooLarge', ['单个附件不能超过 50 MB。', 'A file may have 50 MB at most.'])

/** Bytes of uploads that one user may have waiting to be attached: ten of the largest files. What nobody attaches within a day is swept. */
export const mostUnattached = 10 * mostBytes

/** Refuses (413) an upload of `size` bytes that would take its user past the limit; the user's other uploads wait until the transaction is over. */
async function demandQuota({ knex, dialect }: Database, user: number, size: number): Promise<void> {
  await dialect.lock(knex, `files of ${user}`)
  const [row]: { bytes: number | string | null }[] = await knex('files')
    .where({ uploadedBy: user })
    .whereNull('register')
    .sum({ bytes: 'size' })
  if (Number(row?.bytes ?? 0) + size > mostUnattached)
    throw new Refusal(413, 'tooLarge', [
      '您已上传但尚未附到记录的文件将超过 500 MB；请先保存这些文件所属的记录，或一天后再传（届时自动清除）。',
      'Your files that no record holds yet would exceed 500 MB: save the records they belong to, or try again in a day, when they are cleared away.',
    ])
}

export interface StoredFile {
  readonly id: number
  readonly name: string
  readonly size: number
  readonly type: string
}

/** Types that may be attached, by ending; those with a signature must have it. */
const types: Readonly<Record<string, { type: string; signature?: readonly string[] }>> = {
  '.pdf': { type: 'application/pdf', signature: ['pdf'] },
  '.png': { type: 'image/png', signature: ['png', 'apng'] },
  '.jpg': { type: 'image/jpeg', signature: ['jpg'] },
  '.jpeg': { type: 'image/jpeg', signature: ['jpg'] },
  '.gif': { type: 'image/gif', signature: ['gif'] },
  '.webp': { type: 'image/webp', signature: ['webp'] },
  '.docx': { type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', signature: ['docx', 'zip'] },
  '.xlsx': { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', signature: ['xlsx', 'zip'] },
  '.pptx': { type: 'application/vnd.openxmlformats-officedocument.presentationml.presentation', signature: ['pptx', 'zip'] },
  '.doc': { type: 'application/msword', signature: ['cfb'] },
  '.xls': { type: 'application/vnd.ms-excel', signature: ['cfb'] },
  '.ppt': { type: 'application/vnd.ms-powerpoint', signature: ['cfb'] },
  '.ofd': { type: 'application/ofd', signature: ['zip'] },
  '.zip': { type: 'application/zip', signature: ['zip'] },
  '.mp3': { type: 'audio/mpeg', signature: ['mp3'] },
  '.m4a': { type: 'audio/mp4', signature: ['m4a', 'mp4'] },
  '.mp4': { type: 'video/mp4', signature: ['mp4'] },
  '.txt': { type: 'text/plain; charset=utf-8' },
  '.csv': { type: 'text/csv; charset=utf-8' },
}

/** A name without path, control characters or bidirectional tricks, at most 120 characters with its ending. */
export function safeName(given: string): string {
  const base = given.split(/[\\/]/).at(-1) ?? ''
  const clean = [...base.toWellFormed().normalize('NFC')]
    .filter((sign) => !/[\p{Cc}\p{Cf}"<>|:*?]/u.test(sign))
    .join('')
    .trim()
  const ending = extname(clean).slice(0, 12)
  return `${[...clean.slice(0, clean.length - ending.length)].slice(0, 108).join('') || 'file'}${ending}`
}

/** Where the bytes with this hash are. */
export const pathOf = ({ dataDir }: World, sha256: string) => join(dataDir, 'files', sha256.slice(0, 2), sha256)

/** The database lock under which content comes and goes, so that sweeping never takes what is just being kept. */
export const lockName = (sha256: string) => `files/${sha256}`

async function typeOf(path: string, name: string): Promise<string> {
  const expected = types[extname(name).toLowerCase()]
  const found = expected ? await fileTypeFromFile(path) : undefined
  if (!expected || (expected.signature && !expected.signature.includes(found?.ext ?? '')) || (!expected.signature && found))
    throw new Refusal(415, 'fileType', [
      `不能上传“${name}”：类型不允许，或内容与扩展名不符。`,
      `“${name}” cannot be attached: the type is not allowed, or the content is not what the ending says.`,
    ])
  return expected.type
}

/** Writes `stream` by way of `through` to `path`; a file that breaks off is deleted. */
export async function pour(stream: Readable, through: Transform, path: string): Promise<void> {
  const out = createWriteStream(path, { flush: true })
  const closed = new Promise<void>((done) => void out.once('close', done))
  try {
    await pipeline(stream, through, out)
  } catch (error) {
    // An opening still under way would make the file again after its deletion.
    await closed
    await rm(path, { force: true })
    throw error
  }
}

/** Keeps the bytes of `stream` and notes them as an upload of `user`, not yet attached to a record. */
export async function store(world: World, user: number | null, given: string, stream: Readable): Promise<StoredFile> {
  const name = safeName(given)
  const waiting = join(world.dataDir, 'files', `.${randomUUID()}`)
  await mkdir(dirname(waiting), { recursive: true })
  const digest = createHash('sha256')
  let size = 0
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      digest.update(chunk)
      size += chunk.length
      done(size > mostBytes ? tooBig() : null, chunk)
    },
  })
  try {
    await pour(stream, measure, waiting)
    if (size === 0) throw new Refusal(422, 'invalid', [`“${name}”是空文件。`, `“${name}” is empty.`])
    const type = await typeOf(waiting, name)
    const sha256 = digest.digest('hex')
    const path = pathOf(world, sha256)
    await mkdir(dirname(path), { recursive: true })
    return await world.database.transaction(async (database) => {
      const { knex, dialect } = database
      if (user !== null) await demandQuota(database, user, size)
      await dialect.lock(knex, lockName(sha256))
      await rename(waiting, path)
      const [row]: { id: number }[] = await knex('files')
        .insert({ sha256, name, size, type, uploadedBy: user, uploadedAt: world.now().toISOString() })
        .returning('id')
      return { id: row?.id ?? 0, name, size, type }
    })
  } catch (error) {
    await rm(waiting, { force: true })
    throw error
  }
}

/** The row of a file. Throws a 404 Refusal when there is none. */
export async function find(
  world: World,
  id: number,
): Promise<
  StoredFile & { sha256: string; register: string | null; record: number | null; field: string | null; uploadedBy: number | null }
> {
  const row = await world.database
    .knex('files')
    .where({ id })
    .first('id', 'name', 'size', 'type', 'sha256', 'register', 'record', 'field', 'uploadedBy')
  if (!row) throw missing(['附件', 'file'], id)
  return row
}
