/** The reports process for real: over HTTP, killed at any moment, with several servers, with nobody at home. */
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { promisify } from 'node:util'
import express from 'express'
import { pino } from 'pino'
import { readSheet } from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Report } from '../../reports/messages.ts'
import type { Actor } from '../../server/access/actor.ts'
import { system } from '../../server/access/actor.ts'
import { makeAccess } from '../../server/access/session.ts'
import { answerError } from '../../server/http/errors.ts'
import { reportRoutes } from '../../server/http/reports.ts'
import { mount } from '../../server/http/route.ts'
import { find, update, type World } from '../../server/records/index.ts'
import { type Reports, startReporting } from '../../server/reporting/index.ts'
import type { Settings } from '../../server/settings.ts'
import { openWorld } from '../../server/start.ts'
import { engines, freshSettings } from '../support/engines.ts'
import { openShop, type Shop, sell } from './shop.ts'

const silent = pino({ level: 'silent' })
const run = promisify(execFile)

/** The routes of reports on a port of their own; `as` says who asks. */
async function serve(world: World, reports: Reports | undefined) {
  let asker: Actor = system
  const app = express()
  app.set('query parser', 'simple')
  app.use((request, response, next) => {
    response.locals.signed = { actor: asker, mustChangePassword: false }
    Object.assign(request, { log: silent, id: 'test' })
    next()
  })
  mount(app, Object.assign({ world, access: makeAccess(world.catalog, world.now) }, reports ? { reports } : {}), reportRoutes)
  app.use(answerError)
  const server = createServer(app).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    close: () => new Promise<void>((done) => server.close(() => done())),
    async get(actor: Actor, path: string) {
      asker = actor
      return fetch(`http://127.0.0.1:${port}/api/reports/${path}`)
    },
  }
}

