/** Imports into registers: guessing, update-or-add, links by name, lines, encodings, faults that can be corrected and sent back. */
import { setTimeout as wait } from 'node:timers/promises'
import { deflateRawSync, gzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { system } from '../../server/access/actor.ts'
import { preview } from '../../server/exchange/preview.ts'
import { cancel, run } from '../../server/exchange/run.ts'
import { create, find, get } from '../../server/records/index.ts'
import type { World } from '../../server/records/world.ts'
import { rules } from '../../server/registers/index.ts'
import { openWorld } from '../../server/start.ts'
import { eachEngine, freshSettings } from '../support/engines.ts'
import { person } from '../support/people.ts'
import { counts, send, upload } from './support.ts'

/** Chinese text in GB18030, byte by byte; Node can only read it. */
const gb = (text: string): Buffer => {
  const decoder = new TextDecoder('gb18030')
  const table = new Map<string, number[]>()
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) table.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail])
  return Buffer.from([...text].flatMap((sign) => (sign.charCodeAt(0) < 128 ? [sign.charCodeAt(0)] : (table.get(sign) ?? []))))
}

const products = '产品编码,产品名称,规格,单位,目录价\nA-1,枸杞,500 克,袋,"1,234.50"\nA-2,红枣,250 克,袋,￥12.5\n'

