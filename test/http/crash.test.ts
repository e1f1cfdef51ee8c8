/** A killed server loses no write that it acknowledged, and starts again by itself on what it left. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { addFirstAdministrator, openWorld } from '../../server/start.ts'
import { engines, freshSettings } from '../support/engines.ts'
import { Client } from '../support/served.ts'
import { login, root, spawnServer } from '../support/spawned.ts'

describe.each(engines)('crash on %s', (engine) => {
  it('kill -9 in the middle of writes loses nothing that was answered', async () => {
    const { settings, clean } = await freshSettings(engine)
    const acknowledged = new Map<number, string>()
    for (let round = 0; round < 2; round += 1) {
      const { child, url } = await spawnServer(settings)
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
    const { child, url } = await spawnServer(settings)
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

describe('two servers', () => {
  it('start together on an empty PostgreSQL, and both serve the one administrator', async () => {
    const { settings, clean } = await freshSettings('postgres')
    const other = await freshSettings('sqlite')
    const both = await Promise.all([spawnServer(settings), spawnServer({ ...settings, dataDir: other.settings.dataDir })])
    for (const { url } of both) await new Client(url).login(login.username, login.password)
    for (const { child } of both) {
      child.kill('SIGTERM')
      await once(child, 'exit')
    }
    await other.clean()
    await clean()
  }, 60_000)
})

/** Runs a program of ours until it ends by itself. */
async function ended(program: string, environment: NodeJS.ProcessEnv): Promise<{ code: unknown; said: string; printed: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', program], {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  let printed = ''
  child.stderr?.on('data', (chunk) => {
    said += String(chunk)
  })
  child.stdout?.on('data', (chunk) => {
    printed += String(chunk)
  })
  const [code] = await once(child, 'close')
  return { code, said, printed }
}

/** One line, in both languages, about the setting of that name. */
function expectSentence({ code, said }: { code: unknown; said: string }, word: string): void {
  expect(said.trim().split('\n'), said).toHaveLength(1)
  expect(said).toContain(word)
  expect(said).toMatch(/[\u4e00-\u9fff].* \/ .*[a-z]{2}/)
  expect(code).toBe(1)
}

/** A port that somebody else listens at. */
async function taken(): Promise<{ port: string; release: () => void }> {
  const holder = createServer().listen(0, '127.0.0.1')
  await once(holder, 'listening')
  return { port: String((holder.address() as AddressInfo).port), release: () => holder.close() }
}

describe('wrong settings', () => {
  it.each([
    [{ PORT: 'many' }, 'PORT'],
    [{ PORT: '70000' }, 'PORT'],
    [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL'],
    [{ TIME_ZONE: 'Mars/Olympus' }, 'TIME_ZONE'],
    [{ ADMIN_USERNAME: 'only' }, 'ADMIN_PASSWORD'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
    [{ DATABASE_URL: 'postgres://nobody:secret@127.0.0.1:1/none' }, 'DATABASE_URL'],
    [{ DATA_DIR: resolve(root, 'package.json/below') }, 'DATA_DIR'],
  ])('%j is refused at start with one sentence', async (environment, word) => {
    const { settings, clean } = await freshSettings('sqlite')
    for (const program of ['server/main.ts', 'seeds/demo.ts']) {
      const end = await ended(program, { DATA_DIR: settings.dataDir, PORT: '0', ...environment })
      expectSentence(end, word)
      expect(end.said).not.toContain('secret')
    }
    await clean()
  })

  it('a database that is missing, or refuses the user, is told in one sentence', async () => {
    const { settings, clean } = await freshSettings('postgres')
    const { databaseUrl = '', dataDir } = settings
    const start = (url: string) => ended('server/main.ts', { DATA_DIR: dataDir, PORT: '0', DATABASE_URL: url })
    expectSentence(await start(`${databaseUrl}_gone`), '_gone')
    expectSentence(await start(databaseUrl.replace('postgres:test@', 'postgres:wrong@')), 'DATABASE_URL')
    await clean()
  })

  it.each([
    { ADMIN_USERNAME: 'chief', ADMIN_PASSWORD: 'short' },
    { ADMIN_USERNAME: '老板 boss', ADMIN_PASSWORD: login.password },
  ])('%j is refused by the rules in one sentence, and nobody is made', async (environment) => {
    const { settings, clean } = await freshSettings('sqlite')
    const end = await ended('server/main.ts', { DATA_DIR: settings.dataDir, PORT: '0', LOG_LEVEL: 'fatal', ...environment })
    expectSentence(end, 'ADMIN_')
    const world = await openWorld(settings)
    expect(await world.database.knex('users')).toHaveLength(0)
    await world.database.close()
    await clean()
  })

  it('a port in use is told in one sentence and costs no password: the next start makes the first administrator', async () => {
    const { settings, clean } = await freshSettings('sqlite')
    const { port, release } = await taken()
    const environment = { DATA_DIR: settings.dataDir, DATABASE_URL: '', LOG_LEVEL: 'fatal' }
    const end = await ended('server/main.ts', { ...environment, PORT: port })
    expectSentence(end, `PORT ${port}`)
    expect(end.printed).toBe('')
    release()
    const world = await openWorld(settings)
    expect(await addFirstAdministrator(world, settings)).toMatchObject({ username: 'admin', password: expect.any(String) })
    await world.database.close()
    await clean()
  })
})
