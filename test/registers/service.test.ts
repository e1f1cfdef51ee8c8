/** What the company does for its customers besides selling: preferences, disputes, service checklists, follow-up of receivables; each rule by its row. */
import { expect, it } from 'vitest'
import { system } from '../../server/access/actor.ts'
import { decide } from '../../server/approvals/index.ts'
import { create, find, get, move, update, type World } from '../../server/records/index.ts'
import { eachEngine } from '../support/engines.ts'
import { person } from '../support/people.ts'
import { fault, refusedMove } from '../support/trade.ts'

const day = '2026-03-20'

eachEngine('service', (open) => {
  const start = async () => {
    const world = await open({ now: () => new Date(`${day}T02:00:00Z`) })
    const head = await create(world, system, 'departments', { name: '总部', kind: 'headOffice' })
    const chief = await person(world, 'salesManager', 'chief', head.id)
    await update(world, system, 'departments', head.id, { manager: chief.id })
    const sales = await person(world, 'sales', 'wang', head.id)
    const customer = (tier: string) =>
      create(world, system, 'customers', { name: `客户 ${tier}`, tier, owner: sales.id, department: head.id })
    return { world, chief, sales, head, key: await customer('key'), general: await customer('general') }
  }
  const sign = async (world: World, record: number, by: Awaited<ReturnType<typeof person>>) => {
    const row = await world.database.knex('approvals').where({ document: 'preferences', record, state: 'pending' }).first('id')
    await decide(world, by, row.id, 'approve', null)
  }

  it('GRD-03: preferences are for strategic and key customers, approved by the office meeting; drafts without discount interest need one', async () => {
    const { world, chief, sales, key, general } = await start()
    const finance = await person(world, 'finance', 'gu')
    const executive = await person(world, 'executive', 'he')
    const body = { benefits: ['noDiscount'], details: '免贴息', appraisal: '合作五年，信用良好', from: day, to: '2026-12-31' }
    await expect(create(world, sales, 'preferences', { ...body, customer: general.id })).rejects.toMatchObject(fault('customer', /GRD-03/))
    const draft = {
      number: 'HP-1',
      drawer: '甲',
      acceptor: '工商银行',
      issuedOn: day,
      receivedOn: day,
      dueOn: '2026-09-20',
      amount: '1000',
      customer: key.id,
      noDiscount: true,
    }
    await expect(create(world, system, 'bankDrafts', draft)).rejects.toMatchObject(fault('noDiscount', /GRD-03/))
    const { id } = await create(world, sales, 'preferences', { ...body, customer: key.id })
    await move(world, sales, 'preferences', id, 'submit')
    await expect(create(world, system, 'bankDrafts', draft)).rejects.toMatchObject(fault('noDiscount', /GRD-03/))
    for (const by of [chief, finance, executive]) await sign(world, id, by)
    expect(await get(world, sales, 'preferences', id)).toMatchObject({ status: 'inForce' })
    await create(world, system, 'bankDrafts', draft)
    expect(await world.database.knex('notices').where({ document: 'preferences', kind: 'inform' })).toHaveLength(1)
  })

  it('ORD-16: a dispute rests on a contract of the same customer and is settled with its outcome', async () => {
    const { world, chief, key, general } = await start()
    const contract = await create(world, system, 'contracts', {
      name: '合同',
      customer: key.id,
      kind: 'direct',
      from: '2026-01-01',
      to: '2026-12-31',
    })
    const body = { contract: contract.id, subject: '质量索赔', facts: '到货三件破损' }
    await expect(create(world, chief, 'disputes', { ...body, customer: general.id })).rejects.toMatchObject(fault('contract', /ORD-16/))
    const { id } = await create(world, chief, 'disputes', { ...body, customer: key.id })
    await expect(move(world, chief, 'disputes', id, 'settle')).rejects.toMatchObject(refusedMove(/ORD-16/))
    await update(world, chief, 'disputes', id, { outcome: '补发三件' })
    expect(await move(world, chief, 'disputes', id, 'settle')).toMatchObject({ status: 'settled' })
  })

  it('ORD-18, ORD-24: the standard of the tier becomes a checklist with days; it closes when every item is done', async () => {
    const { world, chief, key, general } = await start()
    const standard = await create(world, system, 'serviceStandards', {
      name: '重点客户服务标准',
      tiers: ['key'],
      items: [
        { stage: 'introduction', item: '介绍流程', withinDays: 3 },
        { stage: 'afterSales', item: '回访', withinDays: 10 },
      ],
    })
    await expect(create(world, chief, 'serviceChecks', { customer: general.id, standard: standard.id })).rejects.toMatchObject(
      fault('standard', /ORD-24/),
    )
    const check = await create(world, chief, 'serviceChecks', { customer: key.id, standard: standard.id })
    expect(check).toMatchObject({ completion: '0.00', nextDue: '2026-03-23' })
    const items = check.items as { id: number }[]
    const first = await update(world, chief, 'serviceChecks', check.id, { items: [{ ...items[0], done: true }, items[1]] })
    expect(first).toMatchObject({ completion: '50.00', nextDue: '2026-03-30' })
    await expect(move(world, chief, 'serviceChecks', check.id, 'close')).rejects.toMatchObject(refusedMove(/ORD-24/))
    await update(world, chief, 'serviceChecks', check.id, { items: items.map((item) => ({ ...item, done: true })) })
    expect(await move(world, chief, 'serviceChecks', check.id, 'close')).toMatchObject({ status: 'closed' })
  })

  it('PAY-09: a promise of payment is followed up until it is kept or broken', async () => {
    const { world, sales, key } = await start()
    const { id } = await create(world, sales, 'dunnings', {
      customer: key.id,
      result: '答应下周付',
      promisedOn: '2026-03-27',
      promised: '500',
    })
    expect((await get(world, sales, 'dunnings', id))._clocks).toMatchObject([{ name: 'promise', dueDay: '2026-03-27', state: 'running' }])
    await move(world, sales, 'dunnings', id, 'keep')
    expect((await get(world, sales, 'dunnings', id))._clocks).toMatchObject([{ state: 'met' }])
  })

  it('PAY-09: finance and the account manager follow up the same receivables, of the customer’s own invoices; what was settled stays', async () => {
    const { world, sales, head, key, general } = await start()
    const finance = await person(world, 'finance', 'gu')
    const stranger = await person(world, 'sales', 'zhao', head.id)
    const owed = async (customer: number) => {
      const { id: product } = await create(world, system, 'products', { name: `枸杞 ${customer}`, code: `G-${customer}` })
      const lines = [{ product, quantity: '1', unitPrice: '100' }]
      return (await create(world, system, 'invoices', { customer, date: '2026-03-01', opening: true, lines, status: 'issued' })).id
    }
    const [own, others] = [await owed(key.id), await owed(general.id)]
    const call = { customer: key.id, result: '答应月底付' }
    for (const actor of [finance, sales])
      await expect(create(world, actor, 'dunnings', { ...call, invoice: others })).rejects.toMatchObject(fault('invoice', /PAY-09/))
    const byFinance = (await create(world, finance, 'dunnings', { ...call, invoice: own })).id
    const bySales = (await create(world, sales, 'dunnings', call)).id
    for (const actor of [finance, sales])
      expect((await find(world, actor, 'dunnings', { sort: ['id', 'ASC'] })).rows.map(({ id, user }) => [id, user])).toEqual([
        [byFinance, finance.id],
        [bySales, sales.id],
      ])
    expect((await find(world, stranger, 'dunnings')).total).toBe(0)
    await expect(create(world, stranger, 'dunnings', call)).rejects.toMatchObject({ status: expect.any(Number) })
    await move(world, sales, 'dunnings', byFinance, 'break')
    await expect(update(world, finance, 'dunnings', byFinance, { result: '改写' })).rejects.toMatchObject({ status: 422 })
    await expect(move(world, finance, 'dunnings', byFinance, 'keep')).rejects.toMatchObject({ status: 409 })
  })

  it('ORD-21, ORD-23: the market department keeps channel strategy; promotion of a new product names its technical adviser', async () => {
    const { world, sales } = await start()
    const market = await person(world, 'marketHead', 'yang')
    const plan = { name: '西北经销', channel: 'distributor', strategy: '区域独家' }
    await expect(create(world, sales, 'channelPlans', plan)).rejects.toMatchObject({ status: 403 })
    await create(world, market, 'channelPlans', plan)
    await expect(create(world, market, 'channelPlans', { ...plan, from: day, to: '2026-01-01' })).rejects.toMatchObject({
      errors: { to: expect.anything() },
    })
    const product = await create(world, system, 'products', { code: 'N-1', name: '新品' })
    const body = { name: '新品推广', product: product.id, guidance: '冲泡方法' }
    await expect(create(world, market, 'productPromotions', body)).rejects.toMatchObject({ errors: { adviser: expect.anything() } })
  })
})