eachEngine('import', (open, engine) => {
  test('columns are guessed in both languages; twice changes nothing; a change updates', async () => {
    const world = await open()
    const admin = await person(world, 'administrator', 'Admin')
    const first = await send(world, admin, { content: products, register: 'products' })
    expect(first.key).toEqual(['code'])
    expect(counts(first)).toEqual({ created: 2, updated: 0, skipped: 0, faulty: 0 })
    expect((await find(world, system, 'products', { filter: { code: 'A-1' } })).rows[0]).toMatchObject({
      listPrice: '1234.5000',
      createdBy: admin.id,
    })
    expect(counts(await send(world, admin, { content: products, register: 'products' }))).toEqual({
      created: 0,
      updated: 0,
      skipped: 2,
      faulty: 0,
    })
    const english = 'code,Name,List price\nA-2,Jujube,13\nA-3,Walnut,20\n'
    expect(counts(await send(world, admin, { content: english, register: 'products' }))).toEqual({
      created: 1,
      updated: 1,
      skipped: 0,
      faulty: 0,
    })
    expect((await find(world, system, 'products', { filter: { code: 'A-2' } })).rows[0]).toMatchObject({
      name: 'Jujube',
      specification: '250 克',
      version: 2,
    })
  })

  test('GB18030, BOM, UTF-16, semicolons, tabs and gzip are recognised', async () => {
    const world = await open()
    const files: [string, Buffer, string][] = [
      ['gb.csv', gb(products), 'gb18030'],
      ['bom.csv', Buffer.from(`\ufeff${products}`), 'utf-8'],
      ['wide.csv', Buffer.from(`\ufeff${products}`, 'utf16le'), 'utf-16le'],
      ['semicolon.csv', Buffer.from(products.replace('"1,234.50"', '1234.50').replaceAll(',', ';')), 'utf-8'],
      ['tab.tsv', Buffer.from(products.replace('"1,234.50"', '1234.50').replaceAll(',', '\t')), 'utf-8'],
      ['packed.csv.gz', gzipSync(gb(products)), 'gb18030'],
    ]
    for (const [at, [name, content, encoding]] of files.entries()) {
      const job = await send(world, system, { name, content, register: 'products' })
      expect([name, job.encoding, job.created + job.skipped + job.updated, job.faulty]).toEqual([name, encoding, 2, 0])
      expect(at === 0 || job.created === 0).toBe(true)
    }
    expect((await find(world, system, 'products', { filter: { code: 'A-1' } })).rows[0]?.name).toBe('枸杞')
  })

  test('faulty cells are named, the rest goes in, the error file comes back corrected', async () => {
    const world = await open()
    const sheet =
      '客户名称,统一社会信用代码,阶段,建档日期,=1+1\n甲公司,914403001922038216,正式客户,2026/1/5,-5\n乙公司,914403001922038217,正式客户,2026-02-30,=HYPERLINK(1)\n,,潜在,2026-01-01,+1\n'
    const job = await upload(world, system, { content: sheet, register: 'customers', key: ['name'] })
    const seen = await preview(world, system, job)
    expect(seen.counts).toEqual({ create: 1, update: 0, skip: 0, faulty: 2 })
    expect(Object.keys(seen.rows[1]?.faults ?? {}).sort()).toEqual(['creditCode', 'openedOn'])
    expect((await find(world, system, 'customers')).total).toBe(0)
    const sent = await send(world, system, { content: sheet, register: 'customers', key: ['name'] })
    expect(counts(sent)).toEqual({ created: 1, updated: 0, skipped: 0, faulty: 2 })
    const rows: string[][] = parse(sent.errors, { bom: true })
    expect(rows[0]).toEqual(['客户名称', '统一社会信用代码', '阶段', '建档日期', "'=1+1", '错误 Error'])
    expect(rows[1]?.slice(4)).toEqual(["'=HYPERLINK(1)", expect.stringContaining('校验位')])
    expect(rows[2]?.[5]).toContain('对应键为空')
    const repaired = sent.errors.replace('914403001922038217', '').replace('2026-02-30', '2026-02-28').replace('\n,,潜在', '\n丙公司,,潜在')
    expect(counts(await send(world, system, { content: repaired, register: 'customers', key: ['name'] }))).toMatchObject({
      created: 2,
      faulty: 0,
    })
  })

  test('links are found by name or number; rows with the same key become one order, all or nothing', async () => {
    const world = await open()
    await send(world, system, { content: products, register: 'products' })
    const { number } = await create(world, system, 'customers', { name: '甲公司' })
    await create(world, system, 'customers', { name: '同名公司' })
    await create(world, system, 'customers', { name: '同名公司' })
    const sheet = [
      '外部单号,客户,订单日期,产品,数量,单价',
      'W1,甲公司,2026-01-05,A-1,2,10',
      ',,,A-2,3.5,1.005',
      `W2,${String(number)},2026-01-06 00:00:00,枸杞,1,5`,
      'W3,同名公司,2026-01-06,A-1,1,5',
      'W4,甲公司,2026-01-06,A-1,1,5',
      'W4,甲公司,2026-01-06,没有的产品,1,5',
    ].join('\n')
    const job = await send(world, system, { content: sheet, register: 'orders' })
    expect(counts(job)).toEqual({ created: 2, updated: 0, skipped: 0, faulty: 2 })
    expect(job.errors).toMatch(/多条“同名公司”/)
    expect(job.errors).toMatch(/找不到“没有的产品”/)
    const { rows } = await find(world, system, 'orders', { filter: { externalNumber: 'W1' } })
    const order = await get(world, system, 'orders', rows[0]?.id ?? 0)
    expect(order).toMatchObject({ total: '23.52', quantity: '5.500', status: 'draft', date: '2026-01-05' })
    expect(counts(await send(world, system, { content: sheet, register: 'orders' }))).toEqual({
      created: 0,
      updated: 0,
      skipped: 2,
      faulty: 2,
    })
    const changed = sheet.replace('3.5,1.005', '4,1.005')
    expect(counts(await send(world, system, { content: changed, register: 'orders' }))).toEqual({
      created: 0,
      updated: 1,
      skipped: 1,
      faulty: 2,
    })
    const after = await get(world, system, 'orders', order.id)
    expect((after.lines as { id: number }[]).map(({ id }) => id)).toEqual((order.lines as { id: number }[]).map(({ id }) => id))
  })

  test('a tree may name the row above it; a key may occur once', async () => {
    const world = await open()
    const sheet = '部门名称,部门代码,上级部门,类别\n总部,H,,总部\n华东,E,总部,销售区域\n上海,S,华东,职能部门\n重复,E,,职能部门\n'
    const job = await send(world, system, { content: sheet, register: 'departments' })
    expect(counts(job)).toEqual({ created: 3, updated: 0, skipped: 0, faulty: 1 })
    expect(job.errors).toContain('第 3 行的键相同')
  })

  test('rights are kept: no import right, hidden fields, states, other people’s rows', async () => {
    const world = await open()
    const finance = await person(world, 'finance', 'Finance')
    await expect(upload(world, finance, { content: products, register: 'products' })).rejects.toMatchObject({ status: 403 })
    const clerk = await person(world, 'salesClerk', 'Clerk')
    const job = await upload(world, clerk, { content: products, register: 'products' })
    expect(job.mapping.目录价).toBeNull()
    await expect(upload(world, clerk, { content: products, register: 'products', mapping: { 目录价: 'listPrice' } })).rejects.toMatchObject(
      { status: 422 },
    )
    await expect(upload(world, clerk, { content: 'x\n1\n', profile: 'online-retail' })).rejects.toMatchObject({ status: 403 })
    const other = await person(world, 'salesClerk', 'Other')
    await expect(run(world, other, job.id)).rejects.toMatchObject({ status: 404 })
    await expect(
      upload(world, clerk, {
        content: '外部单号,状态\nW1,已完成\n',
        register: 'orders',
        mapping: { 状态: 'status', 外部单号: 'externalNumber' },
      }),
    ).rejects.toMatchObject({ status: 422 })
  })

  test('a cancelled job stops, a killed one goes on where it was', async () => {
    const world = await open()
    const many = `产品编码,产品名称\n${Array.from({ length: 4000 }, (_, at) => `K${at},产品 ${at}`).join('\n')}\n`
    const job = await upload(world, system, { content: many, register: 'products' })
    const running = run(world, system, job.id)
    let over = false
    void running.finally(() => {
      over = true
    })
    for (let progress = 0; progress === 0 && !over; ) {
      await wait(1)
      progress = (await world.database.knex('imports').where({ id: job.id }).first('progress')).progress
    }
    await cancel(world, system, job.id)
    expect((await running).state).toBe('cancelled')
    const { total } = await find(world, system, 'products')
    expect(total).toBeGreaterThan(0)
    expect(total).toBeLessThan(4000)
    // As a killed process leaves it: running, its lease over, progress at the last commit.
    await world.database.knex('imports').where({ id: job.id }).update({ state: 'running', leaseUntil: '2000-01-01T00:00:00.000Z' })
    const resumed = await run(world, system, job.id)
    expect(resumed).toMatchObject({ state: 'done', created: 4000, skipped: 0, faulty: 0 })
    expect((await find(world, system, 'products')).total).toBe(4000)
    const { knex } = world.database
    expect(Number((await knex('changes').where({ register: 'products' }).count({ n: '*' }).first())?.n)).toBe(4000)
  })

  test('numbers are given out by the series alone: one in a file finds its record or is a fault', async () => {
    const world = await open()
    await create(world, system, 'customers', { name: '甲' })
    const contract = (name: string) => ({ name, customer: 1, kind: 'direct', from: '2026-01-01', to: '2026-12-31' })
    const { number } = await create(world, system, 'contracts', contract('一'))
    const next = String(number).replace(/\d$/, (digit) => String(Number(digit) + 1))
    const head = '编号,合同名称,客户,类别,生效日期,到期日期,状态'
    const row = (given: string, name: string) => `${given},${name},甲,直销,2026-01-01,2026-12-31,作废`
    const mapping = { 编号: 'number', 合同名称: 'name', 客户: 'customer', 类别: 'kind', 生效日期: 'from', 到期日期: 'to', 状态: 'status' }
    const free = await send(world, system, { content: `${head}\n${row(next, '二')}\n`, register: 'contracts', mapping, key: ['name'] })
    expect(counts(free)).toMatchObject({ created: 1, faulty: 0 })
    const content = `${head}\n${row(String(number), '改')}\n${row('HT-ANY-1', '三')}\n`
    const keyed = await send(world, system, { content, register: 'contracts', mapping, key: ['number'] })
    expect([counts(keyed), keyed.errors]).toEqual([
      { created: 0, updated: 1, skipped: 0, faulty: 1 },
      expect.stringContaining('新记录的编号由系统按序生成'),
    ])
    for (const name of ['四', '五', '六']) await create(world, system, 'contracts', contract(name))
    const numbers = (await find(world, system, 'contracts')).rows.map((each) => each.number)
    expect(new Set(numbers).size).toBe(5)
  })

  test('papers brought in with a state pass the gates that lead there (ORD-03, ARC-04)', async () => {
    const world = await open()
    const keeper = await person(world, 'archiveKeeper', 'Keeper')
    await create(world, system, 'customers', { name: '甲' })
    const contract = (name: string, state: string, clauses: string, reason: string) =>
      `${name},甲,直销,2026-01-01,2026-12-31,${state},${clauses},${reason}`
    const content = [
      '合同名称,客户,类别,生效日期,到期日期,状态,必备条款核对,缺扫描件原因',
      contract('无条款', '已签订', '', '遗失'),
      contract('齐备', '已签订', '违约责任、不可抗力、索赔', '遗失'),
      contract('已终止无条款', '已终止', '', ''),
      contract('缺件', '已签订', '违约责任、不可抗力、索赔', ''),
      contract('草拟', '草拟', '', ''),
      contract('作废', '作废', '', ''),
    ].join('\n')
    const seen = await preview(world, keeper, await upload(world, keeper, { content, register: 'contracts', key: [] }))
    expect(seen.counts).toEqual({ create: 3, update: 0, skip: 0, faulty: 3 })
    expect(seen.rows[0]?.faults.status).toContain('ORD-03')
    expect((await find(world, system, 'contracts')).total).toBe(0)
    const job = await send(world, keeper, { content, register: 'contracts', key: [] })
    expect(counts(job)).toMatchObject({ created: 3, faulty: 3 })
    expect(job.errors.match(/ORD-03/g)).toHaveLength(3)
    expect((await find(world, system, 'contracts', { sort: ['id', 'ASC'] })).rows.map(({ name, status }) => [name, status])).toEqual([
      ['齐备', 'signed'],
      ['草拟', 'draft'],
      ['作废', 'void'],
    ])
  })

  test.runIf(engine === 'postgres')('a run that was taken over writes nothing more', async () => {
    let wait = () => {}
    let reached = () => {}
    const arrived = new Promise<void>((done) => {
      reached = done
    })
    const gate = new Promise<void>((done) => {
      wait = done
    })
    let first = true
    const check = async () => {
      if (!first) return
      first = false
      reached()
      await gate
    }
    const world = await open({ rules: { ...rules, marketNotes: { check } } })
    await create(world, system, 'customers', { name: '甲' })
    const content = '客户,主题,内容\n甲,行情,上涨\n甲,行情,下跌\n'
    const job = await upload(world, system, { content, register: 'marketNotes', key: [] })
    const slow = run(world, system, job.id)
    await arrived
    await world.database.knex('imports').where({ id: job.id }).update({ leaseUntil: '2000-01-01T00:00:00.000Z' })
    expect(await run(world, system, job.id)).toMatchObject({ state: 'done', created: 2 })
    wait()
    expect(await slow).toMatchObject({ state: 'done', created: 2 })
    expect((await find(world, system, 'marketNotes')).total).toBe(2)
  })
})

