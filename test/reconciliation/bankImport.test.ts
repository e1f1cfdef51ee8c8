/** Bank files through the wizard: twice, overlapping, edited by the bank, in a closed month, killed half way; on both engines. */
import { expect, test } from 'vitest'
import { system } from '../../server/access/actor.ts'
import { preview } from '../../server/exchange/preview.ts'
import { run } from '../../server/exchange/run.ts'
import { create, find, get, move, remove, update } from '../../server/records/index.ts'
import type { World } from '../../server/records/world.ts'
import { counts, send, upload } from '../exchange/support.ts'
import { eachEngine } from '../support/engines.ts'
import { person } from '../support/people.ts'

const header = '交易日期,对方户名,对方账号,收入,支出,余额,摘要,流水号'
const number = '6103012345678901234'

/** A file of an account with these lines: day, payer, amount in yuan; balances run from `opening`. */
function file(lines: readonly (readonly [string, string, number, string?])[], opening = 1000, account = number): string {
  let balance = opening
  const rows = lines.map(([day, payer, amount, serial = '']) => {
    balance += amount
    return [
      day,
      payer,
      '',
      amount > 0 ? amount.toFixed(2) : '',
      amount < 0 ? (-amount).toFixed(2) : '',
      balance.toFixed(2),
      '',
      serial,
    ].join(',')
  })
  return [`账号：${account}`, header, ...rows].join('\n')
}

async function company(world: World) {
  const account = Number((await create(world, system, 'bankAccounts', { name: '工行基本户', bank: '工行', number }))?.id)
  return { world, account, finance: await person(world, 'finance', 'cashier') }
}

/** Closes the month of a day, as its signatures would. */
const close = (world: World, month: string) =>
  world.database.knex('reconciliations').insert({ number: `ZJ-${month}`, month, status: 'locked', version: 1 })

/** A statement of a month, or of a day of it, in MT940 in which nothing moved. */
const quiet = (month: string, day?: number) => {
  const [from, to] = day === undefined ? ['01', '28'] : [day, day].map((each) => String(each).padStart(2, '0'))
  const told = [`:60F:C26${month}${from}CNY1000,00`, `:62F:C26${month}${to}CNY1000,00`]
  return [':20:MT940', `:25:${number}`, ':28C:1/1', ...told, '-'].join('\r\n')
}

const november = [
  ['2026-11-02', '甲公司', 100],
  ['2026-11-03', '乙公司', 200],
  ['2026-11-03', '乙公司', 200],
  ['2026-11-04', '丙公司', -50],
] as const