describe.each(engines)('reports process on %s', (engine) => {
  let settings: Settings
  let clean: () => Promise<void>
  let world: World
  let reports: Reports
  let shop: Shop
  let http: Awaited<ReturnType<typeof serve>>

  beforeAll(async () => {
    ;({ settings, clean } = await freshSettings(engine))
    world = await openWorld(settings)
    shop = await openShop(world)
    const { wang, li } = shop.people
    await sell(shop, wang, shop.customers[0], '2026-11-18', '3', '12.345')
    await sell(shop, li, shop.customers[1], '2026-11-19', '2', '50')
    reports = await startReporting(world, settings, silent)
    http = await serve(world, reports)
    // The process builds its warehouse first; on a busy machine that outlasts the patience of a question.
    await vi.waitFor(() => reports.ask({ ask: 'followed' }, { who: 'test' }), { timeout: 50_000, interval: 500 })
  }, 60_000)

  afterAll(async () => {
    await http.close()
    await reports.stop()
    await world.database.close()
    await clean()
  })

  const weekly = 'weekly-sales?from=2026-11-16&to=2026-11-22'
  const ask = async (actor: Actor, more = ''): Promise<Report> => {
    await reports.ask({ ask: 'followed' }, { who: 'test' })
    const response = await http.get(actor, weekly + more)
    expect(response.status).toBe(200)
    return (await response.json()) as Report
  }

  it('answers each asker with his or her own rows', async () => {
    const { wang, li, manager, executive } = shop.people
    expect((await ask(executive, '&by=salesperson')).rows.map((row) => row.net)).toEqual(['100.00', '37.04'])
    expect((await ask(wang, '&by=week,salesperson')).rows).toMatchObject([
      { week: '2026-11-16', salesperson: wang.id, net: '37.04', orders: 1 },
    ])
    expect((await ask(li)).totals).toMatchObject({ net: '100.00' })
    expect((await ask(manager)).totals).toMatchObject({ net: '37.04' })
    const where = encodeURIComponent(JSON.stringify({ 'customer.region': { under: '64' } }))
    expect((await ask(executive, `&by=region&where=${where}`)).rows).toMatchObject([
      { region: '64', _labels: { region: '宁夏回族自治区' } },
    ])
  })

  it('shows the same number of orders as the list behind the figure', async () => {
    const { rows } = await ask(shop.people.executive, '&by=salesperson')
    for (const row of rows) {
      const filter = {
        date: { gte: '2026-11-16', lte: '2026-11-22' },
        status: { in: ['confirmed', 'closed'] },
        salesperson: row.salesperson ?? null,
      }
      expect((await find(world, shop.people.executive, 'orders', { filter })).total).toBe(row.orders)
    }
  })

  it.each([
    ['weekly-sales', 'malformed'],
    ['weekly-sales?from=2026-02-30&to=2026-03-01', 'malformed'],
    ['weekly-sales?from=2026-03-02&to=2026-03-01', 'malformed'],
    ['weekly-sales?from=1990-01-01&to=2026-03-01', 'malformed'],
    [`${weekly}&by=week,week`, 'malformed'],
    [`${weekly}&by=password`, 'malformed'],
    [`${weekly}&colour=red`, 'malformed'],
    [`${weekly}&where=%7B`, 'malformed'],
    [`${weekly}&where=[]`, 'malformed'],
    [`${weekly}&where=${encodeURIComponent('{"status":"draft"}')}`, 'malformed'],
    [`${weekly}&where=${encodeURIComponent('{"$or":[{"date":"2026-01-01"}]}')}`, 'malformed'],
    [`${weekly}&where=${encodeURIComponent('{"customer":"1; drop table orders"}')}`, 'malformed'],
    [`${weekly}&where=${encodeURIComponent('{"customer.\\"x":1}')}`, 'malformed'],
    [`${weekly}&where=${encodeURIComponent('{"customer.attachments":{"empty":true}}')}`, 'malformed'],
    [`${weekly}&where=${encodeURIComponent('{"$and":1}')}`, 'malformed'],
  ])('refuses %s with a sentence', async (path, code) => {
    const response = await http.get(shop.people.executive, path)
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([400, code])
  })

  it('refuses those who may not read orders, and exports to those who may not export', async () => {
    const nobody: Actor = { ...shop.people.keeper, grant: () => ({}) }
    expect((await http.get(nobody, weekly)).status).toBe(403)
    expect((await http.get(shop.people.wang, weekly.replace('?', '.xlsx?'))).status).toBe(403)
  })

  it('writes an Excel file with real numbers and dates, totals, and what was asked', async () => {
    const where = encodeURIComponent(JSON.stringify({ department: { under: shop.head } }))
    const response = await http.get(
      shop.people.executive,
      `weekly-sales.xlsx?from=2026-11-16&to=2026-11-22&by=week,customer&where=${where}`,
    )
    expect(response.headers.get('content-disposition')).toContain(encodeURIComponent('周销售统计'))
    const bytes = Buffer.from(await response.arrayBuffer())
    const sheet = await readSheet(bytes, 1)
    expect(sheet[0]?.[0]).toBe('周销售统计')
    expect(sheet[2]).toEqual(['周（周一）', '客户', '销量', null, null, '销售额', null, null, '净额变化', null, '目标', null])
    const [first, second, total] = sheet.slice(4)
    expect(first?.[0]).toEqual(new Date('2026-11-16T00:00:00Z'))
    expect([first?.[1], first?.[2], first?.[7]]).toEqual(['=cmd|evil', 1, 100])
    expect([second?.[1], second?.[7]]).toEqual(['银川糖酒', 37.04])
    expect([total?.[0], total?.[2], total?.[7]]).toEqual(['合计', 2, 137.04])
    const filters = await readSheet(bytes, 2)
    expect(filters.flat().join(' ')).toContain('2026-11-16 至 2026-11-22')
    expect(filters.flat().join(' ')).toContain('部门（含下级）：总部')
  })

  it('answers the command line while it runs', async () => {
    const environment = { ...process.env, DATA_DIR: settings.dataDir, DATABASE_URL: settings.databaseUrl ?? '' }
    const command = (what: string) => run(process.execPath, ['--import', 'tsx', 'reports/command.ts', what], { env: environment })
    expect((await command('check')).stdout).toContain('仓库与数据库一致')
    expect((await command('status')).stdout).toContain('orders_lines')
    expect((await command('rebuild')).stdout).toContain('Made anew')
    await expect(command('nonsense')).rejects.toMatchObject({ code: 2 })
  }, 60_000)

  it('loses nothing when it is killed at any moment', async () => {
    const { wang } = shop.people
    let writing = true
    const orders: number[] = []
    const writer = (async () => {
      while (writing) {
        orders.push(await sell(shop, wang, shop.customers[0], `2026-10-${String(1 + (orders.length % 28)).padStart(2, '0')}`, '1', '10'))
        const old = orders[Math.floor(orders.length / 2)]
        if (old !== undefined) await update(world, system, 'orders', old, { note: String(orders.length) })
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
    })()
    for (let times = 0; times < 6; times++) {
      await new Promise((resolve) => setTimeout(resolve, 150 + Math.random() * 1200))
      if (reports.pid) process.kill(reports.pid, 'SIGKILL')
    }
    writing = false
    await writer
    const patient = async (): Promise<unknown> => {
      for (;;) {
        try {
          return JSON.parse(await reports.ask({ ask: 'check' }, { who: 'test' }))
        } catch (error) {
          if ((error as { status?: number }).status !== 503) throw error
        }
      }
    }
    expect(await patient()).toEqual({ differences: [] })
    const { totals } = JSON.parse(await reports.ask({ ...(await questionOf()) }, { who: 'test' })) as Report
    expect(totals.orders).toBe(orders.length)
  }, 120_000)

  const questionOf = async () => {
    const { weeklyQuestion } = await import('../../server/reporting/weeklySales.ts')
    return weeklyQuestion(world, system, { from: '2026-10-01', to: '2026-10-28', by: 'week', where: undefined })
  }

  it('lives beside a second server with a file of its own', async () => {
    const second = await startReporting(world, settings, silent)
    try {
      // Starting a process takes as long as the machine is busy.
      await vi.waitUntil(
        () =>
          second.ask({ ask: 'status' }, { who: 'test' }).then(
            () => true,
            () => false,
          ),
        { timeout: 50_000 },
      )
      const [mine, other] = await Promise.all(
        [reports, second].map(async (each) => JSON.parse(await each.ask({ ask: 'status' }, { who: 'test' })) as { file: string }),
      )
      expect(mine?.file).not.toBe(other?.file)
      expect(JSON.parse(await second.ask({ ask: 'check' }, { who: 'test' }))).toEqual({ differences: [] })
    } finally {
      await second.stop()
    }
  }, 60_000)

  it.each([0, 300, 1500])(
    'ends with its server, also when that dies %i ms after the start',
    async (time) => {
      const program = `
      const { fork } = await import('node:child_process')
      const child = fork('reports/main.ts', [], { execArgv: ['--import', 'tsx'], stdio: ['ignore', 'ignore', 'ignore', 'ipc'], serialization: 'advanced' })
      console.log(child.pid)
      setTimeout(() => process.kill(process.pid, 'SIGKILL'), ${time})`
      const environment = { ...process.env, DATA_DIR: settings.dataDir, DATABASE_URL: settings.databaseUrl ?? '' }
      const { stdout } = await run(process.execPath, ['--input-type=module', '-e', program], { env: environment }).catch(
        (error: { stdout: string }) => error,
      )
      const lives = () => {
        try {
          return process.kill(Number(stdout), 0)
        } catch {
          return false
        }
      }
      await expect.poll(lives).toBe(false)
    },
    60_000,
  )

  it('says in a sentence that reports are down, and records go on', async () => {
    const alone = await serve(world, undefined)
    const response = await alone.get(shop.people.executive, weekly)
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([503, 'reportsDown'])
    await alone.close()
  })
})
