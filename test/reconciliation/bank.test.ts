/** The bank's side in the registers: runs of matching, what a person matches and undoes, claims of money, two at once; on both engines. */
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import type { Actor } from '../../server/access/actor.ts'
import { system } from '../../server/access/actor.ts'
import { matchMonth } from '../../server/reconciliation/matchMonth.ts'
import { create, createMany, find, get, move, removeMany, together } from '../../server/records/index.ts'
import type { World } from '../../server/records/world.ts'
import { eachEngine } from '../support/engines.ts'
import { person } from '../support/people.ts'
import { fault } from '../support/trade.ts'

const now = () => new Date('2026-11-20T02:00:00Z')
const november = { from: '2026-11-01', to: '2026-11-30' }
const silent = async () => {}

let serial = 0

class Bank {
  readonly world: World
  readonly finance: Actor
  readonly sales: Actor
  readonly account: number
  readonly customer: number

  private constructor(world: World, finance: Actor, sales: Actor, account: number, customer: number) {
    this.world = world
    this.finance = finance
    this.sales = sales
    this.account = account
    this.customer = customer
  }

  static async open(world: World): Promise<Bank> {
    serial += 1
    const finance = await person(world, 'finance', `cashier${serial}`)
    const sales = await person(world, 'sales', `seller${serial}`)
    const { id: account } = await create(world, system, 'bankAccounts', { name: '工行基本户', bank: '工行', number: '6103012345678901234' })
    const { id: customer } = await create(world, system, 'customers', { name: '陕西华山食品有限公司', owner: sales.id })
    return new Bank(world, finance, sales, Number(account), Number(customer))
  }

  line = async (amount: string, more: object = {}): Promise<number> =>
    Number(
      (
        await create(this.world, system, 'bankLines', {
          account: this.account,
          date: '2026-11-03',
          amount,
          payer: '陕西华山食品有限公司',
          ...more,
        })
      ).id,
    )

  receipt = async (amount: string, more: object = {}): Promise<number> =>
    Number(
      (
        await create(this.world, system, 'receipts', {
          customer: this.customer,
          date: '2026-11-03',
          amount,
          account: this.account,
          status: 'confirmed',
          ...more,
        })
      ).id,
    )

  match = (lines: readonly (readonly [number, string])[], receipts: readonly (readonly [number, string])[], actor: Actor = this.finance) =>
    create(this.world, actor, 'matches', {
      bank: lines.map(([line, amount]) => ({ line, amount })),
      papers: receipts.map(([receipt, amount]) => ({ receipt, amount })),
    })

  run = () => matchMonth(this.world, november, silent)
  state = async (line: number) => {
    const { state, matched, open, customer } = await get(this.world, system, 'bankLines', line)
    return { state, matched, open, customer }
  }
}

const opened = (open: (options: { now: typeof now }) => Promise<World>) => open({ now }).then((world) => Bank.open(world))

