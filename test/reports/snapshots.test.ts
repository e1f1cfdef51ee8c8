/** Snapshots hold what lists show: for every shipped role the same rows, no column that is hidden from it, and marts of just these rows. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { Follower } from '../../reports/follower/follower.ts'
import { marts } from '../../reports/follower/marts.ts'
import type { SnapshotTable } from '../../reports/messages.ts'
import { publishEverything } from '../../reports/snapshots/everything.ts'
import { Press } from '../../reports/snapshots/press.ts'
import { Publisher } from '../../reports/snapshots/publisher.ts'
import type { Actor } from '../../server/access/actor.ts'
import { system } from '../../server/access/actor.ts'
import { mayRead, rowRule } from '../../server/access/rows.ts'
import { create, find, remove, update, type World } from '../../server/records/index.ts'
import { type RoleCode, shippedRoles } from '../../server/registers/organisation/shippedRoles.ts'
import { SandboxPool } from '../../server/sql/pool.ts'
import { Sandbox } from '../../server/sql/sandbox.ts'
import { snapshotQuestion } from '../../server/sql/scope.ts'
import { openWorld } from '../../server/start.ts'
import { openShop, type Shop, sell } from '../reporting/shop.ts'
import { freshSettings } from '../support/engines.ts'
import { person } from '../support/people.ts'

vi.setConfig({ testTimeout: 120_000 })

const roles = Object.keys(shippedRoles) as RoleCode[]
let world: World
let shop: Shop
let follower: Follower
const press = new Press()
let clean: () => Promise<void>
const folder = mkdtempSync(join(tmpdir(), 'taizhang-snapshots-'))
const people = new Map<RoleCode, Actor>()

beforeAll(async () => {
  const fresh = await freshSettings('sqlite')
  clean = fresh.clean
  world = await openWorld(fresh.settings)
  shop = await openShop(world)
  const { wang, li } = shop.people
  for (const [seller, customer, quantity] of [
    [wang, shop.customers[0], '2'],
    [li, shop.customers[1], '3'],
    [wang, shop.customers[1], '4'],
  ] as const)
    await sell(shop, seller, customer, '2026-01-07', quantity, '10')
  await create(world, system, 'contacts', { customer: shop.customers[0], name: '张三', wechat: 'zhang-wechat' })
  const gone = await create(world, system, 'products', { name: '已删', code: 'P2', unit: '瓶' })
  await remove(world, system, 'products', gone.id)
  for (const role of roles) people.set(role, await person(world, role, `p-${role.toLowerCase()}`, shop.north))
  people.set('sales', wang)
  follower = await Follower.start(world.database, world.catalog, join(folder, 'warehouse.duckdb'))
  while (await follower.step());
})

afterAll(async () => {
  press.stop()
  await follower.close()
  await world.database.close()
  await clean()
  rmSync(folder, { recursive: true, force: true })
})

let count = 0
async function publishedFor(actor: Actor): Promise<{ tables: readonly SnapshotTable[]; connection: DuckDBConnection; close(): void }> {
  const place = join(folder, `published-${++count}`)
  const tables = await press.print(follower, snapshotQuestion(world, actor, 1), place)
  const instance = await DuckDBInstance.create(join(place, 'taizhang.duckdb'), { access_mode: 'READ_ONLY' })
  expect(existsSync(join(place, 'taizhang.duckdb.wal'))).toBe(false)
  const connection = await instance.connect()
  return {
    tables,
    connection,
    close() {
      connection.closeSync()
      instance.closeSync()
    },
  }
}

const numbers = async (connection: DuckDBConnection, sql: string) => (await connection.runAndReadAll(sql)).getRowsJson()

describe.each(roles)('%s', (role) => {
  it('finds the rows and columns of its lists, and no others', async () => {
    const actor = people.get(role) ?? system
    const { tables, connection, close } = await publishedFor(actor)
    for (const register of world.catalog.registers) {
      const table = tables.find(({ name }) => name === register.table)
      if (register.unreported || !rowRule(register, actor, 'read')) {
        expect([register.name, table]).toEqual([register.name, undefined])
        continue
      }
      const { total } = await find(world, actor, register.name, { range: [0, 0] })
      expect([register.name, await numbers(connection, `select count(*)::integer from "${register.table}"`)]).toEqual([
        register.name,
        [[total]],
      ])
      expect([register.name, table?.rows]).toEqual([register.name, total])
      for (const column of table?.columns ?? [])
        expect([register.name, column.name, mayRead(register, actor, column.name), register.sensitive.has(column.name)]).toEqual([
          register.name,
          column.name,
          true,
          false,
        ])
      for (const lines of register.lines) {
        const inner = tables.find(({ name }) => name === lines.table)
        for (const column of inner?.columns ?? [])
          expect([lines.table, column.name, mayRead(register, actor, `${lines.name}.${column.name}`)]).toEqual([
            lines.table,
            column.name,
            true,
          ])
        if (inner)
          expect(
            await numbers(
              connection,
              `select count(*)::integer from "${lines.table}" where parent not in (select id from "${register.table}")`,
            ),
          ).toEqual([[0]])
      }
    }
    if (tables.some(({ name }) => name === 'weekly_sales'))
      expect(await numbers(connection, 'select coalesce(sum(ordered), 0) from weekly_sales')).toEqual(
        await numbers(connection, 'select coalesce(sum(total), 0) from sales_orders'),
      )
    close()
  })
})

describe('marts', () => {
  it('say in both languages what one row means, each language whole', async () => {
    const { tables, close } = await publishedFor(system)
    const han = /\p{Script=Han}/u
    const wrong = tables.filter(({ row: [zh, en] }) => !han.test(zh) || en === '' || han.test(en.replace(/“[^”]*”/g, '')))
    expect(wrong.map(({ name, row }) => [name, ...row])).toEqual([])
    close()
  })

  it('are all there for somebody who sees everything, and those of one department for its manager', async () => {
    const all = await publishedFor(people.get('administrator') ?? system)
    const names = all.tables.map(({ name }) => name)
    for (const { table } of marts) expect(names).toContain(table)
    expect(await numbers(all.connection, 'select sum(ordered)::varchar from weekly_sales')).toEqual([['90.00']])
    const manager = await publishedFor(shop.people.manager)
    expect(await numbers(manager.connection, 'select sum(ordered)::varchar from weekly_sales')).toEqual([['60.00']])
    expect(await numbers(manager.connection, 'select sum(ordered)::varchar from weekly_people')).toEqual([['60.00']])
    // A mart that was worked out of a scope equals the one that was copied, where the scope is everything.
    const live = await follower.read((connection) => numbers(connection, 'from weekly_sales order by all'))
    expect(await numbers(all.connection, 'from weekly_sales order by all')).toEqual(live)
    all.close()
    manager.close()
  })

  it('speak both languages', async () => {
    const { tables, close } = await publishedFor(people.get('administrator') ?? system)
    for (const { name, label, row } of tables) {
      expect([name, label[0], label[1]]).toEqual([name, expect.stringMatching(/\p{Script=Han}/u), expect.stringMatching(/[A-Za-z]/)])
      expect([name, row[0], row[1]]).toEqual([name, expect.stringMatching(/一|列/), expect.stringMatching(/[Oo]ne/)])
    }
    close()
  })
})

describe('scopes', () => {
  const key = (actor: Actor | undefined) => snapshotQuestion(world, actor ?? system, 1).key
  it('are shared by those who may see the same, and by nobody else', async () => {
    const { wang, li, manager } = shop.people
    const second = await person(world, 'analyst', 'second', shop.head)
    expect(key(second)).toBe(key(people.get('analyst')))
    expect(key(wang)).not.toBe(key(li))
    // A manager sees his or her own records in other departments, too, so two of one department may see different rows.
    expect(key(manager)).not.toBe(key(people.get('salesManager')))
    expect(key(manager)).not.toBe(key(await person(world, 'salesManager', 'south', shop.head)))
    expect(key(people.get('executive'))).not.toBe(key(people.get('warehouse')))
  })

  it('are published anew when something changed and time has passed, and old ones go', async () => {
    const publisher = new Publisher(follower, press, (error) => {
      throw error
    })
    const question = { ...snapshotQuestion(world, people.get('analyst') ?? system, 1) }
    const first = await publisher.snapshot(question)
    expect((await Promise.all([publisher.snapshot(question), publisher.snapshot(question)])).map(({ file }) => file)).toEqual([
      first.file,
      first.file,
    ])
    await sell(shop, shop.people.wang, shop.customers[0], '2026-01-08', '1', '10')
    while (await follower.step());
    await vi.waitFor(async () => expect((await publisher.snapshot(question)).file).not.toBe(first.file), { timeout: 20_000 })
    // Those who were just told of it still find it.
    expect(existsSync(first.file)).toBe(true)
    // What stays out of the warehouse, such as the log of questions itself, makes no snapshot old; the moment it stands for moves on.
    const second = await publisher.snapshot(question)
    await create(world, system, 'queries', { name: '与快照无关', sql: 'select 1' })
    while (await follower.step());
    await new Promise((resolve) => setTimeout(resolve, 1500))
    const third = await publisher.snapshot(question)
    expect(third.file).toBe(second.file)
    expect(third.asOf.seq).toBeGreaterThan(second.asOf.seq)
    publisher.stop()
  })
})

describe('a snapshot that cannot be renewed', () => {
  it('is tried again no more often than it would be renewed, and stands meanwhile', async () => {
    vi.useFakeTimers()
    try {
      const print = vi.fn<Press['print']>().mockResolvedValueOnce([]).mockRejectedValue(new Error('no room'))
      const changing = { file: join(folder, 'none'), asOf: { seq: 1, at: null }, version: 1 }
      const noted: unknown[] = []
      const publisher = new Publisher(changing as unknown as Follower, { print } as unknown as Press, (error) => noted.push(error))
      const question = snapshotQuestion(world, people.get('analyst') ?? system, 5)
      const { file } = await publisher.snapshot(question)
      changing.version = 2
      await vi.advanceTimersByTimeAsync(20_400)
      expect(noted).toHaveLength(4)
      expect((await publisher.snapshot(question)).file).toBe(file)
      publisher.stop()
    } finally {
      vi.useRealTimers()
    }
  })
})

describe('customers of a secret level (SEC-07)', () => {
  it('are their number alone for every role, in the very bytes; what they bought still counts', async () => {
    const level = 'confidential'
    const customer = await create(world, system, 'customers', { name: '绝密丙商行', address: '隐秘路 7 号', secrecy: level })
    const { wang } = shop.people
    await update(world, system, 'customers', customer.id, { owner: wang.id })
    await create(world, system, 'contacts', {
      customer: customer.id,
      name: '隐名联系人',
      mobile: '13955501234',
      email: 'yinming@example.com',
    })
    const order = await sell(shop, wang, customer.id, '2026-01-07', '7', '10')
    const top = await create(world, system, 'customers', { name: '至密丁商行', address: '至密路 9 号', secrecy: 'topSecret' })
    const plain = await create(world, system, 'customers', { name: '普通戊商行', secrecy: 'normal' })
    for (const { id } of [top, plain]) await update(world, system, 'customers', id, { owner: wang.id })
    // Words in the lines of a paper that names the customer.
    const billed = { product: shop.product, quantity: '1', unitPrice: '10', description: '隐秘货品' }
    await create(world, system, 'invoices', { customer: customer.id, date: '2026-01-09', lines: [billed], note: '隐秘备注' })
    // Registers that name a customer in their lines alone, and one that comes to it by way of another record.
    const dispatch = await create(world, system, 'dispatches', { order, date: '2026-01-08' })
    const arrived = { place: '隐秘路口', contactedPerson: '隐名收货人', note: '隐秘交货' }
    await create(world, system, 'transitEvents', { dispatch: dispatch.id, ...arrived })
    const visit = { customer: customer.id, feedback: '隐秘反馈' }
    const promotion = { name: '推广', product: shop.product, adviser: wang.id, guidance: '指导', visits: [visit] }
    await create(world, system, 'productPromotions', promotion)
    const month = { month: '2026-01-01' }
    const reconciliation = (await create(world, system, 'reconciliations', month)).id
    const signed = { clerk: wang.id, clerkSignedAt: '2026-02-01T00:00:00Z', finance: wang.id, financeSignedAt: '2026-02-01T00:00:00Z' }
    const lines = [{ customer: customer.id, name: '绝密丙商行' }]
    const issue = { number: 'F-1', ...month, reconciliation, edition: 1, ...signed, issuedAt: '2026-02-01T00:00:00Z', lines }
    await create(world, system, 'fundRecoveries', issue)
    // Money that nobody said yet whose it is, under the name and from the account of one who pays for the customer, and what follows from it.
    const account = (await create(world, system, 'bankAccounts', { name: '基本户', bank: '工行', number: '6103012345678901234' })).id
    const paid = { account, date: '2026-01-20', amount: '5' }
    await create(world, system, 'payerAliases', { customer: customer.id, name: '隐名代付人', account: '6222 0013 9555', active: false })
    const unclaimed = await create(world, system, 'bankLines', { ...paid, payer: '绝密丙（商行）有限公司', summary: '货款 隐名代付人 付' })
    await create(world, system, 'bankLines', { ...paid, payer: '别家商行', summary: '622200139555' })
    const other = await create(world, system, 'bankLines', { ...paid, payer: '别家商行', summary: '货款' })
    const told = { ...month, reconciliation, kind: 'bankWithoutReceipt', key: 'k', since: '2026-01-20' }
    await create(world, system, 'differences', { ...told, bankLine: unclaimed.id, what: '绝密丙 商行 5.00' })
    await create(world, system, 'bankStatements', { account, from: '2026-01-20', to: '2026-01-20', note: '多出绝密丙商行一笔' })
    while (await follower.step());
    for (const role of roles) {
      const { connection, tables, close } = await publishedFor(people.get(role) ?? system)
      const bytes = readFileSync(join(folder, `published-${count}`, 'taizhang.duckdb'))
      for (const word of ['绝密丙商行', '隐秘', '隐名', '13955501234', 'yinming', '至密', '绝密丙', '622200139555'])
        expect([role, word, bytes.includes(word)]).toEqual([role, word, false])
      const has = (table: string, column: string) =>
        tables.some((each) => each.name === table && each.columns.some(({ name }) => name === column))
      if (has('customers', 'number'))
        expect(
          await numbers(connection, `select number, name, region from customers where id in (${customer.id}, ${top.id}) order by id`),
        ).toEqual([customer, top].map(({ number }) => [number, null, null]))
      if (has('customers', 'name'))
        expect(await numbers(connection, `select name from customers where id = ${plain.id}`)).toEqual([['普通戊商行']])
      if (has('bankLines', 'payer'))
        expect(
          await numbers(
            connection,
            `select payer, amount::varchar from "bankLines" where id in (${unclaimed.id}, ${other.id}) order by id`,
          ),
        ).toEqual([
          [null, '5.00'],
          ['别家商行', '5.00'],
        ])
      if (has('orders', 'total') && has('orders', 'customer'))
        expect(await numbers(connection, `select sum(total)::varchar from orders where customer = ${customer.id}`)).toEqual([['70.00']])
      close()
    }
  })

  it('are called by no way of writing their names on money that nobody claimed; what has nothing to do with them keeps its words', async () => {
    const secret = (name: string, shortName?: string) =>
      create(world, system, 'customers', { name, secrecy: 'confidential', ...(shortName ? { shortName } : {}) })
    const known = await secret('甲影有限公司上海分公司', '墨麒麟')
    await secret('戊影化工有限公司')
    await secret('ＳＨＡＤＯＷＣＯ丙影')
    // One who pays for a secret customer is called like a colleague.
    await create(world, system, 'payerAliases', { customer: known.id, name: '沙影六', active: false })
    const { id: colleague } = await person(world, 'sales', 'shaying')
    await world.database.knex('users').where({ id: colleague }).update({ name: '沙影六' })
    await update(world, system, 'users', Number(colleague), { phone: '0951-5550001' })
    const account = (await create(world, system, 'bankAccounts', { name: '影户', bank: '建行', number: '4367000000000009' })).id
    const told: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
      ['its whole name', { payer: '甲影有限公司上海分公司' }],
      ['what it is called for short', { summary: '墨麒麟 货款' }],
      ['full width', { payer: 'ＳＨＡＤＯＷＣＯ丙影' }],
      ['half width', { payer: 'ShadowCo 丙影' }],
      ['Pinyin', { payer: 'WUYING HUAGONG YOUXIAN GONGSI' }],
      ['and nothing else of the line', { payer: '戊影化工', payerAccount: '6217009999', payerBank: '暗影支行', reference: '暗影附言' }],
      ['one who pays for it', { payer: '沙影六' }],
    ]
    for (const [, words] of told) await create(world, system, 'bankLines', { account, date: '2026-01-21', amount: '3', ...words })
    await create(world, system, 'bankLines', { account, date: '2026-01-22', amount: '3', payer: '明影商行', payerAccount: '6217008888' })
    while (await follower.step());
    const { connection, close } = await publishedFor(people.get('finance') ?? system)
    expect(
      await numbers(connection, `select payer, "payerAccount", "payerBank", reference, summary from "bankLines" where date = '2026-01-21'`),
    ).toEqual(told.map(() => [null, null, null, null, null]))
    expect(await numbers(connection, `select payer, "payerAccount" from "bankLines" where date = '2026-01-22'`)).toEqual([
      ['明影商行', '6217008888'],
    ])
    expect(await numbers(connection, `select count(*)::integer from users where name = '沙影六'`)).toEqual([[1]])
    close()
  })
})

describe('the press', () => {
  const printing = (place: string) =>
    press.print(follower, snapshotQuestion(world, people.get('analyst') ?? system, 1), join(folder, place))

  it('leaves nothing of a snapshot at which it died, and prints the next', async () => {
    const dying = printing('dying')
    const killed = expect(dying).rejects.toThrow('ended before')
    const next = printing('next')
    await vi.waitFor(() => expect(existsSync(join(folder, 'dying.part'))).toBe(true), { interval: 1, timeout: 20_000 })
    press.stop()
    await killed
    expect((await next).map(({ name }) => name)).toContain('orders')
    expect(readdirSync(folder).filter((each) => each.startsWith('dying') || each.startsWith('next'))).toEqual(['next'])
  })

  it('prints everything for two operators at a time, each one that stays while it is opened', async () => {
    const home = `${follower.file}.snapshots`
    const old = join(home, 'everything-old')
    mkdirSync(old, { recursive: true })
    writeFileSync(join(old, 'taizhang.duckdb'), '')
    utimesSync(join(old, 'taizhang.duckdb'), 0, 0)
    const [one, other] = await Promise.all([publishEverything(follower, press), publishEverything(follower, press)])
    expect(one.file).not.toBe(other.file)
    expect([one, other].map(({ file }) => existsSync(file))).toEqual([true, true])
    expect(existsSync(old)).toBe(false)
  })

  it('that is closed in the middle of a snapshot leaves nothing of it, and begins none that waits', async () => {
    const closing = new Press()
    const printings = ['closing', 'waiting'].map((place) =>
      closing.print(follower, snapshotQuestion(world, people.get('analyst') ?? system, 1), join(folder, place)),
    )
    const ended = Promise.allSettled(printings)
    await vi.waitFor(() => expect(existsSync(join(folder, 'closing.part'))).toBe(true), { interval: 1, timeout: 20_000 })
    await closing.close()
    expect(readdirSync(folder).filter((each) => /^(closing|waiting)/.test(each))).toEqual([])
    expect((await ended).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  })

  it('says why a snapshot cannot be written, and leaves the old one alone', async () => {
    await expect(printing('next')).rejects.toThrow(/next/)
    expect(readdirSync(join(folder, 'next'))).toEqual(['taizhang.duckdb'])
    expect(existsSync(join(folder, 'next.part'))).toBe(false)
  })

  it('prints one moment, whatever the warehouse takes in meanwhile', async () => {
    let over = false
    const selling = (async () => {
      while (!over) {
        await sell(shop, shop.people.wang, shop.customers[0], '2026-01-14', '1', '10')
        while (await follower.step());
      }
    })()
    for (let time = 0; time < 5; time++) {
      const { connection, close } = await publishedFor(people.get('administrator') ?? system)
      expect(await numbers(connection, 'select sum(ordered)::varchar from weekly_sales')).toEqual(
        await numbers(connection, 'select sum(total)::varchar from sales_orders'),
      )
      expect(await numbers(connection, 'select count(*) from orders where id not in (select parent from orders_lines)')).toEqual([['0']])
      close()
    }
    over = true
    await selling
  })
})

describe('sandboxes', () => {
  it('serve one person at a time, keep nothing of another, and are at hand', async () => {
    const { close } = await publishedFor(people.get('analyst') ?? system)
    close()
    const file = join(folder, `published-${count}`, 'taizhang.duckdb')
    const pool = new SandboxPool(join(folder, 'pool'), 'Asia/Shanghai')
    const pidFor = (who: string) => pool.use({ who, file, memory: 512, disk: 1024 }, async (sandbox) => [sandbox.pid, sandbox.folder])
    const [one, again, other] = [await pidFor('1'), await pidFor('1'), await pidFor('2')]
    expect(again).toEqual(one)
    expect(other).not.toEqual(one)
    const ended = await pool.use({ who: '1', file, memory: 512, disk: 1024 }, async (sandbox) => {
      sandbox.kill()
      await sandbox.ended
      return existsSync(sandbox.folder)
    })
    expect(ended).toBe(false)
    expect(await pidFor('1')).not.toEqual(one)
    await expect(pool.use({ who: '1', file: `${file}.gone`, memory: 512, disk: 1024 }, async () => 1)).rejects.toMatchObject({
      fault: 'died',
    })
    await pool.stop()
    expect(existsSync(join(folder, 'pool', String(process.pid)))).toBe(false)
  })

  it('end with the server that started them, whatever they are at', async () => {
    const sandbox = new Sandbox(join(folder, 'orphan'), 512)
    await sandbox.open({
      file: join(folder, `published-${count}`, 'taizhang.duckdb'),
      memory: 512,
      disk: 100,
      threads: 2,
      timeZone: 'Asia/Shanghai',
    })
    const endless = "select sum(levenshtein(repeat('a', 20000), repeat('b', 20000 + (i % 2)::integer))) from range(2048) as t(i)"
    const asked = expect(sandbox.ask({ do: 'query', sql: endless, limit: 1 })).rejects.toMatchObject({ fault: 'died' })
    await new Promise((resolve) => setTimeout(resolve, 300))
    sandbox.hangUp()
    await sandbox.ended
    await asked
  })
})
