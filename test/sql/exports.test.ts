/** Taking results away: what a workbook cannot hold is text, cut where everybody sees it, or refused; files have room in total; errors name their place; temporary files of all together are bounded. */
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { readSheet } from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { slots } from '../../server/sql/pool.ts'
import { engines } from '../support/engines.ts'
import { ask, bytesOf, finished, type House, openHouse, takeAway } from './support.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

/** A loaded machine answers late; what is awaited is never how fast. */
const patient = { timeout: 20_000 }

describe('a workbook', () => {
  let house: House
  beforeAll(async () => {
    house = await openHouse('sqlite')
  })
  afterAll(() => house?.company.stop())

  /** The rows below the headings. */
  async function rowsOf(sql: string, sheet?: string): Promise<unknown[][]> {
    const job = await takeAway(house.analyst, sql, 'xlsx')
    expect(job, job.message).toMatchObject({ state: 'done' })
    return (await readSheet(await bytesOf(house.analyst, job.id), sheet)).slice(1) as unknown[][]
  }

  it.each([
    ['a whole number of fifteen digits', '999999999999999::bigint', 999_999_999_999_999],
    ['a whole number of sixteen digits is text', '1234567890123456::bigint', '1234567890123456'],
    ['a number of a card is text', '6222021234567890123::bigint', '6222021234567890123'],
    ['a huge number is text', '170141183460469231731687303715884105727::hugeint', '170141183460469231731687303715884105727'],
    ['a round huge number is a number', '1000000000000000000::bigint', 1e18],
    ['an amount', "'-1234567890123.45'::decimal(18,2)", -1_234_567_890_123.45],
    ['an amount of more than fifteen digits is text', "'1234567890123456.78'::decimal(18,2)", '1234567890123456.78'],
    ['a fraction of more than fifteen digits is text', "'0.1234567890123456'::decimal(38,16)", '0.1234567890123456'],
    ['a double is the same double', '(0.1::double + 0.2::double)', 0.1 + 0.2],
    ['a small double', '1e-5::double', 1e-5],
    ['a double beyond what a sheet knows is text', '1.5e308::double', '1.5e+308'],
    ['one too small for a sheet is text', '1e-310::double', '1e-310'],
    ['NaN is text', "'nan'::double", 'nan'],
    ['infinity is text', "'-inf'::double", '-inf'],
    ['the first day that sheets have right', "date '1900-03-01'", new Date('1900-03-01T00:00:00Z')],
    ['a day before is text', "date '1900-02-28'", '1900-02-28'],
    ['a day of another age is text', "date '1644-06-06'", '1644-06-06'],
    ['a day before Christ is text', "date '0044-03-15 (BC)'", '0044-03-15 (BC)'],
    ['the last day', "date '9999-12-31'", new Date('9999-12-31T00:00:00Z')],
    ['a day after it is text', "date '10000-01-01'", '10000-01-01'],
    ['no day at all is text', "'infinity'::date", 'infinity'],
    ['a moment', "timestamp '2026-01-31 09:30:00.25'", new Date('2026-01-31T09:30:00.250Z')],
    ['a moment of microseconds is text', "timestamp '2026-01-31 09:30:00.123456'", '2026-01-31 09:30:00.123456'],
    ['a moment before sheets is text', "timestamp '1899-12-31 12:00:00'", '1899-12-31 12:00:00'],
    ['a formula is text', "'=1+1'", '=1+1'],
    ['text of the longest sort is whole', "repeat('长', 32767)", '长'.repeat(32_767)],
    ['a character that no workbook may hold is marked', "'a' || chr(7) || 'b'", 'a□b'],
    ['a mark that ends a line elsewhere stays in its cell', "'a' || chr(8232) || 'b' || chr(10) || 'c'", 'a\u2028b\nc'],
    ['a list is text', '[1, 2]', '[1, 2]'],
  ])('%s', async (_, expression, value) => {
    expect(await rowsOf(`select ${expression} as v, 'end' as e`)).toEqual([[value, 'end']])
  })

  it('rows of nothing are rows', async () => {
    expect(await rowsOf('select null as a, i from range(3) as t(i)')).toHaveLength(3)
    const job = await takeAway(house.analyst, 'select null as a from range(5)', 'xlsx')
    expect(job).toMatchObject({ state: 'done', rows: 5 })
  })

  it('text that no cell holds is cut where everybody sees it, and a sheet of notes says where', async () => {
    const sql = "select i, case when i = 1 then repeat('字', 40000) else 'short' end as t, repeat('x', 32768) as u from range(2) as r(i)"
    const rows = await rowsOf(sql)
    const cut = String(rows[1]?.[1])
    expect(cut.length).toBeLessThanOrEqual(32_767)
    expect(cut.startsWith('字'.repeat(32_000))).toBe(true)
    expect(cut.endsWith('…（已截断 cut off）')).toBe(true)
    expect(rows[0]?.[1]).toBe('short')
    const notes = await rowsOf(sql, '说明 Notes')
    expect(notes.slice(0, 3)).toEqual([
      ['SQL', 'C2'],
      ['SQL', 'B3'],
      ['SQL', 'C3'],
    ])
    expect(String(notes[3]?.[0])).toMatch(/32767 个字符，已截断.*CSV/)
    const csv = await takeAway(house.analyst, sql, 'csv')
    expect((await bytesOf(house.analyst, csv.id)).toString()).toContain('字'.repeat(40_000))
  })

  it.each([
    ['more rows than it takes', 'select * from range(1048577)', /100,000 行.*CSV 或 Parquet/],
    ['more columns than it takes', `select ${Array.from({ length: 16_385 }, (_, at) => at % 10).join(',')}`, /16,384 列.*CSV 或 Parquet/],
  ])('of %s is refused with the remedy', async (_, sql, sentence) => {
    const job = await takeAway(house.analyst, sql, 'xlsx')
    expect(job).toMatchObject({ state: 'failed', message: expect.stringMatching(sentence) })
    expect(await takeAway(house.analyst, sql, 'csv')).toMatchObject({ state: 'done' })
  })

  it('that is cancelled while it is written leaves no file, and makes no other make way', async () => {
    const home = join(house.company.world.dataDir, 'sql')
    const files = () => readdirSync(join(home, 'exports'))
    expect(await takeAway(house.analyst, 'select 1 as a', 'xlsx')).toMatchObject({ state: 'done' })
    const before = files()
    const sql = `select ${Array.from({ length: 20 }, (_, at) => `i * ${at} as c${at}`)} from range(100000) as t(i)`
    const { id } = (await house.analyst.post('/api/sql/exports', { sql, format: 'xlsx' })).body
    // Its rows are out of the sandbox, and logged.
    const read = () => house.administrator.list('queryRuns', { kind: 'export', outcome: 'done', sql })
    await vi.waitFor(async () => expect((await read()).body).toHaveLength(1), { timeout: 60_000 })
    expect((await house.analyst.delete(`/api/sql/exports/${id}`)).body.state).toBe('cancelled')
    const spools = () => readdirSync(join(home, 'work'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('result'))
    await vi.waitFor(() => expect(spools()).toEqual([]), { timeout: 60_000 })
    expect(files()).toEqual(before)
  })

  it.each(['csv', 'xlsx', 'parquet'])('an error of a %s names its line and column, as on the screen', async (format) => {
    for (const sql of [
      'select id,\n  nope\nfrom orders',
      'select *\nfrm orders',
      "select 'é',\n '中文',  total::date from orders",
      'select *\n from duckdb_settings()',
    ]) {
      const { line, column } = (await ask(house.analyst, sql)).body
      expect([sql, line]).toEqual([sql, expect.any(Number)])
      expect([sql, await takeAway(house.analyst, sql, format)]).toMatchObject([sql, { state: 'failed', line, column }])
    }
    const late = "select id,\n  case when id > 0 then (note || 'x')::integer end as n\nfrom orders"
    const { line, column } = (await ask(house.analyst, late)).body
    expect(await takeAway(house.analyst, late, format)).toMatchObject({ state: 'failed', line: line ?? null, column: column ?? null })
  })
})

describe.each(engines)('room for exports on %s', (engine) => {
  let house: House
  beforeAll(async () => {
    house = await openHouse(engine)
  })
  afterAll(() => house?.company.stop())

  const files = () => readdirSync(join(house.company.world.dataDir, 'sql', 'exports'))
  /** About as many megabytes of CSV. */
  const text = (megabytes: number) => `select repeat(i::varchar, 100) as v from range(${Math.round(megabytes * 1700)}) as t(i)`
  const stateOf = async (who: House['analyst'], id: number) => (await who.get(`/api/sql/exports/${id}`)).body.state

  it('one person’s oldest files make way, a single one larger than the room is refused, and others lose nothing', async () => {
    await house.policy('sql.export.space.person', '128', 'megabyte')
    const others = await takeAway(house.administrator, text(1), 'csv')
    const ids: number[] = []
    for (let count = 0; count < 3; count++) {
      const job = await takeAway(house.analyst, text(100), 'csv')
      expect(job, job.message).toMatchObject({ state: 'done' })
      expect(job.bytes).toBeLessThan(128 * 1024 ** 2)
      ids.push(job.id)
    }
    const [first = 0, second = 0, third = 0] = ids
    await vi.waitFor(async () => expect(await stateOf(house.analyst, second)).toBe('expired'), patient)
    expect(await stateOf(house.analyst, first)).toBe('expired')
    expect(await stateOf(house.analyst, third)).toBe('done')
    expect(await house.analyst.get(`/api/sql/exports/${first}/file`)).toMatchObject({
      status: 409,
      body: { message: expect.stringMatching(/让出空间.*重新导出/) },
    })
    expect((await bytesOf(house.administrator, others.id)).length).toBeGreaterThan(0)
    expect(files()).toHaveLength(2)
    const large = await takeAway(house.analyst, `select repeat('x', 1000) as v, random() as r from range(1000000)`, 'csv')
    expect(large).toMatchObject({ state: 'failed', message: expect.stringMatching(/128 MB.*请缩小范围/) })
    expect(await stateOf(house.analyst, third)).toBe('done')
    expect(files()).toHaveLength(2)
  })

  it('everybody’s files together have room, too', async () => {
    await house.policy('sql.export.space', '128', 'megabyte')
    const of = async (who: House['analyst']) => (await takeAway(who, text(60), 'csv')).id
    const one = await of(house.analyst)
    const two = await of(house.administrator)
    await vi.waitFor(async () => expect(await stateOf(house.analyst, one)).toMatch(/done|expired/), patient)
    const three = await of(house.administrator)
    await vi.waitFor(async () => expect(await stateOf(house.analyst, one)).toBe('expired'), patient)
    expect(await stateOf(house.administrator, two)).toBe('done')
    expect(await stateOf(house.administrator, three)).toBe('done')
    expect(files()).toHaveLength(2)
  })

  it('a file that was made room for is not made anew by its job: the list says what became of it', async () => {
    const list = (await house.analyst.get('/api/sql/exports')).body as { state: string; message: string | null }[]
    const gone = list.filter(({ state }) => state === 'expired')
    expect(gone.length).toBeGreaterThan(2)
    for (const { message } of gone) expect(message).toMatch(/让出空间/)
  })
})

describe('temporary files of all sandboxes together', () => {
  it('never take more than the policy gives, and leave nothing', async () => {
    const house = await openHouse('sqlite')
    try {
      const megabytes = 128 * slots
      await house.policy('sql.spill', String(megabytes), 'megabyte')
      await house.policy('sql.memory', '128', 'megabyte')
      const home = join(house.company.world.dataDir, 'sql', 'work')
      const size = () =>
        readdirSync(home, { recursive: true, encoding: 'utf8' }).reduce((sum, name) => {
          const found = statSync(join(home, name), { throwIfNoEntry: false })
          return sum + (found?.isFile() ? found.size : 0)
        }, 0)
      let most = 0
      const timer = setInterval(() => {
        most = Math.max(most, size())
      }, 20)
      const heavy = 'select count(*) from (select i, hash(i) as h from range(60000000) as t(i) order by h, i)  limit 1'
      const answers = await Promise.all(
        [house.analyst, house.analyst, house.administrator, house.administrator].map((who) => ask(who, heavy)),
      )
      clearInterval(timer)
      expect(answers.map(({ body }) => body.code)).toEqual(answers.map(() => 'sqlMemory'))
      expect(most).toBeGreaterThan(50 * 1024 ** 2)
      expect(most).toBeLessThanOrEqual(megabytes * 1024 ** 2)
      await vi.waitFor(() => expect(size()).toBe(0), { timeout: 20_000 })
      const job = (await house.analyst.post('/api/sql/exports', { sql: heavy, format: 'csv' })).body.id
      expect(await finished(house.analyst, job)).toMatchObject({ state: 'failed', message: expect.stringContaining('临时空间') })
    } finally {
      await house.company.stop()
    }
  })
})