eachEngine('bank statements come in (PAY-14)', (open) => {
  test('once, and twice changes nothing; opening and lines make closing', async () => {
    const { world, finance } = await company(await open())
    const job = await send(world, finance, { name: 'icbc.csv', content: file(november), profile: 'bank-statement' })
    expect([job.state, counts(job)]).toEqual(['done', { created: 4, updated: 0, skipped: 0, faulty: 0 }])
    const { rows } = await find(world, finance, 'bankStatements')
    expect(rows).toMatchObject([
      {
        from: '2026-11-02',
        to: '2026-11-04',
        opening: '1000.00',
        closing: '1450.00',
        expected: '1450.00',
        credited: '500.00',
        debited: '50.00',
        count: 4,
        complete: true,
        fault: null,
      },
    ])
    const again = await send(world, finance, { name: 'icbc.csv', content: file(november), profile: 'bank-statement' })
    expect(counts(again)).toEqual({ created: 0, updated: 0, skipped: 4, faulty: 0 })
    expect((await find(world, finance, 'bankLines')).total).toBe(4)
  })

  test('overlapping files add only what is new; a gap to the statement before is named and closed by the file in between', async () => {
    const { world, finance } = await company(await open())
    const all = [...november, ['2026-11-05', '丁公司', 10] as const, ['2026-11-06', '戊公司', 20] as const]
    const part = (from: number, to: number) =>
      file(all.slice(from, to), 1000 + all.slice(0, from).reduce((sum, [, , amount]) => sum + amount, 0))
    await send(world, finance, { content: part(0, 1), profile: 'bank-statement' })
    await send(world, finance, { content: part(4, 6), profile: 'bank-statement' })
    const faulty = (await find(world, finance, 'bankStatements', { filter: { complete: false } })).rows
    expect(faulty).toHaveLength(2)
    expect(String(faulty[0]?.fault)).toMatch(/2026-11-03 – 2026-11-04/)
    const over = await send(world, finance, { content: part(1, 6), profile: 'bank-statement' })
    expect(counts(over)).toEqual({ created: 3, updated: 0, skipped: 2, faulty: 0 })
    expect((await find(world, finance, 'bankLines')).total).toBe(6)
    const { rows } = await find(world, finance, 'bankStatements', { sort: ['id', 'DESC'] })
    expect(rows[0]).toMatchObject({ count: 5, complete: true })
  })

  test.each([
    ['nothing of it twice', 3, 3],
    ['the whole day twice', 4, 1],
    ['what came before noon twice', 3, 1],
  ])(
    'PAY-14: two files share the day on which one ends and the next begins, with %s: whichever comes first, both add up',
    async (_, noon, second) => {
      const days = [
        ['2026-11-14', '甲公司', 100],
        ['2026-11-15', '乙公司', 30],
        ['2026-11-15', '丙公司', 7],
        ['2026-11-15', '丁公司', -4],
        ['2026-11-16', '戊公司', 20],
      ] as const
      const balance = (upTo: number) => 1000 + days.slice(0, upTo).reduce((sum, [, , amount]) => sum + amount, 0)
      const files = [file(days.slice(0, noon)), file(days.slice(second), balance(second))]
      for (const order of [files, [...files].reverse()]) {
        const { world, finance } = await company(await open())
        for (const content of order) await send(world, finance, { content, profile: 'bank-statement' })
        expect((await find(world, finance, 'bankLines')).total).toBe(5)
        const { rows } = await find(world, finance, 'bankStatements', { sort: ['from', 'ASC'] })
        expect(rows).toMatchObject([
          { from: '2026-11-14', to: '2026-11-15', count: noon, complete: true, fault: null },
          { from: '2026-11-15', to: '2026-11-16', count: 5 - second, complete: true, fault: null },
        ])
        const extra = { account: rows[0]?.account, date: '2026-11-15', amount: '0.50', payer: '多出' }
        await create(world, finance, 'bankLines', { ...extra, statement: rows[0]?.id })
        expect((await find(world, finance, 'bankStatements', { filter: { complete: false } })).total).toBeGreaterThan(0)
      }
    },
  )

  test('what the bank edits later is followed while untouched, else kept and noted', async () => {
    const { world, finance } = await company(await open())
    const first = [['2026-11-02', '甲', 100, 'S1'] as const, ['2026-11-03', '乙', 200, 'S2'] as const]
    await send(world, finance, { content: file(first), profile: 'bank-statement' })
    const [one, two] = (await find(world, finance, 'bankLines', { sort: ['date', 'ASC'] })).rows
    await move(world, finance, 'bankLines', Number(two?.id), 'setAside', { reason: '利息' })
    const job = await send(world, finance, {
      content: file([
        ['2026-11-02', '甲食品公司', 100, 'S1'],
        ['2026-11-03', '乙食品公司', 201, 'S2'],
      ]),
      profile: 'bank-statement',
    })
    expect(counts(job)).toEqual({ created: 0, updated: 2, skipped: 0, faulty: 0 })
    expect(await get(world, finance, 'bankLines', Number(one?.id))).toMatchObject({ payer: '甲食品公司', amount: '100.00', changed: null })
    const kept = await get(world, finance, 'bankLines', Number(two?.id))
    expect(kept).toMatchObject({ payer: '乙', amount: '200.00', asideReason: '利息', state: 'aside' })
    expect(String(kept.changed)).toContain('200.00 → 201.00')
    const again = await send(world, finance, {
      content: file([
        ['2026-11-02', '甲食品公司', 100, 'S1'],
        ['2026-11-03', '乙食品公司', 201, 'S2'],
      ]),
      profile: 'bank-statement',
    })
    expect(counts(again)).toEqual({ created: 0, updated: 0, skipped: 2, faulty: 0 })
  })

  test('PAY-14: what was only noted while a line was in use is followed once it is free, and the note goes with it', async () => {
    const { world, finance } = await company(await open())
    const told = (amount: number) =>
      send(world, finance, { content: file([['2026-11-03', '乙', amount, 'S2']]), profile: 'bank-statement' })
    await told(200)
    const line = async () => (await find(world, finance, 'bankLines')).rows[0]
    const id = Number((await line())?.id)
    await move(world, finance, 'bankLines', id, 'setAside', { reason: '利息' })
    await told(201)
    expect(await line()).toMatchObject({ amount: '200.00', changed: expect.stringContaining('200.00 → 201.00') })
    await move(world, finance, 'bankLines', id, 'takeBack')
    expect(counts(await told(201))).toEqual({ created: 0, updated: 1, skipped: 0, faulty: 0 })
    expect(await line()).toMatchObject({ amount: '201.00', changed: null })
    expect(counts(await told(201))).toEqual({ created: 0, updated: 0, skipped: 1, faulty: 0 })
  })

  test('lines of a closed month are refused with its sentence, the rest goes in', async () => {
    const { world, finance } = await company(await open())
    await close(world, '2026-10-01')
    const job = await send(world, finance, {
      content: file([
        ['2026-10-30', '甲公司', 100],
        ['2026-10-31', '乙公司', 70],
        ['2026-11-02', '丙公司', 30],
      ]),
      profile: 'bank-statement',
    })
    expect([job.state, counts(job)]).toEqual(['done', { created: 1, updated: 0, skipped: 0, faulty: 2 }])
    expect(job.errors).toContain('PAY-05')
    expect(job.errors.match(/2026-10/g)?.length).toBeGreaterThan(1)
    expect((await find(world, finance, 'bankLines')).rows).toMatchObject([{ payer: '丙公司' }])
    expect((await find(world, finance, 'bankStatements')).rows).toMatchObject([{ complete: false }])
  })

  test('PAY-05: the head of a closed month is neither entered nor told otherwise, by hand or by a file, and the file says so', async () => {
    const { world, finance, account } = await company(await open())
    const second = { name: '建行一般户', bank: '建行', number: '4367000000000001' }
    const other = Number((await create(world, system, 'bankAccounts', second)).id)
    const october = [['2026-10-30', '甲公司', 100, 'S1'] as const, ['2026-10-31', '乙公司', 70, 'S2'] as const]
    const bring = (content: string) => send(world, finance, { content, profile: 'bank-statement' })
    await bring(file(october))
    await close(world, '2026-10-01')
    const statements = async () => (await find(world, finance, 'bankStatements')).rows
    const before = await statements()
    const [known] = before
    const shut = { status: 422, errors: { to: [expect.stringContaining('PAY-05'), expect.stringContaining('re-opened')] } }
    const head = { account: other, from: '2026-10-01', to: '2026-10-31', opening: '1.00', closing: '1.00' }
    await expect(create(world, finance, 'bankStatements', head)).rejects.toMatchObject(shut)
    await expect(update(world, finance, 'bankStatements', Number(known?.id), { closing: '9.00' })).rejects.toMatchObject(shut)
    await expect(update(world, finance, 'bankStatements', Number(known?.id), { to: '2026-11-01' })).rejects.toMatchObject(shut)
    await expect(remove(world, finance, 'bankStatements', Number(known?.id))).rejects.toMatchObject({ status: 409 })

    // The same file again says nothing new.
    const again = await bring(file(october))
    expect(counts(again)).toEqual({ created: 0, updated: 0, skipped: 2, faulty: 0 })
    expect(again.message?.join()).not.toContain('PAY-05')
    // Other balances of the same days, the same lines.
    const otherwise = file(october, 500)
    expect((await preview(world, finance, await upload(world, finance, { content: otherwise, profile: 'bank-statement' }))).notes).toEqual([
      expect.stringMatching(/^工行基本户 2026-10-30 至 2026-10-31 的对账单未写入：.*PAY-05/),
    ])
    const told = await bring(otherwise)
    expect([told.state, told.faulty, told.created]).toEqual(['done', 0, 0])
    expect(told.message?.[0]).toMatch(/2026-10-30 至 2026-10-31 的对账单未写入：银行对账单 YH-.*PAY-05/)
    expect(told.message?.[1]).toMatch(/The statement of 工行基本户, 2026-10-30 to 2026-10-31, was left as it is: .*PAY-05.*re-opened/)
    // Days of a closed month without any movement, in one file with an open month of another account.
    const both = await bring(
      [
        '账号,交易日期,对方户名,交易金额',
        `${second.number},20261015,丁,1.00`,
        `${number},20261102,戊,2.00`,
        `${number},20261103,己,3.00`,
      ].join('\n'),
    )
    expect([both.state, counts(both)]).toEqual(['done', { created: 2, updated: 0, skipped: 0, faulty: 1 }])
    expect(both.message?.[0]?.match(/未写入/g)).toHaveLength(1)
    expect(both.message?.[0]).toMatch(/建行一般户 2026-10-15 至 2026-10-15 的对账单未写入/)
    const after = await statements()
    expect(after.filter(({ to }) => String(to) < '2026-11')).toEqual(before)
    expect(after.filter(({ to }) => String(to) > '2026-11')).toMatchObject([{ account, from: '2026-11-02', to: '2026-11-03', count: 2 }])
    // Days across the end of the closed month belong to the month in which they end.
    await create(world, finance, 'bankStatements', { ...head, to: '2026-11-05' })
  })

  test('PAY-05: a statement without movements in a closed month is refused with its sentence, and nothing else is', async () => {
    const { world, finance } = await company(await open())
    await close(world, '2026-10-01')
    for (const [month, kept] of [
      ['10', 0],
      ['11', 1],
    ] as const) {
      const job = await send(world, finance, { name: 'quiet.sta', content: quiet(month), profile: 'bank-statement' })
      expect([job.state, job.message?.[0]?.includes('未写入'), job.message?.[1]?.includes('PAY-05')]).toEqual([
        'done',
        kept === 0,
        kept === 0,
      ])
      expect((await find(world, finance, 'bankStatements')).total).toBe(kept)
    }
  })

  test('PAY-05: of many heads that are refused a few are told and the rest counted; a preview of the first rows tells them too', async () => {
    const { world, finance } = await company(await open())
    await close(world, '2026-10-01')
    const days = Array.from({ length: 9 }, (_, at) => quiet('10', at + 1)).join('\r\n')
    const job = await send(world, finance, { name: 'quiet.sta', content: days, profile: 'bank-statement' })
    expect([job.state, job.faulty, job.notes.length]).toEqual(['done', 0, 9])
    expect(job.message?.[0]?.match(/未写入/g)).toHaveLength(5)
    expect(job.message).toEqual([expect.stringMatching(/另有 4 条类似提示/), expect.stringMatching(/4 more of the kind/)])
    const many = Array.from(
      { length: 1200 },
      (_, at) => [`2026-10-${String(1 + Math.floor(at / 100)).padStart(2, '0')}`, '甲公司', 100] as const,
    )
    const long = await upload(world, finance, { content: file(many), profile: 'bank-statement' })
    const { notes, examined } = await preview(world, finance, long)
    expect([examined < 1200, notes]).toEqual([true, [expect.stringMatching(/2026-10-01 至 2026-10-12 的对账单未写入/)]])
  })

  test('several accounts in one file; an unknown number is refused by name; without a number one must be chosen', async () => {
    const { world, finance, account } = await company(await open())
    const second = Number(
      (await create(world, system, 'bankAccounts', { name: '建行一般户', bank: '建行', number: '4367000000000001' })).id,
    )
    const content = [
      '账号,交易日期,对方户名,交易金额',
      `${number},20261101,甲,1.00`,
      '4367000000000001,20261101,乙,2.00',
      '999999999,20261101,丙,3.00',
    ].join('\n')
    const job = await send(world, finance, { content, profile: 'bank-statement' })
    expect(counts(job)).toEqual({ created: 2, updated: 0, skipped: 0, faulty: 1 })
    expect(job.errors).toContain('999999999')
    const { rows } = await find(world, finance, 'bankLines', { sort: ['amount', 'ASC'] })
    expect(rows.map((row) => row.account)).toEqual([account, second])
    const nameless = await upload(world, finance, { content: '交易日期,对方户名,交易金额\n20261102,丁,4.00', profile: 'bank-statement' })
    await expect(preview(world, finance, nameless)).rejects.toMatchObject({ status: 422 })
    await world.database
      .knex('imports')
      .where({ id: nameless.id })
      .update({ given: JSON.stringify({ account: second }) })
    expect((await preview(world, finance, { ...nameless, given: { account: second } })).counts).toEqual({
      create: 1,
      update: 0,
      skip: 0,
      faulty: 0,
    })
    expect((await find(world, finance, 'bankLines')).total).toBe(2)
  })

  test('a job killed between its units goes on where it was: nothing lost, nothing twice', async () => {
    const { world, finance } = await company(await open())
    const many = Array.from(
      { length: 1200 },
      (_, at) => [`2026-11-${String(1 + Math.floor(at / 100)).padStart(2, '0')}`, '甲公司', 100] as const,
    )
    const job = await upload(world, finance, { content: file(many), profile: 'bank-statement' })
    let writes = 0
    const dying: World = {
      ...world,
      database: {
        ...world.database,
        transaction: (work) => {
          writes += 1
          if (writes === 2) throw new Error('killed')
          return world.database.transaction(work)
        },
      },
    }
    await expect(run(dying, finance, job.id)).rejects.toThrow('killed')
    const half = (await find(world, finance, 'bankLines', { range: [0, 0] })).total
    expect(half).toBeGreaterThan(0)
    expect(half).toBeLessThan(1200)
    await world.database.knex('imports').where({ id: job.id }).update({ state: 'running', leaseUntil: '2000-01-01T00:00:00.000Z' })
    const done = await run(world, finance, job.id)
    expect([done.state, done.created]).toEqual(['done', 1200])
    expect((await find(world, finance, 'bankLines', { range: [0, 0] })).total).toBe(1200)
    expect((await find(world, finance, 'bankStatements')).rows).toMatchObject([{ count: 1200, complete: true }])
  })

  test('two imports of one file at the same moment bring its lines in once', async () => {
    const { world, finance } = await company(await open())
    const jobs = [
      await upload(world, finance, { content: file(november), profile: 'bank-statement' }),
      await upload(world, finance, { content: file(november), profile: 'bank-statement' }),
    ]
    const done = await Promise.all(jobs.map((job) => run(world, finance, job.id)))
    expect(done.map((job) => job.state)).toEqual(['done', 'done'])
    expect(done.reduce((sum, job) => sum + job.created, 0)).toBe(4)
    expect((await find(world, finance, 'bankLines')).total).toBe(4)
  })

  test.each(['bankLines', 'bankStatements'])(
    'PAY-14: a file sent for the register %s is read as a bank statement all the same, and twice changes nothing',
    async (register) => {
      const { world, finance } = await company(await open())
      for (const expected of [
        { created: 4, updated: 0, skipped: 0, faulty: 0 },
        { created: 0, updated: 0, skipped: 4, faulty: 0 },
      ]) {
        const job = await send(world, finance, { content: file(november), register })
        expect([job.profile, job.state, counts(job)]).toEqual(['bank-statement', 'done', expected])
      }
      expect((await find(world, finance, 'bankLines')).total).toBe(4)
      expect((await find(world, finance, 'bankStatements')).rows).toMatchObject([{ complete: true, count: 4 }])
    },
  )

  test('a person without the right imports nothing', async () => {
    const { world } = await company(await open())
    const sales = await person(world, 'sales', 'seller')
    await expect(send(world, sales, { content: file(november), profile: 'bank-statement' })).rejects.toMatchObject({ status: 403 })
  })
})
