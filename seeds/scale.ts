/**
 * `node --import tsx seeds/scale.ts [lines] [weeks]`: the shape of the demo at any size, written straight into the database for measurements.
 * A million order lines over 200 weeks unless told, ten lines an order. It goes round the verbs and the change feed on purpose:
 * run `npm run warehouse -- rebuild` afterwards. Never use it on a company's data: it refuses a database that has orders.
 */
import type { Knex } from 'knex'
import { system } from '../server/access/actor.ts'
import { dayOf } from '../server/calendar/today.ts'
import { create, createMany, together, type World } from '../server/records/index.ts'
import { readSettings } from '../server/settings.ts'
import { openWorld } from '../server/start.ts'
import { addDays, monday } from './days.ts'

const linesAnOrder = 10
const ordersAtOnce = 20_000
const counts = { customers: 5_000, products: 500, salespeople: 40, regions: 8 }

interface Ground {
  readonly customers: number
  readonly products: number
  readonly users: number
  readonly departments: number
}

/** The records that orders point to, made through the verbs; answers the first id of each, which follow one another. */
async function prepare(world: World): Promise<Ground> {
  const { id: head } = await create(world, system, 'departments', { name: 'Scale', code: 'SCALE', kind: 'businessUnit' })
  const departments = await createMany(
    world,
    system,
    'departments',
    Array.from({ length: counts.regions }, (_, at) => ({
      name: `Region ${at + 1}`,
      code: `SCALE${at + 1}`,
      kind: 'region',
      superior: head,
    })),
  )
  const role: { id: number } | undefined = await world.database.knex('roles').where({ code: 'sales' }).first('id')
  const users = await createMany(
    world,
    system,
    'users',
    Array.from({ length: counts.salespeople }, (_, at) => ({
      name: `Salesperson ${at + 1}`,
      username: `scale${at + 1}`,
      role: role?.id,
      department: departments[at % counts.regions],
    })),
  )
  const products = await createMany(
    world,
    system,
    'products',
    Array.from({ length: counts.products }, (_, at) => ({ code: `S${at + 1}`, name: `Product ${at + 1}`, listPrice: '10' })),
  )
  const tiers = ['strategic', 'key', 'general', 'general', 'reserve']
  const customers: number[] = []
  for (let from = 0; from < counts.customers; from += 500)
    customers.push(
      ...(await createMany(
        world,
        system,
        'customers',
        Array.from({ length: 500 }, (_, at) => ({
          name: `Customer ${from + at + 1}`,
          stage: 'customer',
          tier: tiers[at % tiers.length],
          owner: users[at % counts.salespeople],
          region: ['6401', '1101', '3101', '4401', '5101'][at % 5],
        })),
      )),
    )
  return { customers: customers[0] ?? 1, products: products[0] ?? 1, users: users[0] ?? 1, departments: departments[0] ?? 1 }
}

/** A number that looks random, the same on both engines: `n` scattered over `0 … size - 1`. */
const scatter = (n: string, factor: number, size: number) =>
  `((cast(${n} as bigint) * ${factor} + ${factor % 9973}) % 4294967291) % ${size}`

async function days(knex: Knex, first: string, count: number): Promise<void> {
  await knex.raw('create temporary table "scaleDays" ("day" integer primary key, "date" text)')
  const rows = Array.from({ length: count }, (_, day) => ({ day, date: addDays(first, Math.floor(day / 5) * 7 + (day % 5)) }))
  for (let start = 0; start < rows.length; start += 500) await knex('scaleDays').insert(rows.slice(start, start + 500))
}

/** Orders `from` up to, not including, `to`, and their lines; amounts come out whole, as quantities are whole and prices have two digits. */
async function block(knex: Knex, ground: Ground, from: number, to: number, perDay: number, base: number, at: string): Promise<void> {
  const line = `o."n" * ${linesAnOrder} + p."n"`
  await knex.raw(
    `insert into "orders_lines" ("parent", "position", "product", "quantity", "unitPrice", "amount")
     with recursive o("n") as (select ${from} union all select "n" + 1 from o where "n" < ${to - 1}),
       p("n") as (select 0 union all select "n" + 1 from p where "n" < ${linesAnOrder - 1})
     select "parent", "position", ${ground.products} + "product", "quantity" * 1000, "price" * 100, "quantity" * "price" from (
       select cast(${base} + o."n" as integer) as "parent", p."n" as "position", cast(${scatter(line, 48_271, counts.products)} as integer) as "product",
         cast(1 + ${scatter(line, 69_621, 40)} as bigint) as "quantity", cast(100 + ${scatter(line, 40_692, 19_900)} as bigint) as "price"
       from o cross join p) l`,
  )
  await knex.raw(
    `insert into "orders" ("id", "number", "searchText", "version", "createdAt", "updatedAt", "customer", "salesperson", "department", "date", "quantity", "total", "status")
     select s."id", 'SC-' || s."id", 'sc-' || s."id", 1, ?, ?, ${ground.customers} + "c", ${ground.users} + "c" % ${counts.salespeople},
       ${ground.departments} + "c" % ${counts.salespeople} % ${counts.regions}, d."date", s."quantity", s."total", 'closed'
     from (select "parent" as "id", sum("quantity") as "quantity", sum("amount") as "total", cast(${scatter('"parent"', 16_807, counts.customers)} as integer) as "c",
         cast(("parent" - ${base}) / ${perDay} as integer) as "day"
       from "orders_lines" where "parent" >= ${base + from} and "parent" < ${base + to} group by "parent") s
     join "scaleDays" d on d."day" = s."day"`,
    [at, at],
  )
}

/** Fills an empty company with `lines` order lines over `weeks` weeks up to this one. Answers how long it took, in seconds. */
export async function scale(world: World, lines: number, weeks: number, tell: (done: number) => void = () => undefined): Promise<number> {
  const begun = Date.now()
  if (await world.database.knex('orders').first('id')) throw new Error('this database has orders already; scale only fills an empty one')
  const ground = await together(world, prepare)
  const orders = Math.ceil(lines / linesAnOrder)
  const workdays = weeks * 5
  const first = addDays(monday(dayOf(world.now(), world.timeZone)), -7 * (weeks - 1))
  const perDay = Math.ceil(orders / workdays)
  await world.database.transaction(async ({ knex, dialect }) => {
    await days(knex, first, workdays)
    for (let from = 0; from < orders; from += ordersAtOnce) {
      await block(knex, ground, from, Math.min(orders, from + ordersAtOnce), perDay, 1, world.now().toISOString())
      tell(Math.min(orders, from + ordersAtOnce) * linesAnOrder)
    }
    await knex.raw('drop table "scaleDays"')
    if (dialect.name === 'postgres')
      await knex.raw(`select setval(pg_get_serial_sequence('"orders"', 'id'), (select max("id") from "orders"))`)
  })
  return (Date.now() - begun) / 1000
}

if (process.argv[1] === import.meta.filename) {
  const [lines = 1_000_000, weeks = 200] = process.argv.slice(2).map(Number)
  const world = await openWorld(readSettings(process.env))
  const seconds = await scale(world, lines, weeks, (done) => process.stdout.write(`\r${done} lines`))
  console.log(`\n${lines} order lines in ${seconds.toFixed(1)} s; now run: npm run warehouse -- rebuild`)
  await world.database.close()
}
