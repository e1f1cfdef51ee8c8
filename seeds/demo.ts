/** `npm run demo`: loads the demo company once, into its own data directory, and serves it; prints the address and who can sign in. */
import { setPassword } from '../server/access/passwords.ts'
import { prepareTables } from '../server/database/tables.ts'
import { together, type World } from '../server/records/index.ts'
import { orExplain, readSettings, WrongSetting } from '../server/settings.ts'
import { openWorld, serve } from '../server/start.ts'
import type { Size } from './company.ts'
import { load } from './load.ts'
import { demoPassword, staff } from './organisation.ts'

const foreign = [
  '这里已有一家公司的数据，演示数据不会混入其中；请把 DATA_DIR 指向空目录，或让 DATABASE_URL 指向空数据库。',
  'There is a company here already and the demo is never mixed with it; point DATA_DIR at an empty folder, or DATABASE_URL at an empty database.',
].join('\n')

class NotEmpty extends WrongSetting {}

/** Loads the demo company into an empty database; does nothing when it is there already. Throws NotEmpty over anybody else's data. */
export async function loadOnce(world: World, tell?: (done: string) => void, size?: Size): Promise<boolean> {
  const { database } = world
  await prepareTables(database, [{ name: 'demoCompany', columns: { loadedAt: 'text' } }])
  if (await database.knex('demoCompany').first('id')) return false
  if (await database.knex('users').first('id')) throw new NotEmpty(foreign)
  await together(world, async (inner) => {
    const { knex } = inner.database
    const roles: { id: number; code: string }[] = await knex('roles').select('id', 'code')
    const { users } = await load(inner, new Map(roles.map(({ id, code }) => [code, id])), tell, size)
    for (const [username, id] of users) await setPassword(inner.database, { id, username }, demoPassword, inner.now())
    await knex('demoCompany').insert({ loadedAt: inner.now().toISOString() })
  })
  return true
}

const accounts = () => {
  const seen = new Set<string>()
  return staff
    .filter(({ role }) => !seen.has(role) && seen.add(role))
    .map(({ username, name, jobTitle }) => `  ${username.padEnd(10)} ${name} ${jobTitle}`)
    .join('\n')
}

async function main(): Promise<void> {
  const { DATA_DIR, LOG_LEVEL } = process.env
  const settings = readSettings({ ...process.env, DATA_DIR: DATA_DIR?.trim() || './data/demo', LOG_LEVEL: LOG_LEVEL?.trim() || 'warn' })
  const world = await openWorld(settings)
  const begun = Date.now()
  if (await loadOnce(world, (done) => process.stdout.write(`\r载入演示公司 loading the demo company … ${done}      `)))
    console.log(`\n已载入 loaded in ${((Date.now() - begun) / 1000).toFixed(1)} s`)
  const running = await serve(world, settings)
  console.log(`\n台账 Taizhang  ${running.url}\n\n演示账号 demo accounts, 密码 password: ${demoPassword}\n${accounts()}\n`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void running.stop().then(() => process.exit(0)))
}

if (process.argv[1] === import.meta.filename) await orExplain(main)
