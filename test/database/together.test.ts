/** Processes that make the same empty SQLite file at the same instant wait for one another; on PostgreSQL the tests of roles and of crashes ask the same. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, it } from 'vitest'
import { shippedRoles } from '../../server/registers/organisation/shippedRoles.ts'
import { openWorld } from '../../server/start.ts'
import { freshSettings } from '../support/engines.ts'

/** A process of `opener.ts`: what it says, line by line, and how to tell it a data directory. */
function opener() {
  const child = spawn(process.execPath, ['--import', 'tsx', resolve(import.meta.dirname, 'opener.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    next: async () => (await lines.next()).value as string,
    tell: (dataDir: string) => child.stdin.write(`${dataDir}\n`),
    async end() {
      child.stdin.end()
      await once(child, 'exit')
    },
  }
}

it('three processes open an empty data directory together; all of them can, and everything is there once', async () => {
  const openers = [opener(), opener(), opener()]
  for (const each of openers) expect(await each.next()).toBe('ready')
  for (let round = 0; round < 4; round += 1) {
    const { settings, clean } = await freshSettings('sqlite')
    for (const each of openers) each.tell(settings.dataDir)
    expect(await Promise.all(openers.map((each) => each.next()))).toEqual(['opened', 'opened', 'opened'])
    const { database } = await openWorld(settings)
    expect(await database.knex('roles')).toHaveLength(Object.keys(shippedRoles).length)
    expect(await database.knex('users')).toHaveLength(1)
    await database.close()
    await clean()
  }
  for (const each of openers) await each.end()
}, 60_000)
