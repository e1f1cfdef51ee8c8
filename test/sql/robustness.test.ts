/** SQL when things break, over HTTP: sandboxes and servers killed at any moment, two servers on one directory, a full disk. Everything else goes on, and nothing is left behind. */
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Settings } from '../../server/settings.ts'
import { engines, freshSettings } from '../support/engines.ts'
import { Client } from '../support/served.ts'
import { login, type Spawned, spawnServer } from '../support/spawned.ts'
import { ask, bytesOf, canary, finished, type House, openHouse, type Person, takeAway } from './support.ts'

vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 })

const linux = process.platform === 'linux'
const endless = 'select count(*) from range(100000000000)'
const pause = (time: number) => new Promise((over) => setTimeout(over, time))

/** Processes that work in `folder` or below. */
const workingIn = (folder: string): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        return readlinkSync(`/proc/${name}/cwd`).startsWith(folder) ? [Number(name)] : []
      } catch {
        return []
      }
    })

/** May a file system be mounted here? */
const mayMount = (() => {
  const folder = mkdtempSync(join(tmpdir(), 'taizhang-mount-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder], { stdio: 'ignore' })
    execFileSync('umount', [folder], { stdio: 'ignore' })
    return true
  } catch {
    return false
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})()

const mount = (folder: string, size: string) => {
  mkdirSync(folder, { recursive: true })
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder])
}
const unmount = (folder: string) => execFileSync('umount', ['-l', folder])

describe.runIf(linux)('a sandbox that is killed', () => {
  let house: House
  beforeAll(async () => {
    house = await openHouse('sqlite')
  })
  afterAll(() => house?.company.stop())

  /** Kills the sandboxes that have opened a snapshot; the one at hand for the next query stays. */
  const killAll = () => {
    const home = join(house.company.world.dataDir, 'sql', 'work')
    const found = workingIn(home).filter((pid) => readFileSync(`/proc/${pid}/maps`, 'utf8').includes('duckdb.node'))
    for (const pid of found) process.kill(pid, 'SIGKILL')
    return found.length
  }

  /** The same, once there are any: on a loaded machine a process takes a while to begin. */
  const killSome = () => vi.waitFor(() => expect(killAll()).toBeGreaterThan(0), { timeout: 20_000 })

  it('in the middle of a question is a clear error, in the log as died, and the next question has its answer', async () => {
    const asked = ask(house.analyst, endless)
    await pause(700)
    await killSome()
    const { status, body } = await asked
    expect([status, body.code, body.message]).toEqual([503, 'sqlDown', expect.stringContaining('进程已终止')])
    expect((await ask(house.analyst, 'select 42')).body.rows).toEqual([[42]])
    expect((await house.administrator.list('queryRuns', { outcome: 'died' })).body[0]).toMatchObject({ killed: true, sql: endless })
  })

  it('in the middle of an answer gives the whole answer or an error, never a part', async () => {
    const statuses = new Set<number>()
    for (let round = 0; round < 12; round++) {
      const asked = ask(house.analyst, "select i, repeat('x', 500) as v from range(40000) as t(i)")
      await pause(40 * round)
      killAll()
      const { status, body } = await asked
      statuses.add(status)
      if (status === 200) expect(body.rows).toHaveLength(40_000)
      else expect([status, body.code]).toEqual([503, 'sqlDown'])
    }
    expect(statuses).toContain(503)
    expect((await ask(house.analyst, 'select 43')).body.rows).toEqual([[43]])
  })

  it('in the middle of an export fails the job with a sentence', async () => {
    const job = (await house.analyst.post('/api/sql/exports', { sql: endless, format: 'parquet' })).body.id
    await pause(900)
    await killSome()
    expect(await finished(house.analyst, job)).toMatchObject({ state: 'failed', message: expect.stringContaining('进程已终止') })
    expect(await takeAway(house.analyst, 'select 1 as a', 'parquet')).toMatchObject({ state: 'done', rows: 1 })
  })
})

