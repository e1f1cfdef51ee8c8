/** Puts a running Taizhang together: database, tables, catalog, first administrator, HTTP. `main.ts`, the demo, tests and commands all start here. */
import { mkdirSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { resolve } from 'node:path'
import { type Logger, pino } from 'pino'
import { system } from './access/actor.ts'
import { setPassword } from './access/passwords.ts'
import { makeAccess } from './access/session.ts'
import { accessTables } from './access/tables.ts'
import { makeApp } from './app.ts'
import { approvals } from './approvals/index.ts'
import { type Catalog, makeCatalog } from './catalog/catalog.ts'
import { customFields, customFieldsTable } from './catalog/customise.ts'
import { tablesOf } from './catalog/tables.ts'
import { changesTable } from './changes/log.ts'
import { clocks, clocksTable } from './clocks/index.ts'
import { connect, type Database } from './database/connect.ts'
import { numbersTable } from './database/numbers.ts'
import { prepareTables } from './database/tables.ts'
import type { Register } from './definition/types.ts'
import { Refusal } from './errors.ts'
import { resumeImports } from './exchange/resume.ts'
import { exchangeTables } from './exchange/tables.ts'
import { oneTimePassword } from './http/session.ts'
import { hourly } from './jobs/hourly.ts'
import { leasesTable } from './jobs/lease.ts'
import { closedMonths, countable, retention, watchRuns } from './reconciliation/index.ts'
import { filesTable } from './records/attachments.ts'
import { create } from './records/index.ts'
import { creationsTable } from './records/once.ts'
import { flushReadings, readsTable } from './records/reads.ts'
import type { Everywhere, Rules } from './records/rules.ts'
import type { World } from './records/world.ts'
import { registers as shippedRegisters, rules as shippedRules } from './registers/index.ts'
import { startReporting } from './reporting/index.ts'
import { rounds } from './rounds.ts'
import { administratorFault, databaseFault, listenFault, type Settings } from './settings.ts'
import { addShipped, alone } from './shipped.ts'
import { startSql } from './sql/index.ts'
import { sqlTables } from './sql/tables.ts'

/** What holds for the records of every register. */
const shippedEverywhere: readonly Everywhere[] = [clocks, approvals, countable, retention, closedMonths]

const systemTables = [
  changesTable,
  numbersTable,
  customFieldsTable,
  filesTable,
  readsTable,
  creationsTable,
  ...accessTables,
  ...exchangeTables,
  ...sqlTables,
  leasesTable,
  clocksTable,
]

export interface OpenOptions {
  readonly registers?: readonly Register[]
  readonly rules?: Readonly<Record<string, Rules>>
  readonly everywhere?: readonly Everywhere[]
  readonly now?: () => Date
  /** Takes sentences for the operator; standard error unless given. */
  readonly warn?: (sentence: string) => void
}

/** Opens the database of `settings`, brings its tables up to the registers, and answers the world that verbs work in. Close with `world.database.close()`. */
export async function openWorld(
  settings: Settings,
  {
    registers = shippedRegisters,
    rules = shippedRules,
    everywhere = shippedEverywhere,
    now = () => new Date(),
    warn = console.warn,
  }: OpenOptions = {},
): Promise<World> {
  const database = await reach(settings)
  try {
    await prepareTables(database, systemTables)
    const catalog: Catalog = makeCatalog(registers, await customFields(database))
    await prepareTables(database, catalog.registers.flatMap(tablesOf))
    const world: World = { database, catalog, rules, everywhere, now, timeZone: settings.timeZone, dataDir: settings.dataDir }
    await addShipped(world, warn)
    return world
  } catch (error) {
    await database.close()
    throw error
  }
}

/** The database of the settings, once it has answered. Throws WrongSetting when it cannot be used. */
async function reach(settings: Settings): Promise<Database> {
  let database: Database | undefined
  try {
    mkdirSync(settings.dataDir, { recursive: true })
    database = connect(settings)
    await database.dialect.columns(database.knex)
    return database
  } catch (error) {
    await database?.close()
    throw databaseFault(settings, error)
  }
}

/** Makes the first administrator of an empty company. Answers the one-time password when it was made up here, undefined when there are users already. Throws WrongSetting when the settings name one that the rules refuse. */
export async function addFirstAdministrator(
  world: World,
  settings: Settings,
): Promise<{ username: string; password?: string } | undefined> {
  const username = settings.adminUsername ?? 'admin'
  const password = settings.adminPassword ?? oneTimePassword()
  return alone(world, async (inner) => {
    const { knex } = inner.database
    if (await knex('users').first('id')) return undefined
    const role: { id: number } | undefined = await knex('roles').where({ code: 'administrator' }).first('id')
    const user = await create(inner, system, 'users', { name: '系统管理员', username, role: role?.id, active: true })
    await setPassword(inner.database, { id: user.id, username }, password, inner.now(), settings.adminPassword === undefined)
    return settings.adminPassword === undefined ? { username, password } : { username }
  }).catch((error: unknown) => {
    throw error instanceof Refusal && settings.adminPassword !== undefined ? administratorFault(error) : error
  })
}

export interface Running {
  readonly world: World
  readonly server: Server
  readonly url: string
  stop(): Promise<void>
}

export interface ServeOptions {
  readonly log?: Logger
  /** Whether reports run beside the server; tests of records alone do without. */
  readonly reporting?: boolean
}

/** Serves `world` over HTTP, with reports beside it. Throws WrongSetting when the address cannot be listened at; the world is closed then. */
export async function serve(world: World, settings: Settings, options: ServeOptions = {}): Promise<Running> {
  const { log = pino({ level: settings.logLevel ?? 'info' }), reporting = true } = options
  const reports = reporting ? await startReporting(world, settings, log) : undefined
  const access = makeAccess(world.catalog, world.now)
  const sql = reports ? startSql(world, access, reports, log) : undefined
  const service = { world, access, ...(reports ? { reports } : {}), ...(sql ? { sql } : {}) }
  const resuming = resumeImports(
    world,
    (user) => service.access.byUser(world.database, user),
    (error) => log.error({ err: error }, 'import'),
  )
  const sweeping = hourly(rounds(world), (error) => log.warn({ err: error }, 'round'))
  const runs = watchRuns(world, (error) => log.error({ err: error }, 'reconciliation'))
  const app = makeApp(service, { log, trustProxy: settings.trustProxy, panel: resolve(import.meta.dirname, '../dist/panel') })
  const server = createServer(app)
  const stop = async () => {
    await new Promise<void>((done) => {
      server.close(() => done())
      server.closeAllConnections()
    })
    resuming.stop()
    await sweeping.stop()
    await runs.stop()
    await sql?.stop()
    await reports?.stop()
    await flushReadings(world.database)
    await world.database.close()
  }
  await new Promise<void>((done, failed) => {
    server.once('error', failed)
    server.listen(settings.port, settings.host, done)
  }).catch(async (error: unknown) => {
    await stop()
    throw listenFault(settings, error) ?? error
  })
  const { port } = server.address() as AddressInfo
  return {
    world,
    server,
    url: `http://${settings.host.includes(':') ? `[${settings.host}]` : settings.host}:${port}`,
    stop,
  }
}