eachEngine('the bank’s side (PAY-14)', (open) => {
  describe('a run', () => {
    test('makes what is certain, proposes what is not, and done again changes nothing', async () => {
      const bank = await opened(open)
      const sure = await bank.line('12345.67')
      const late = await bank.line('2000', { date: '2026-11-06', payer: null })
      const unknown = await bank.line('777.77', { payer: '查无此人' })
      await bank.receipt('12345.67')
      await bank.receipt('2000')
      await bank.run()
      expect(await bank.state(sure)).toEqual({ state: 'matched', matched: '12345.67', open: '0.00', customer: bank.customer })
      expect(await bank.state(late)).toMatchObject({ state: 'proposed', matched: '0.00' })
      expect(await bank.state(unknown)).toMatchObject({ state: 'open', customer: null })
      const list = (await find(bank.world, system, 'matches', { sort: ['id', 'ASC'] })).rows
      expect(list).toMatchObject([
        { status: 'confirmed', made: 'auto', month: '2026-11-01', fee: '0.00' },
        { status: 'proposed', made: 'auto' },
      ])
      expect(String(list[0]?.reason)).toMatch(/金额相同 12345\.67.*户名一致[\s\S]*same amount/)
      await bank.run()
      expect((await find(bank.world, system, 'matches')).rows.map(({ version }) => version).sort()).toEqual(
        list.map(({ version }) => version).sort(),
      )
      expect((await find(bank.world, system, 'payerAliases')).total).toBe(0)
    })

    test('PAY-14: running an earlier month again leaves the proposals of later months as they are', async () => {
      const bank = await opened(open)
      const line = await bank.line('2000', { payer: null, date: '2026-11-05' })
      await bank.receipt('2000')
      await bank.run()
      expect((await bank.state(line)).state).toBe('proposed')
      await matchMonth(bank.world, { from: '2026-10-01', to: '2026-10-31' }, silent)
      expect((await bank.state(line)).state).toBe('proposed')
      expect((await find(bank.world, system, 'matches')).rows).toMatchObject([{ status: 'proposed' }])
    })

    test('a proposal that no longer holds is taken back', async () => {
      const bank = await opened(open)
      const line = await bank.line('2000', { payer: null, date: '2026-11-05' })
      const paper = await bank.receipt('2000')
      await bank.run()
      expect((await bank.state(line)).state).toBe('proposed')
      await move(bank.world, bank.finance, 'receipts', paper, 'void', { reason: '误登' })
      await bank.run()
      expect((await bank.state(line)).state).toBe('open')
      expect((await find(bank.world, system, 'matches')).rows).toMatchObject([{ status: 'undone' }])
    })

    test('killed between two transactions it goes on with the rest', async () => {
      const bank = await opened(open)
      const many = Array.from({ length: 450 }, (_, at) => `${1000 + at}.${String(at % 100).padStart(2, '0')}`)
      await createMany(
        bank.world,
        system,
        'bankLines',
        many.map((amount) => ({ account: bank.account, date: '2026-11-03', amount, payer: '陕西华山食品有限公司' })),
      )
      await createMany(
        bank.world,
        system,
        'receipts',
        many.map((amount) => ({ customer: bank.customer, date: '2026-11-03', amount, account: bank.account, status: 'confirmed' })),
      )
      let writes = 0
      const dying: World = {
        ...bank.world,
        database: {
          ...bank.world.database,
          transaction: (work) => {
            writes += 1
            if (writes === 4) throw new Error('killed')
            return bank.world.database.transaction(work)
          },
        },
      }
      await expect(matchMonth(dying, november, silent)).rejects.toThrow('killed')
      const half = (await find(bank.world, system, 'matches', { range: [0, 0] })).total
      expect(half).toBeGreaterThan(0)
      expect(half).toBeLessThan(450)
      await bank.run()
      expect((await find(bank.world, system, 'matches', { range: [0, 0] })).total).toBe(450)
      expect((await find(bank.world, system, 'bankLines', { filter: { state: 'matched' }, range: [0, 0] })).total).toBe(450)
    })
  })

  describe('a person', () => {
    test('matches at once, teaches who pays for whom, and undoes', async () => {
      const bank = await opened(open)
      const line = await bank.line('5000', { payer: '王小明', payerAccount: '6222001' })
      const paper = await bank.receipt('5000')
      const made = await bank.match([[line, '5000']], [[paper, '5000']])
      expect(made).toMatchObject({ status: 'confirmed', made: 'person', score: '100.00', month: '2026-11-01' })
      expect(await bank.state(line)).toMatchObject({ state: 'matched', customer: bank.customer })
      expect((await find(bank.world, system, 'payerAliases')).rows).toMatchObject([
        { customer: bank.customer, name: '王小明', normalised: '王小明', account: '6222001', source: made.id },
      ])
      const second = await bank.line('6000', { payer: '王小明' })
      await bank.receipt('6000')
      await bank.run()
      expect((await bank.state(second)).state).toBe('matched')
      // A mistake teaches nothing any more, whatever the system matched by it.
      await move(bank.world, bank.finance, 'matches', Number(made.id), 'undo')
      expect(await bank.state(line)).toMatchObject({ state: 'open', matched: '0.00', customer: null })
      expect((await find(bank.world, system, 'payerAliases')).total).toBe(0)
    })

    test('of two matches that taught the same, the one that stays keeps it known', async () => {
      const bank = await opened(open)
      const payer = { payer: '王小明', payerAccount: '6222001' }
      const pay = async (amount: string) => bank.match([[await bank.line(amount, payer), amount]], [[await bank.receipt(amount), amount]])
      const [first, second] = [await pay('5000'), await pay('7000')]
      await move(bank.world, bank.finance, 'matches', Number(first.id), 'undo')
      expect((await find(bank.world, system, 'payerAliases')).rows).toMatchObject([{ name: '王小明', source: second.id }])
    })

    test('never goes beyond a line, a paper, or the fee that is allowed', async () => {
      const bank = await opened(open)
      const line = await bank.line('100')
      const paper = await bank.receipt('160')
      await expect(bank.match([[line, '120']], [[paper, '120']])).rejects.toMatchObject(fault('bank.0.amount', /PAY-14/))
      await expect(bank.match([[line, '100']], [[paper, '160']])).rejects.toMatchObject(fault('papers', /60\.00 apart/))
      const part = await bank.match([[line, '60']], [[paper, '60']])
      expect(part).toMatchObject({ fee: '0.00' })
      expect(await bank.state(line)).toMatchObject({ state: 'partly', open: '40.00' })
      await expect(bank.match([[line, '50']], [[paper, '50']])).rejects.toMatchObject({ status: 422 })
      await bank.match([[line, '40']], [[paper, '90']])
      expect(await bank.state(line)).toMatchObject({ state: 'matched' })
      await expect(bank.match([[line, '100']], [])).rejects.toMatchObject({ status: 422 })
      const draft = await bank.receipt('10', { status: 'draft' })
      await expect(bank.match([[await bank.line('10'), '10']], [[draft, '10']])).rejects.toMatchObject(
        fault('papers.0.amount', /not confirmed/),
      )
    })

    test('PAY-14: papers of two customers are joined by a person alone, and the match says whose they are', async () => {
      const bank = await Bank.open(await open({ now }))
      const other = await create(bank.world, system, 'customers', { name: '宁夏绿洲商贸有限公司' })
      const line = await bank.line('300')
      const papers = [
        { receipt: await bank.receipt('200'), amount: '200' },
        { receipt: await bank.receipt('100', { customer: other.id }), amount: '100' },
      ]
      const body = { bank: [{ line, amount: '300' }], papers }
      const auto = { made: 'auto', score: '99', reason: '一\none' }
      for (const status of ['proposed', 'confirmed'])
        await expect(create(bank.world, system, 'matches', { ...body, ...auto, status })).rejects.toMatchObject(
          fault('papers', /陕西华山.*宁夏绿洲.*not joined by the system \(PAY-14\)/),
        )
      await matchMonth(bank.world, november, silent)
      expect((await find(bank.world, bank.finance, 'matches')).rows.filter(({ status }) => status === 'confirmed')).toEqual([])
      const made = await create(bank.world, bank.finance, 'matches', body)
      expect(made).toMatchObject({
        made: 'person',
        status: 'confirmed',
        reason: expect.stringMatching(/不同客户：陕西华山.*、宁夏绿洲.*\n.*several customers: 陕西华山.*, 宁夏绿洲/),
      })
    })

    test('a reversal with its line alone, and one transfer for two receipts', async () => {
      const bank = await opened(open)
      const [came, went] = [await bank.line('300'), await bank.line('-300', { date: '2026-11-04' })]
      await bank.match(
        [
          [came, '300'],
          [went, '-300'],
        ],
        [],
      )
      expect([(await bank.state(came)).state, (await bank.state(went)).state]).toEqual(['matched', 'matched'])
      const joined = await bank.line('700')
      await bank.match(
        [[joined, '700']],
        [
          [await bank.receipt('300'), '300'],
          [await bank.receipt('400'), '400'],
        ],
      )
      expect((await bank.state(joined)).state).toBe('matched')
    })

    test('two people matching one line at the same moment: one is told that it is gone', async () => {
      const bank = await opened(open)
      const line = await bank.line('100')
      const other = await person(bank.world, 'finance', `second${serial}`)
      const papers = [await bank.receipt('100'), await bank.receipt('100')] as const
      const done = await Promise.allSettled([
        bank.match([[line, '100']], [[papers[0], '100']]),
        bank.match([[line, '100']], [[papers[1], '100']], other),
      ])
      expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
      const lost = done.find((each) => each.status === 'rejected')
      expect(lost?.reason).toMatchObject({
        status: 422,
        errors: { 'bank.0.amount': [expect.stringContaining('未勾对 0.00'), expect.any(String)] },
      })
      expect((await bank.state(line)).matched).toBe('100.00')
    })

    test('two people confirming one proposal: one is told that it changed; a rival proposal goes', async () => {
      const bank = await opened(open)
      await bank.line('2000', { payer: null, date: '2026-11-05' })
      await bank.receipt('2000')
      await bank.run()
      const [proposal] = (await find(bank.world, system, 'matches')).rows
      const done = await Promise.allSettled([1, 2].map(() => move(bank.world, bank.finance, 'matches', Number(proposal?.id), 'confirm')))
      expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
      expect(done.find((each) => each.status === 'rejected')?.reason).toMatchObject({
        status: expect.toSatisfy((status) => [409, 422].includes(status as number)),
      })
    })

    test('a matched receipt is not voided, and nothing of a closed month is undone', async () => {
      const bank = await opened(open)
      const [line, paper] = [await bank.line('100'), await bank.receipt('100')]
      const made = await bank.match([[line, '100']], [[paper, '100']])
      const [left, owed] = [await bank.line('60'), await bank.receipt('60')]
      await expect(move(bank.world, bank.finance, 'receipts', paper, 'void', { reason: '误登' })).rejects.toMatchObject({ status: 422 })
      await bank.world.database.knex('reconciliations').insert({ number: 'ZJ-2026-11', month: '2026-11-01', status: 'locked', version: 1 })
      await expect(move(bank.world, bank.finance, 'matches', Number(made.id), 'undo')).rejects.toMatchObject(fault('month', /closed/))
      // What was left open then is matched in the first month that is open, and can be undone in it.
      const after = await bank.match([[left, '60']], [[owed, '60']])
      expect([made.month, after.month]).toEqual(['2026-11-01', '2026-12-01'])
      await move(bank.world, bank.finance, 'matches', Number(after.id), 'undo')
      const [late, next] = [
        await bank.line('50', { date: '2026-12-01' }),
        await bank.receipt('50', { date: '2026-11-20' }).catch((error: unknown) => error),
      ]
      expect(next).toMatchObject({ status: 422 })
      expect(late).toBeGreaterThan(0)
    })

    test('types a statement in, and is told at once whether it adds up', async () => {
      const bank = await opened(open)
      const body = { account: bank.account, from: '2026-11-01', to: '2026-11-05', opening: '100', closing: '180' }
      const statement = Number((await create(bank.world, bank.finance, 'bankStatements', body)).id)
      await expect(create(bank.world, bank.finance, 'bankStatements', { ...body, to: '2026-10-01' })).rejects.toMatchObject({ status: 422 })
      expect(await get(bank.world, system, 'bankStatements', statement)).toMatchObject({ complete: false, expected: '100.00' })
      const typed = { account: bank.account, statement, date: '2026-11-02', amount: '80', payer: '甲' }
      await create(bank.world, bank.finance, 'bankLines', typed)
      expect(await get(bank.world, system, 'bankStatements', statement)).toMatchObject({ complete: true, fault: null, count: 1 })
      await expect(create(bank.world, bank.finance, 'bankLines', { ...typed, date: '2026-11-09' })).rejects.toMatchObject({ status: 422 })
    })

    test('PAY-14: two people typing lines of one statement at once both get theirs in, and the statement counts both', async () => {
      const bank = await opened(open)
      const { world, finance, account } = bank
      const { id } = await create(world, finance, 'bankStatements', {
        account,
        from: '2026-11-01',
        to: '2026-11-30',
        opening: '0',
        closing: '3',
      })
      const typed = (amount: string) => ({ account, statement: id, date: '2026-11-02', amount, payer: `甲 ${amount}` })
      let other: Promise<unknown> = Promise.resolve()
      await together(world, async (inner) => {
        await create(inner, finance, 'bankLines', typed('1'))
        other = create(world, finance, 'bankLines', typed('2'))
        // Time to overtake, if it could.
        await wait(150)
      })
      await other
      expect(await get(world, system, 'bankStatements', id)).toMatchObject({ complete: true, expected: '3.00', count: 2 })
    })

    test('PAY-14: lines deleted or entered together have the statements of their account checked once', async () => {
      const bank = await opened(open)
      const { world, finance, account } = bank
      const { id } = await create(world, finance, 'bankStatements', {
        account,
        from: '2026-11-01',
        to: '2026-11-30',
        opening: '0',
        closing: '2',
      })
      const looks = async (work: () => Promise<unknown>) => {
        let count = 0
        const note = ({ sql }: { readonly sql: string }) => {
          if (/from .bankStatements. where .account/.test(sql)) count += 1
        }
        world.database.knex.on('query', note)
        await work()
        world.database.knex.removeListener('query', note)
        return count
      }
      const lines = Array.from({ length: 9 }, (_, at) => ({ account, date: '2026-11-02', amount: '1', payer: `甲 ${at}` }))
      let ids: number[] = []
      expect(
        await looks(async () => {
          ids = await createMany(world, finance, 'bankLines', lines)
        }),
      ).toBe(1)
      expect(await get(world, finance, 'bankStatements', id)).toMatchObject({ expected: '9.00', complete: false })
      expect(await looks(() => removeMany(world, finance, 'bankLines', ids.slice(2)))).toBe(1)
      expect(await get(world, finance, 'bankStatements', id)).toMatchObject({ expected: '2.00', complete: true, count: 2 })
    })

    test('sets aside what is no customer’s money, and takes it back', async () => {
      const bank = await opened(open)
      const line = await bank.line('3.21', { payer: null, summary: '利息' })
      await bank.receipt('3.21', { date: '2026-11-05' })
      await bank.run()
      expect((await bank.state(line)).state).toBe('proposed')
      await move(bank.world, bank.finance, 'bankLines', line, 'setAside', { reason: '存款利息' })
      expect(await get(bank.world, system, 'bankLines', line)).toMatchObject({ state: 'aside', asideReason: '存款利息' })
      expect((await find(bank.world, system, 'matches')).rows).toMatchObject([{ status: 'undone' }])
      await bank.run()
      expect((await bank.state(line)).state).toBe('aside')
      await move(bank.world, bank.finance, 'bankLines', line, 'takeBack')
      expect(await get(bank.world, system, 'bankLines', line)).toMatchObject({ state: 'open', asideReason: null })
    })
  })

  describe('claims', () => {
    test('sales see the pool and nothing else, claim, and finance’s confirmation makes everything', async () => {
      const bank = await opened(open)
      const line = await bank.line('900', { payer: '李某', payerAccount: '6222009' })
      const out = await bank.line('-50')
      const pool = (await find(bank.world, bank.sales, 'bankLines')).rows
      expect(pool.map(({ id }) => id)).toEqual([line])
      expect(Object.keys(pool[0] ?? {})).not.toContain('payerAccount')
      const claim = await create(bank.world, bank.sales, 'moneyClaims', {
        bankLine: line,
        customer: bank.customer,
        amount: '900',
        note: '老板个人代付',
      })
      expect(claim).toMatchObject({ status: 'open', salesperson: bank.sales.id })
      expect(await bank.state(line)).toMatchObject({ state: 'claimed', customer: bank.customer })
      await expect(
        create(bank.world, bank.sales, 'moneyClaims', { bankLine: line, customer: bank.customer, amount: '1' }),
      ).rejects.toMatchObject({ status: 422 })
      await expect(
        create(bank.world, bank.finance, 'moneyClaims', { bankLine: out, customer: bank.customer, amount: '1' }),
      ).rejects.toMatchObject({ status: 422 })
      await expect(move(bank.world, bank.sales, 'moneyClaims', Number(claim.id), 'confirm')).rejects.toMatchObject({ status: 403 })
      const { id: other } = await create(bank.world, system, 'customers', { name: '另一客户', owner: bank.sales.id })
      const rival = await create(bank.world, bank.sales, 'moneyClaims', { bankLine: line, customer: other, amount: '900' })
      await move(bank.world, bank.finance, 'moneyClaims', Number(claim.id), 'confirm')
      const done = await get(bank.world, system, 'moneyClaims', Number(claim.id))
      expect(await get(bank.world, system, 'receipts', Number(done.receipt))).toMatchObject({
        status: 'confirmed',
        amount: '900.00',
        date: '2026-11-03',
        customer: bank.customer,
        payer: '李某',
      })
      expect(await get(bank.world, system, 'moneyClaims', Number(rival.id))).toMatchObject({ status: 'rejected' })
      expect(await bank.state(line)).toMatchObject({ state: 'matched', customer: bank.customer })
      expect((await find(bank.world, system, 'payerAliases')).rows).toMatchObject([{ customer: bank.customer, account: '6222009' }])
      expect((await find(bank.world, system, 'notices', { filter: { to: bank.sales.id ?? 0, document: 'moneyClaims' } })).total).toBe(2)
    })

    test('withdrawn and rejected claims leave the money in the pool', async () => {
      const bank = await opened(open)
      const line = await bank.line('900', { payer: null })
      const claim = () => create(bank.world, bank.sales, 'moneyClaims', { bankLine: line, customer: bank.customer, amount: '900' })
      await move(bank.world, bank.sales, 'moneyClaims', Number((await claim()).id), 'withdraw')
      expect((await bank.state(line)).state).toBe('open')
      const second = Number((await claim()).id)
      await move(bank.world, bank.finance, 'moneyClaims', second, 'reject', { reason: '不是该客户' })
      expect(await get(bank.world, bank.sales, 'moneyClaims', second)).toMatchObject({ status: 'rejected', refusal: '不是该客户' })
      expect((await bank.state(line)).state).toBe('open')
    })

    test('two rival claims confirmed at once: one receipt, and the other is refused whole', async () => {
      const bank = await opened(open)
      const line = await bank.line('900', { payer: null })
      const { id: other } = await create(bank.world, system, 'customers', { name: '另一客户', owner: bank.sales.id })
      const claims: number[] = []
      for (const customer of [bank.customer, other])
        claims.push(Number((await create(bank.world, bank.sales, 'moneyClaims', { bankLine: line, customer, amount: '900' })).id))
      const done = await Promise.allSettled(claims.map((id) => move(bank.world, bank.finance, 'moneyClaims', id, 'confirm')))
      expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
      expect((await find(bank.world, system, 'receipts')).total).toBe(1)
      expect((await bank.state(line)).matched).toBe('900.00')
    })

    test('PAY-14: money that is proposed as a receipt already makes no second one', async () => {
      const bank = await opened(open)
      const line = await bank.line('900', { payer: null })
      const { id: receipt } = await create(bank.world, system, 'receipts', {
        customer: bank.customer,
        date: '2026-11-03',
        amount: '900',
        account: (await get(bank.world, system, 'bankLines', line)).account,
        status: 'confirmed',
      })
      const { id: match } = await create(bank.world, system, 'matches', {
        bank: [{ line, amount: '900' }],
        papers: [{ receipt, amount: '900' }],
        status: 'proposed',
      })
      const claim = await create(bank.world, bank.sales, 'moneyClaims', { bankLine: line, customer: bank.customer, amount: '900' })
      await expect(move(bank.world, bank.finance, 'moneyClaims', Number(claim.id), 'confirm')).rejects.toMatchObject({
        errors: { bankLine: [expect.stringContaining('已建议与收款'), expect.stringContaining('proposed as receipt')] },
      })
      await move(bank.world, bank.finance, 'matches', Number(match), 'undo')
      await move(bank.world, bank.finance, 'moneyClaims', Number(claim.id), 'confirm')
      expect((await find(bank.world, system, 'receipts')).total).toBe(2)
    })

    test('money of a closed month is booked in the first open one', async () => {
      const bank = await opened(open)
      const line = await bank.line('900', { date: '2026-10-30', payer: null })
      await bank.world.database.knex('reconciliations').insert({ number: 'ZJ-2026-10', month: '2026-10-01', status: 'locked', version: 1 })
      const claim = await create(bank.world, bank.sales, 'moneyClaims', { bankLine: line, customer: bank.customer, amount: '900' })
      await move(bank.world, bank.finance, 'moneyClaims', Number(claim.id), 'confirm')
      expect((await find(bank.world, system, 'receipts')).rows).toMatchObject([{ date: '2026-11-01' }])
      expect((await find(bank.world, system, 'matches')).rows).toMatchObject([{ month: '2026-11-01' }])
    })
  })
})