/** Everything below the folder of SQL and of snapshots that is neither a finished export nor of a living process. */
function leftovers(dataDir: string, alive: readonly (number | undefined)[]): string[] {
  const below = (folder: string) => (existsSync(folder) ? readdirSync(folder) : [])
  const work = below(join(dataDir, 'sql', 'work')).filter((pid) => !alive.includes(Number(pid)))
  const others = below(join(dataDir, 'sql')).filter((name) => name !== 'work' && name !== 'exports')
  const snapshots = below(dataDir)
    .filter((name) => name.endsWith('.snapshots'))
    .flatMap((name) => below(join(dataDir, name)))
    .filter((name) => /\.(part|source)$/.test(name))
  return [...work, ...others, ...snapshots]
}

/** Logs in, and has SQL answer what the database holds. */
async function answering({ url }: Spawned, products: number): Promise<Client> {
  const client = await new Client(url).login(login.username, login.password)
  await vi.waitFor(async () => expect((await ask(client, 'select count(*) from products')).body.rows).toEqual([[String(products)]]), {
    timeout: 40_000,
    interval: 300,
  })
  return client
}

const fill = async (client: Client, from: number, to: number) => {
  for (let count = from; count < to; count++)
    expect((await client.post('/api/records/products', { code: `P${count}`, name: `产品 ${count}`, unit: '瓶' })).status).toBe(201)
}

describe.runIf(linux).each(engines)('a server on %s that is killed', (engine) => {
  let settings: Settings
  let clean: () => Promise<void>
  beforeAll(async () => {
    ;({ settings, clean } = await freshSettings(engine))
  })
  afterAll(() => clean?.())

  it('with snapshots and exports under way leaves no process, and nothing in its directory once it is started again', async () => {
    const { dataDir } = settings
    // What it is just publishing itself is gone in a moment.
    const cleared = ({ child }: Spawned) =>
      vi.waitFor(() => expect(leftovers(dataDir, [child.pid])).toEqual([]), { timeout: 20_000, interval: 50 })
    let count = 0
    for (let round = 0; round < 2; round++) {
      const server = await spawnServer(settings)
      const client = await answering(server, count)
      await cleared(server)
      await client.post('/api/records/policies', {
        key: 'sql.snapshot.every',
        value: '1',
        unit: 'second',
        scope: 'company',
        reason: 'test',
      })
      await fill(client, count, count + 5)
      count += 5
      for (const format of ['csv', 'xlsx']) await client.post('/api/sql/exports', { sql: endless, format })
      await client.post('/api/sql/exports', { sql: "select i, repeat('x', 100) as v from range(4000000) as t(i)", format: 'csv' })
      const asked = Promise.allSettled([ask(client, endless), ask(client, 'select count(*) from products')])
      await fill(client, count, count + 3)
      count += 3
      await pause(600 + round * 400)
      expect(workingIn(dataDir).length).toBeGreaterThan(0)
      server.child.kill('SIGKILL')
      await Promise.all([once(server.child, 'exit'), asked])
      await vi.waitFor(() => expect(workingIn(dataDir)).toEqual([]), { timeout: 20_000, interval: 200 })
      expect(leftovers(dataDir, []).length).toBeGreaterThan(0)
    }
    const server = await spawnServer(settings)
    const client = await answering(server, count)
    await cleared(server)
    // A killed server's exports are told as failed once nobody has been heard of for half a minute.
    await vi.waitFor(
      async () => {
        const jobs = (await client.get('/api/sql/exports')).body as { state: string; message: string }[]
        expect(jobs.map(({ state }) => state)).not.toContain('running')
        expect(jobs.filter(({ state, message }) => state === 'failed' && message.includes('重启'))).not.toHaveLength(0)
      },
      { timeout: 60_000, interval: 1000 },
    )
    const job = await takeAway(client, 'select count(*) as n from products', 'csv')
    expect((await bytesOf(client, job.id)).toString()).toBe(`\ufeffn\n${count}\n`)
    server.child.kill('SIGTERM')
    await once(server.child, 'exit')
    expect(readdirSync(join(dataDir, 'sql', 'work'))).toEqual([])
  })
})

