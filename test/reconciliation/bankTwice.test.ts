/** Bank files that say little: no serial, no time, no balance; days in parts, statements told anew, serials used again; on both engines. */
import { expect, test } from 'vitest'
import { system } from '../../server/access/actor.ts'
import { preview } from '../../server/exchange/preview.ts'
import { sharingOf } from '../../server/reconciliation/statement/sharing.ts'
import { create, find, history } from '../../server/records/index.ts'
import type { World } from '../../server/records/world.ts'
import { counts, send, upload } from '../exchange/support.ts'
import { eachEngine } from '../support/engines.ts'
import { person } from '../support/people.ts'

const number = '6103012345678901234'

async function company(world: World) {
  await create(world, system, 'bankAccounts', { name: '工行基本户', bank: '工行', number })
  return { world, finance: await person(world, 'finance', 'cashier') }
}

interface Line {
  readonly day?: string
  readonly payer?: string
  readonly amount?: number
  readonly at?: string
  readonly serial?: string
}

/** A file with opening and closing above its lines and nothing that tells one line from another, unless a line has it. */
function file(opening: number | null, lines: readonly Line[], span?: readonly [string, string], closing?: number): string {
  const sum = lines.reduce((total, { amount = 500 }) => total + amount, 0)
  const days = lines.map(({ day = '2026-11-11' }) => day).sort()
  const [from, to] = span ?? [days[0], days.at(-1)]
  return [
    `账号：${number}`,
    `起止日期：${from?.replaceAll('-', '')} - ${to?.replaceAll('-', '')}`,
    ...(opening === null ? [] : [`期初余额：${opening.toFixed(2)}`]),
    '交易日期,交易时间,对方户名,对方账号,收入,支出,流水号',
    ...lines.map(({ day = '2026-11-11', payer = '千笔食品有限公司', amount = 500, at = '', serial = '' }) =>
      [day, at, payer, '888', amount > 0 ? amount.toFixed(2) : '', amount < 0 ? (-amount).toFixed(2) : '', serial].join(','),
    ),
    ...(opening === null ? [] : [`期末余额：${(closing ?? opening + sum).toFixed(2)}`]),
  ].join('\n')
}

const equal = (count: number, line: Line = {}) => Array.from({ length: count }, () => line)

