/** A killed server loses no write that it acknowledged, and starts again by itself on what it left. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Settings } from '../../server/settings.ts'
import { engines, freshSettings } from '../support/engines.ts'
import { Client } from '../support/served.ts'

const root = resolve(import.meta.dirname, '../..')
const login = { username: 'chief', password: 'a long enough password' }

async function start(settings: Settings): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
    cwd: root,
    env: {
      ...process.env,
      PORT: '0',
      DATA_DIR: settings.dataDir,
      DATABASE_URL: settings.databaseUrl ?? '',
      ADMIN_USERNAME: login.username,
      ADMIN_PASSWORD: login.password,
      LOG_LEVEL: 'fatal',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  for await (const chunk of child.stdout ?? []) {
    const url = /http:\/\/\S+/.exec(String(chunk))?.[0]
    if (url) return { child, url }
  }
  throw new Error('the server did not start')
}

describe.each(engines)('crash on %s', (engine) => {
  it('kill -9 in the middle of writes loses nothing that was answered', async () => {
    const { settings, clean } = await freshSettings(engine)
    const acknowledged = new Map<number, string>()
    for (let round = 0; round < 2; round += 1) {
      const { child, url } = await start(settings)
      const client = await new Client(url).login(login.username, login.password)
      for (const [id, name] of acknowledged) expect((await client.get(`/api/records/products/${id}`)).body.name).toBe(name)
      const writer = async (lane: number) => {
        for (let count = 0; ; count += 1) {
          const name = `产品 ${round}-${lane}-${count}`
          const { status, body } = await client.post('/api/records/products', { code: name, name })
          if (status === 201) acknowledged.set(body.id, name)
        }
      }
      const enough = acknowledged.size + 15 + Math.floor(Math.random() * 20)
      const writing = Promise.allSettled([1, 2, 3, 4].map(writer))
      const killer = setInterval(() => {
        if (acknowledged.size >= enough) child.kill('SIGKILL')
      }, 3)
      await Promise.all([once(child, 'exit'), writing])
      clearInterval(killer)
    }
    const { child, url } = await start(settings)
    const client = await new Client(url).login(login.username, login.password)
    expect(acknowledged.size).toBeGreaterThan(20)
    for (const [id, name] of acknowledged) expect((await client.get(`/api/records/products/${id}`)).body.name).toBe(name)
    const history = await client.get(`/api/records/products/${[...acknowledged.keys()][0]}/history`)
    expect(history.body).toHaveLength(1)
    child.kill('SIGTERM')
    await once(child, 'exit')
    await clean()
  }, 120_000)
})

describe('wrong settings', () => {
  it.each([
    [{ PORT: 'many' }, 'PORT'],
    [{ PORT: '70000' }, 'PORT'],
    [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL'],
    [{ TIME_ZONE: 'Mars/Olympus' }, 'TIME_ZONE'],
    [{ ADMIN_USERNAME: 'only' }, 'ADMIN_PASSWORD'],
  ])('%j is refused at start with one sentence', async (environment, word) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
      cwd: root,
      env: { ...process.env, DATA_DIR: '/nowhere/at/all', ...environment },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let said = ''
    child.stderr?.on('data', (chunk) => {
      said += String(chunk)
    })
    const [code] = await once(child, 'exit')
    expect(code).toBe(1)
    expect(said.trim().split('\n')).toHaveLength(1)
    expect(said).toContain(word)
  })
})