describe.each(engines)('two servers on one directory and %s', (engine) => {
  it('both answer in SQL, each clears away its own, and an export of one is had from the other', async () => {
    const { settings, clean } = await freshSettings(engine)
    const one = await spawnServer(settings)
    const two = await spawnServer(settings)
    try {
      const [first, second] = [await answering(one, 0), await answering(two, 0)]
      await first.post('/api/records/policies', { key: 'sql.snapshot.every', value: '1', unit: 'second', scope: 'company', reason: 'test' })
      await fill(first, 0, 3)
      await fill(second, 3, 5)
      await Promise.all([answering(one, 5), answering(two, 5)])
      const running = ask(first, endless, { run: 'first-server-run' })
      running.catch(() => undefined)
      await pause(500)
      const job = await takeAway(second, 'select count(*) as n from products', 'csv')
      expect((await bytesOf(first, job.id)).toString()).toBe('\ufeffn\n5\n')
      two.child.kill('SIGTERM')
      await once(two.child, 'exit')
      expect(readdirSync(join(settings.dataDir, 'sql', 'work'))).toEqual([String(one.child.pid)])
      expect((await first.delete('/api/sql/first-server-run')).body).toEqual({ cancelled: true })
      expect((await running).body.code).toBe('sqlCancelled')
      expect((await ask(first, 'select count(*) from products')).body.rows).toEqual([['5']])
    } finally {
      for (const { child } of [one, two])
        if (child.exitCode === null) {
          child.kill('SIGTERM')
          await once(child, 'exit')
        }
      await clean()
    }
  })
})

describe.runIf(mayMount)('a full disk', () => {
  it('while exporting or spilling is a clear error; small questions, dashboards and smaller exports go on', async () => {
    const { settings, clean } = await freshSettings('sqlite')
    const home = join(settings.dataDir, 'sql')
    mount(home, '2m')
    const server = await spawnServer(settings)
    try {
      const client = await answering(server, 0)
      const full = { state: 'failed', message: expect.stringMatching(/磁盘已满.*管理员/) }
      for (const format of ['csv', 'parquet', 'xlsx'])
        expect(
          await takeAway(
            client,
            "select md5(i::varchar) || repeat('x', i % 900) || random() as v, random() as w from range(99000) as t(i)",
            format,
          ),
          format,
        ).toMatchObject(full)
      await client.post('/api/records/policies', { key: 'sql.memory', value: '128', unit: 'megabyte', scope: 'company', reason: 'test' })
      const spilling = await ask(client, 'select count(*) from (select i, hash(i) as h from range(60000000) as t(i) order by h, i) limit 1')
      expect([spilling.status, spilling.body.code]).toEqual([507, 'noSpace'])
      expect((await ask(client, 'select 44')).body.rows).toEqual([[44]])
      expect((await client.get('/api/reports/weekly-sales?from=2026-01-01&to=2026-01-31')).status).toBe(200)
      expect(await takeAway(client, 'select 1 as a', 'csv')).toMatchObject({ state: 'done' })
      expect((await client.list('queryRuns', { outcome: 'failed' })).body[0].message).toMatch(/磁盘已满[\s\S]*full/)
    } finally {
      server.child.kill('SIGTERM')
      await once(server.child, 'exit')
      unmount(home)
      await clean()
    }
  })

  it('while publishing is a clear error to whom it concerns; others keep what they have, dashboards go on, and it heals', async () => {
    const house = await openHouse('sqlite')
    const home = join(house.company.world.dataDir, 'warehouse.duckdb.snapshots')
    const names = async (who: Person) => ask(who, 'select name from customers order by id')
    try {
      expect((await names(house.north)).body.rows).toEqual([[canary('north')]])
      mount(home, '64k')
      try {
        await house.make('customers', {
          name: canary('late'),
          region: '640104',
          tier: 'key',
          owner: house.north.userId,
          department: house.departments.N,
        })
        const stranger = await house.company.as('regionalManager', 'late', house.departments.N)
        expect(await names(stranger)).toMatchObject({ status: 507, body: { code: 'noSpace', message: expect.stringMatching(/磁盘已满/) } })
        expect((await names(house.north)).body.rows).toEqual([[canary('north')]])
        expect((await house.analyst.get('/api/reports/weekly-sales?from=2026-01-01&to=2026-01-31')).status).toBe(200)
        // What is just being tried again is gone in a moment.
        await vi.waitFor(() => expect(readdirSync(home)).toEqual([]), { timeout: 20_000, interval: 20 })
      } finally {
        unmount(home)
      }
      await vi.waitFor(async () => expect((await names(house.north)).body.rows).toEqual([[canary('north')], [canary('late')]]), {
        timeout: 40_000,
        interval: 500,
      })
    } finally {
      await house.company.stop()
    }
  })
})