eachEngine('bank files that say little', (open) => {
  const bring = async (world: World, finance: Awaited<ReturnType<typeof person>>, content: string) => {
    const job = await send(world, finance, { name: 'x.csv', content, profile: 'bank-statement' })
    return { ...counts(job), message: job.message ?? ['', ''], errors: job.errors }
  }
  const statements = async (world: World) =>
    (await find(world, system, 'bankStatements', { sort: ['opening', 'ASC'] })).rows.map(({ opening, closing, count, complete }) => [
      opening,
      closing,
      count,
      complete,
    ])

  test('PAY-14: a day in two files of equal lines: what begins where the other ends is new, in either order, and each file twice changes nothing', async () => {
    const [morning, evening] = [file(6000, equal(5)), file(8500, equal(5))]
    for (const order of [
      [morning, evening],
      [evening, morning],
    ]) {
      const { world, finance } = await company(await open())
      for (const content of order) expect(await bring(world, finance, content)).toMatchObject({ created: 5, skipped: 0, faulty: 0 })
      for (const content of order) expect(await bring(world, finance, content)).toMatchObject({ created: 0, skipped: 5, faulty: 0 })
      expect((await find(world, finance, 'bankLines')).total).toBe(10)
      expect(await statements(world)).toEqual([
        ['6000.00', '8500.00', 5, true],
        ['8500.00', '11000.00', 5, true],
      ])
    }
  })

  test('PAY-14: the whole day after its morning brings in the rest; the head follows the later file and keeps its history', async () => {
    const { world, finance } = await company(await open())
    await bring(world, finance, file(6000, equal(5)))
    expect(await bring(world, finance, file(6000, equal(7)))).toMatchObject({ created: 2, skipped: 5, faulty: 0 })
    expect(await statements(world)).toEqual([['6000.00', '9500.00', 7, true]])
    const [row] = (await find(world, finance, 'bankStatements')).rows
    const told = await history(world, finance, 'bankStatements', Number(row?.id))
    expect(JSON.stringify(told)).toContain('8500.00')
  })

  test('PAY-14: where a file tells no balance at all, an equal line of that day is refused with its reason, never dropped in silence', async () => {
    const { world, finance } = await company(await open())
    await bring(world, finance, file(null, equal(5)))
    const again = await bring(world, finance, file(null, [...equal(5), { amount: 7 }]))
    expect(again).toMatchObject({ created: 1, skipped: 0, faulty: 5 })
    expect(again.errors).toMatch(/PAY-14/)
    // Over several days the same days are the same lines.
    const days = ['2026-11-01', '2026-11-02', '2026-11-03'].map((day) => ({ day }))
    await bring(world, finance, file(null, days))
    expect(await bring(world, finance, file(null, days))).toMatchObject({ created: 0, skipped: 3, faulty: 0 })
  })

  test('PAY-14: files that meet within a day of equal lines lose none of them', async () => {
    const { world, finance } = await company(await open())
    const first = file(0, [{ day: '2026-11-10' }, ...equal(3)], ['2026-11-10', '2026-11-11'])
    const second = file(2000, [...equal(4), { day: '2026-11-12' }], ['2026-11-11', '2026-11-12'])
    await bring(world, finance, first)
    expect(await bring(world, finance, second)).toMatchObject({ created: 5, skipped: 0, faulty: 0 })
    expect(await statements(world)).toEqual([
      ['0.00', '2000.00', 4, true],
      ['2000.00', '4500.00', 5, true],
    ])
  })

  test('PAY-14: an amount that the bank edited without a serial stands beside the old one, and result, preview and statement say which', async () => {
    const { world, finance } = await company(await open())
    const day = [200, 200, 200].map((amount, at) => ({ amount, at: `10:00:0${at}` }))
    await bring(world, finance, file(0, day))
    const edited = file(
      0,
      day.map((line, at) => (at === 2 ? { ...line, amount: 201 } : line)),
    )
    const job = await upload(world, finance, { content: edited, profile: 'bank-statement' })
    expect((await preview(world, finance, job)).notes.join()).toMatch(/差 -200\.00.*千笔食品有限公司 200\.00/)
    const done = await bring(world, finance, edited)
    expect(done.created).toBe(1)
    expect(done.message[1]).toMatch(/closes with 601\.00: -200\.00 apart.*Without the line 2026-11-11 千笔食品有限公司 200\.00/)
    expect(await statements(world)).toEqual([['0.00', '601.00', 4, false]])
  })

  test('PAY-14: a closing that the bank corrected by a serial leaves no false difference', async () => {
    const { world, finance } = await company(await open())
    const line = { serial: 'C99', amount: 777 }
    await bring(world, finance, file(0, [line], ['2026-11-06', '2026-11-15']))
    const done = await bring(world, finance, file(0, [{ ...line, amount: 778 }], ['2026-11-06', '2026-11-15']))
    expect(done).toMatchObject({ created: 0, updated: 1, faulty: 0 })
    expect(done.message[0]).not.toContain('PAY-14')
    expect(await statements(world)).toEqual([['0.00', '778.00', 1, true]])
  })

  test('PAY-14: a serial used again days later is another line; moved by the bank within its file, it is the same one', async () => {
    const { world, finance } = await company(await open())
    await bring(world, finance, file(0, [{ day: '2026-11-03', serial: 'A001' }], ['2026-11-01', '2026-11-05']))
    const next = await bring(world, finance, file(500, [{ day: '2026-11-08', serial: 'A001' }], ['2026-11-06', '2026-11-10']))
    expect(next).toMatchObject({ created: 1, updated: 0, faulty: 0 })
    const moved = await bring(world, finance, file(0, [{ day: '2026-11-04', serial: 'A001' }], ['2026-11-01', '2026-11-05']))
    expect(moved).toMatchObject({ created: 0, updated: 1, faulty: 0 })
    const { rows } = await find(world, finance, 'bankLines', { sort: ['date', 'ASC'] })
    expect(rows.map(({ date }) => date)).toEqual(['2026-11-04', '2026-11-08'])
  })

  test('PAY-14: of statements that overlap only the days that none of them has are missing', async () => {
    const { world, finance } = await company(await open())
    const of = (opening: number, from: string, to: string, ...days: string[]) =>
      file(
        opening,
        days.map((day) => ({ day: `2026-11-${day}`, serial: `S${day}` })),
        [`2026-11-${from}`, `2026-11-${to}`],
      )
    await bring(world, finance, of(0, '01', '12', '02', '08'))
    await bring(world, finance, of(500, '06', '15', '08', '14'))
    await bring(world, finance, of(9000, '18', '20', '19'))
    const { rows } = await find(world, finance, 'bankStatements', { sort: ['from', 'ASC'] })
    expect(rows.map(({ complete }) => complete)).toEqual([true, false, false])
    for (const { fault } of rows.slice(1)) expect(String(fault)).toContain('2026-11-16 – 2026-11-17')
  })
})

test('PAY-14: statements of one day share what both hold of it, by where they begin and end', () => {
  const part = (begins: number | null, ends: number | null, since = false, lasts = false) => ({ begins, ends, since, lasts })
  expect(sharingOf(part(0, 5), part(5, 9))).toBe('apart')
  expect(sharingOf(part(5, 9), part(0, 5))).toBe('apart')
  expect(sharingOf(part(0, 5), part(0, 9))).toBe('shared')
  expect(sharingOf(part(0, 0), part(0, 0))).toBe('shared')
  // Nothing moved in the one: it may stand before the other or within it.
  expect(sharingOf(part(0, 0), part(0, 9))).toBe('unknown')
  expect(sharingOf(part(null, null), part(0, 5))).toBe('unknown')
  expect(sharingOf(part(3, 5), part(0, 9))).toBe('unknown')
  expect(sharingOf(part(null, null, true, true), part(0, 5))).toBe('shared')
  expect(sharingOf(part(null, null, true), part(null, null, true))).toBe('shared')
  expect(sharingOf(part(null, 5, true), part(5, null, false, true))).toBe('apart')
})
