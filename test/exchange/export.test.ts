/** Exports: what the asker may see, real numbers and dates, nothing that a spreadsheet computes, and a file that can come back. */
import { mkdtempSync, readdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { parse } from 'csv-parse/sync'
import readXlsx from 'read-excel-file/node'
import { expect, test } from 'vitest'
import { system } from '../../server/access/actor.ts'
import { mostExported } from '../../server/exchange/exportCells.ts'
import { exportTable } from '../../server/exchange/exportTable.ts'
import { inert, revived } from '../../server/exchange/inert.ts'
import { writeCsv, writeWorkbook } from '../../server/exchange/writers.ts'
import { create } from '../../server/records/index.ts'
import { eachEngine } from '../support/engines.ts'
import { person } from '../support/people.ts'
import { counts, send } from './support.ts'

const text = async (stream: Readable) => (await buffer(stream)).toString('utf8')

const dangers = ['=1+1', '+1+1', '-1+1', '@SUM(1)', '\tx', '\rx', '＝1', '＋1', '－1', '＠1', "=cmd|'/c calc'!A1"]

test.each([
  ['more text than a sheet', 'x'.repeat(32_000)],
  ['more than its memory', '长'.repeat(32_000)],
])('a workbook that would hold %s is refused with the remedy, and leaves nothing', { timeout: 120_000 }, async (_, cell) => {
  async function* pages() {
    for (let row = 0; row < 17_000; row += 100) yield Array.from({ length: 100 }, (_, at) => [`${row + at} ${cell}`])
  }
  const columns = [{ name: 'a', title: 'A', shape: { as: 'text' as const } }]
  const folder = mkdtempSync(join(tmpdir(), 'taizhang-workbook-'))
  try {
    const written = writeWorkbook({ name: 'X', columns, pages, total: 17_000, lines: [] }, folder)
    await expect(written).rejects.toMatchObject({ status: 422, words: [expect.stringContaining('CSV'), expect.stringContaining('CSV')] })
    expect(readdirSync(folder)).toEqual([])
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('text that looks like a formula is made inert and comes back as it was', () => {
  for (const danger of dangers) {
    expect(inert(danger)).toBe(`'${danger}`)
    expect(revived(inert(danger))).toBe(danger)
  }
  for (const plain of ['-12.50', '+3', '甲公司', "it's", "'quoted'"]) expect(revived(inert(plain))).toBe(plain)
  expect(inert('-12.50')).toBe('-12.50')
})

eachEngine('export', (open) => {
  const opening = open().then(async (world) => {
    const admin = await person(world, 'administrator', 'Admin')
    const owner = await person(world, 'sales', 'Owner')
    await create(world, system, 'customers', {
      name: '=1+1',
      owner: owner.id,
      tier: 'key',
      annualSales: '1234567.89',
      representativeFamily: '两子',
      openedOn: '2026-01-05',
      address: '@home',
    })
    await create(world, system, 'customers', { name: '乙公司', openedOn: '2026-02-06', stage: 'customer' })
    return { world, admin, owner }
  })

  test('CSV has a byte order mark, labels, inert text and plain numbers', async () => {
    const { world, admin } = await opening
    const table = await exportTable(world, admin, 'customers', { sort: ['id', 'ASC'] }, 'csv', [
      'name',
      'tier',
      'owner',
      'annualSales',
      'openedOn',
      'representativeFamily',
      'address',
    ])
    const csv = await text(writeCsv(table))
    expect(csv.startsWith('\ufeff客户名称,客户层级,客户经理,')).toBe(true)
    const rows: string[][] = parse(csv, { bom: true })
    expect(rows[1]).toEqual(["'=1+1", '重点', 'Owner', '1234567.89', '2026-01-05', expect.not.stringContaining('两子'), "'@home"])
    const english = await exportTable(world, { ...admin, language: 'en' }, 'customers', {}, 'csv', ['name', 'tier'])
    expect(await text(writeCsv(english))).toContain('Name,Tier')
  })

  test('a workbook has real numbers and dates and no formula', async () => {
    const { world, admin } = await opening
    const table = await exportTable(world, admin, 'customers', { sort: ['id', 'ASC'] }, 'xlsx', [
      'name',
      'annualSales',
      'openedOn',
      'createdAt',
    ])
    const path = await writeWorkbook(table)
    try {
      const [sheet] = await readXlsx(path)
      expect(sheet?.data[1]?.slice(0, 3)).toEqual(['=1+1', 1234567.89, new Date('2026-01-05T00:00:00Z')])
      expect(sheet?.data[1]?.[3]).toBeInstanceOf(Date)
    } finally {
      await rm(path)
    }
  })

  test('an export can be imported again and changes nothing', async () => {
    const { world, admin } = await opening
    const table = await exportTable(world, admin, 'customers', {}, 'csv')
    const job = await send(world, admin, { content: await text(writeCsv(table)), register: 'customers', key: ['number'] })
    expect([counts(job), job.errors.split('\n').slice(1).join('')]).toEqual([{ created: 0, updated: 0, skipped: 2, faulty: 0 }, ''])
  })

  test('rights are kept and every export is noted', async () => {
    const { world, owner, admin } = await opening
    await expect(exportTable(world, owner, 'customers', {}, 'csv')).rejects.toMatchObject({ status: 403 })
    const analyst = await person(world, 'analyst', 'Analyst')
    await expect(exportTable(world, analyst, 'customers', {}, 'csv', ['representativeFamily'])).rejects.toMatchObject({ status: 400 })
    expect((await exportTable(world, analyst, 'customers', {}, 'csv')).columns.map(({ name }) => name)).not.toContain(
      'representativeFamily',
    )
    const noted = await world.database.knex('reads').where({ verb: 'export', actor: admin.id }).first('register', 'rows')
    expect(noted).toMatchObject({ register: 'customers', rows: 2 })
  })

  test('a workbook carries the lines on a sheet of their own, CSV does not; hidden lines stay away', async () => {
    const { world, admin } = await opening
    const { id: customer } = await create(world, system, 'customers', { name: '丙公司' })
    const { id: product } = await create(world, system, 'products', { code: 'P1', name: '枸杞' })
    const lines = [
      { product, quantity: '2', unitPrice: '1.005' },
      { product, description: '=1+1', quantity: '3.5', unitPrice: '10' },
    ]
    const order = await create(world, system, 'orders', { customer, lines })
    const table = await exportTable(world, { ...admin, language: 'en' }, 'orders', { filter: { customer } }, 'xlsx')
    const path = await writeWorkbook(table)
    try {
      const [head, body, ...more] = await readXlsx(path)
      expect([head?.sheet, body?.sheet, more]).toEqual(['Orders', 'Lines 2', []])
      const titles = body?.data[0] ?? []
      expect(titles.slice(0, 2)).toEqual(['Number', 'Product'])
      const at = (row: number, title: string) => body?.data[row]?.[titles.indexOf(title)]
      expect(body?.data).toHaveLength(3)
      expect([at(1, 'Number'), at(1, 'Product'), at(1, 'Quantity'), at(1, 'Unit price')]).toEqual([order.number, '枸杞', 2, 1.005])
      expect([at(2, 'Number'), at(2, 'Description'), at(2, 'Quantity')]).toEqual([order.number, '=1+1', 3.5])
    } finally {
      await rm(path)
    }
    const grant = (register: string) => ({ ...admin.grant(register), ...(register === 'orders' ? { hidden: ['lines'] } : {}) })
    expect((await exportTable(world, { ...admin, grant }, 'orders', {}, 'xlsx')).lines).toEqual([])
    expect((await exportTable(world, admin, 'orders', {}, 'xlsx', ['number'])).lines).toHaveLength(1)
    mostExported.xlsx = 1
    await expect(exportTable(world, admin, 'orders', {}, 'xlsx')).rejects.toMatchObject({ status: 422, code: 'tooMany' })
    mostExported.xlsx = 50_000
    expect((await exportTable(world, admin, 'orders', {}, 'csv')).lines).toEqual([])
    const noted = await world.database.knex('reads').where({ verb: 'export', register: 'orders' }).orderBy('id').first('fields')
    expect(noted.fields).toContain('lines')
  })
})
