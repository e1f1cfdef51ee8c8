/** A create that is asked for again because its answer never arrived: the same key from the same person answers the record that was made. */
import { createHash } from 'node:crypto'
import type { Actor } from '../access/actor.ts'
import type { TableSpec } from '../database/spec.ts'
import { malformed, Refusal } from '../errors.ts'
import type { Body } from './accept.ts'
import { create } from './change.ts'
import { get } from './get.ts'
import { insist, type World } from './world.ts'

export const creationsTable: TableSpec = {
  name: 'creations',
  // `digest` is what was asked for: a key is good for that alone.
  columns: { user: 'integer', key: 'text', digest: 'text', register: 'text', record: 'integer', at: 'text' },
  unique: [{ columns: ['user', 'key'] }],
}

/** How long a key is remembered, in milliseconds. */
const memory = 24 * 3_600_000

interface Creation {
  readonly digest: string
  readonly record: number
}

/**
 * Creates a record unless `key` has made it already; the key and the record land together, so that a server killed between them leaves neither.
 * Throws whatever `create` throws, a 400 Refusal for a key of another form, and a 422 Refusal for one that stood for something else.
 */
export async function createOnce(world: World, actor: Actor, register: string, body: Body, key: string) {
  if (!/^[\w-]{8,100}$/.test(key))
    throw malformed(
      'Idempotency-Key 应为 8 至 100 个字母、数字、下划线或连字符。',
      'Idempotency-Key must be 8 to 100 letters, digits, underscores or hyphens.',
    )
  const digest = createHash('sha256')
    .update(JSON.stringify([register, body]))
    .digest('hex')
  const made = (): Promise<Creation | undefined> =>
    world.database.knex('creations').where({ user: actor.id, key }).first('digest', 'record')
  const answer = (creation: Creation) => {
    if (creation.digest === digest) return get(world, actor, register, creation.record)
    throw new Refusal(422, 'key', [
      '这个 Idempotency-Key 已用于另一次新建，请换一个。',
      'This Idempotency-Key stood for another create: take a new one.',
    ])
  }
  const before = await made()
  if (before) return answer(before)
  try {
    return await insist(world, async (inner) => {
      const record = await create(inner, actor, register, body)
      const at = inner.now().toISOString()
      await inner.database.knex('creations').insert({ user: actor.id, key, digest, register, record: record.id, at })
      return record
    })
  } catch (error) {
    // The first of two that came together may have landed meanwhile: this one then broke the key, or a value that must be unique.
    const landed = await made()
    if (landed) return answer(landed)
    throw error
  }
}

/** Forgets keys that nobody will send again. */
export const sweepCreations = async ({ database, now }: World): Promise<void> => {
  await database
    .knex('creations')
    .where('at', '<', new Date(now().getTime() - memory).toISOString())
    .delete()
}
