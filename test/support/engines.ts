/** The same tests on SQLite and on PostgreSQL: `eachEngine('records', (open) => { … const world = await open() … })`. */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, describe, inject } from 'vitest'
import type { World } from '../../server/records/world.ts'
import type { Settings } from '../../server/settings.ts'
import { type OpenOptions, openWorld } from '../../server/start.ts'

export const engines = ['sqlite', 'postgres'] as const
export type EngineName = (typeof engines)[number]

/** Settings of a fresh, empty company on one engine; `clean` takes it away again. */
export async function freshSettings(engine: EngineName): Promise<{ settings: Settings; clean: () => Promise<void> }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'taizhang-test-'))
  const base = { host: '127.0.0.1', port: 0, dataDir, timeZone: 'Asia/Shanghai', trustProxy: 0 }
  const removeFolder = () => rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 })
  if (engine === 'sqlite') return { settings: base, clean: async () => removeFolder() }
  const server = inject('postgresUrl')
  const name = `t_${randomUUID().replaceAll('-', '')}`
  const administer = async (statement: string) => {
    const client = new pg.Client(`${server}/postgres`)
    await client.connect()
    await client.query(statement)
    await client.end()
  }
  await administer(`create database ${name}`)
  return {
    settings: { ...base, databaseUrl: `${server}/${name}` },
    async clean() {
      await administer(`drop database if exists ${name} with (force)`)
      removeFolder()
    },
  }
}

/** Runs `body` once for each engine; `open` gives worlds over fresh databases, all closed at the end. */
export function eachEngine(title: string, body: (open: (options?: OpenOptions) => Promise<World>, engine: EngineName) => void): void {
  describe.each(engines)(`${title} on %s`, (engine) => {
    const cleaners: (() => Promise<void>)[] = []
    afterAll(async () => {
      for (const clean of cleaners.reverse()) await clean()
    })
    const open = async (options: OpenOptions = {}) => {
      const { settings, clean } = await freshSettings(engine)
      const world = await openWorld(settings, options)
      cleaners.push(async () => {
        await world.database.close()
        await clean()
      })
      return world
    }
    body(open, engine)
  })
}