describe('hostile files', () => {
  let world: World
  let clean: () => Promise<void>
  beforeAll(async () => {
    const fresh = await freshSettings('sqlite')
    world = await openWorld(fresh.settings)
    clean = fresh.clean
  })
  afterAll(async () => {
    await world.database.close()
    await clean()
  })

  test.each<[string, string | Buffer, string, number]>([
    ['empty', '', 'a.csv', 422],
    ['an old workbook', 'x', 'a.xls', 415],
    ['a workbook that is none', 'not a zip', 'a.xlsx', 400],
    ['broken gzip', Buffer.from('1f8b0800ffff', 'hex'), 'a.csv.gz', 400],
    ['an open quote', 'code,name\nA,"never closed\n', 'a.csv', 400],
    ['a thousand columns', `${Array.from({ length: 1000 }, (_, at) => `c${at}`).join(',')}\n1\n`, 'a.csv', 400],
    ['a zip bomb', bomb(201 * 1024 * 1024), 'a.xlsx', 413],
    ['a zip bomb that lies', bomb(201 * 1024 * 1024, 1000), 'a.xlsx', 413],
  ])('%s is refused with a sentence', async (_, content, name, status) => {
    const error = await upload(world, system, { content, name, register: 'products' }).catch((caught: unknown) => caught)
    expect(error).toMatchObject({ status: status === 413 ? expect.toSatisfy((given: number) => given === 413 || given === 400) : status })
    expect((error as { words: readonly string[] }).words).toHaveLength(2)
  })

  test('control characters, lone surrogates, SQL, HTML and giants are faults or plain text', async () => {
    const rows = [
      'A\u0000B,nul',
      'B,"Robert\'); DROP TABLE products;--"',
      'C,<script>alert(1)</script>',
      `D,${'x'.repeat(100_000)}`,
      "E,'=2+2",
      '__proto__,constructor',
    ]
    const job = await send(world, system, { content: `code,name\n${rows.join('\n')}\n`, register: 'products' })
    expect(counts(job)).toEqual({ created: 4, updated: 0, skipped: 0, faulty: 2 })
    const names = (await find(world, system, 'products')).rows.map((each) => each.name)
    expect(names).toEqual(expect.arrayContaining(["Robert'); DROP TABLE products;--", '<script>alert(1)</script>', '=2+2', 'constructor']))
  })
})

/** A zip whose one entry unpacks to `size` zeros, declaring `claimed` bytes. */
function bomb(size: number, claimed = size): Buffer {
  const packed = deflateRawSync(Buffer.alloc(size))
  const name = Buffer.from('xl/workbook.xml')
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(20, 4)
  local.writeUInt16LE(8, 8)
  local.writeUInt32LE(packed.length, 18)
  local.writeUInt32LE(claimed, 22)
  local.writeUInt16LE(name.length, 26)
  const central = Buffer.alloc(46)
  central.writeUInt32LE(0x02014b50, 0)
  central.writeUInt16LE(20, 4)
  central.writeUInt16LE(20, 6)
  central.writeUInt16LE(8, 10)
  central.writeUInt32LE(packed.length, 20)
  central.writeUInt32LE(claimed, 24)
  central.writeUInt16LE(name.length, 28)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(46 + name.length, 12)
  end.writeUInt32LE(30 + name.length + packed.length, 16)
  return Buffer.concat([local, name, packed, central, name, end])
}
