/**
 * `node --import tsx seeds/scale.ts [lines] [weeks]`: the shape of the demo at any size, written straight into the database for measurements.
 * A million order lines over 200 weeks unless told, ten lines an order; for the orders of the last two years a dispatch, an invoice and the money that came in, as
 * headers and allocations (lines of dispatches and invoices stay out). It goes round the verbs and the change feed on purpose:
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
const counts = { customers: 10_000, products: 500, salespeople: 40, regions: 8 }

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

/** Weeks for which there are dispatches, invoices and receipts. */
const moneyWeeks = 104

/** Every customer on rolling credit under a contract, and for each order since `first`: goods two days later, the invoice three days after them, the money around its due day. */
async function money({ knex, dialect }: World['database'], first: string, today: string, at: string): Promise<void> {
  const later = (day: string, days: string) =>
    dialect.name === 'postgres' ? `to_char(${day}::date + cast(${days} as integer), 'YYYY-MM-DD')` : `date(${day}, (${days}) || ' days')`
  const kept = '"searchText", "version", "createdAt", "updatedAt"'
  const keep = (number: string) => `lower(${number}), 1, '${at}', '${at}'`
  await knex.raw(`update "customers" set "fileParts" = '["card"]', "idCopyHeld" = 1, "idCopy" = '[{"id":1}]'`)
  await knex.raw(
    `insert into "contracts" ("number", ${kept}, "name", "customer", "kind", "from", "to", "settlement", "settlementAgreement", "status")
     select 'SH-' || "id", ${keep(`'SH-' || "id"`)}, 'Scale', "id", 'distribution', ?, ?, 'rolling', 'Monthly', 'signed' from "customers"`,
    [first, addDays(today, 365)],
  )
  const due = `o."id" % 5 * 7 + 15`
  await knex.raw(
    `insert into "invoices" ("id", "number", ${kept}, "customer", "salesperson", "department", "date", "dueOn", "total", "received", "credited", "writtenOff", "cleared", "outstanding", "status")
     select o."id", 'SF-' || o."id", ${keep(`'SF-' || o."id"`)}, "customer", "salesperson", "department", ${later('"date"', '5')}, ${later('"date"', `5 + ${due}`)},
       "total", 0, 0, 0, 0, "total", 'issued'
     from "orders" o where "date" >= ? and ${later('"date"', '5')} <= ?`,
    [first, today],
  )
  await knex.raw(
    `insert into "dispatches" ("id", "number", ${kept}, "order", "customer", "salesperson", "department", "date", "shippedOn", "receivedOn", "quantity", "total", "basis", "invoice", "status")
     select o."id", 'SD-' || o."id", ${keep(`'SD-' || o."id"`)}, o."id", o."customer", o."salesperson", o."department", ${later('o."date"', '2')}, ${later('o."date"', '2')},
       ${later('o."date"', '4')}, o."quantity", o."total", 'inLimit', i."id", 'received'
     from "orders" o left join "invoices" i on i."id" = o."id" where o."date" >= ? and ${later('o."date"', '2')} <= ?`,
    [first, today],
  )
  // Most pay around the due day, some a part of it, some not at all.
  const paid = later('i."dueOn"', `${scatter('i."id"', 16_807, 50)} - 20`)
  const part = `case when i."id" % 7 = 0 then i."total" / 2 else i."total" end`
  await knex.raw(
    `insert into "receipts" ("id", "number", ${kept}, "customer", "salesperson", "department", "date", "amount", "method", "paidInto", "allocated", "refunded", "kept", "unallocated", "status")
     select i."id", 'SR-' || i."id", ${keep(`'SR-' || i."id"`)}, "customer", "salesperson", "department", ${paid}, ${part}, 'transfer', 'company', ${part}, 0, ${part}, 0, 'confirmed'
     from "invoices" i where i."id" % 41 <> 0 and ${paid} <= ?`,
    [today],
  )
  await knex.raw(
    `insert into "receipts_allocations" ("parent", "position", "invoice", "amount") select "id", 0, "id", "amount" from "receipts"`,
  )
  await knex.raw(
    `update "invoices" set "received" = r."amount", "cleared" = r."amount", "outstanding" = "invoices"."total" - r."amount",
       "closedOn" = case when r."amount" = "invoices"."total" then r."date" end from "receipts" r where r."id" = "invoices"."id"`,
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
  await world.database.transaction(async (database) => {
    const { knex, dialect } = database
    await days(knex, first, workdays)
    for (let from = 0; from < orders; from += ordersAtOnce) {
      await block(knex, ground, from, Math.min(orders, from + ordersAtOnce), perDay, 1, world.now().toISOString())
      tell(Math.min(orders, from + ordersAtOnce) * linesAnOrder)
    }
    await knex.raw('drop table "scaleDays"')
    const today = dayOf(world.now(), world.timeZone)
    await money(database, addDays(monday(today), -7 * (moneyWeeks - 1)), today, world.now().toISOString())
    if (dialect.name === 'postgres')
      for (const table of ['orders', 'dispatches', 'invoices', 'receipts'])
        await knex.raw(`select setval(pg_get_serial_sequence('"${table}"', 'id'), (select coalesce(max("id"), 1) from "${table}"))`)
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
