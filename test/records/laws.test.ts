/** Laws of the engine: numbers without gaps under load, one winner of a race, workflow on every path, derived amounts, rollback, trees, custom fields. */
import { expect, it } from 'vitest'
import { system } from '../../server/access/actor.ts'
import { feed } from '../../server/changes/read.ts'
import { defineRegister, move, section } from '../../server/definition/define.ts'
import { choice, lines, link, money, quantity, text, unitPrice } from '../../server/definition/fields.ts'
import {
  create,
  createMany,
  find,
  get,
  history,
  recover,
  remove,
  removeMany,
  restore,
  move as take,
  together,
  update,
  updateMany,
  type World,
  writeMany,
} from '../../server/records/index.ts'
import { registers } from '../../server/registers/index.ts'
import { eachEngine } from '../support/engines.ts'
import { person } from '../support/people.ts'

const papers = defineRegister('papers', '单据', 'Papers', {
  system: 'settings',
  title: 'number',
  number: 'P-{yyyy}-{0000}',
  fields: {
    name: text('名称', 'Name', { required: true }),
    code: text('代码', 'Code', { unique: true }),
    above: link('上级', 'Above', 'papers'),
    status: choice('状态', 'Status', { draft: ['草稿', 'Draft'], sent: ['已发', 'Sent'], void: ['作废', 'Void'] }),
    lines: lines('明细', 'Lines', {
      what: text('内容', 'What', { required: true }),
      quantity: quantity('数量', 'Quantity'),
      price: unitPrice('单价', 'Price'),
      amount: money('金额', 'Amount', { derive: { product: ['quantity', 'price'] } }),
    }),
    total: money('合计', 'Total', { derive: { sum: 'lines.amount' } }),
    paid: money('已付', 'Paid'),
    open: money('未付', 'Open', { derive: { difference: ['total', 'paid'] } }),
  },
  list: ['number', 'name'],
  filters: ['status'],
  search: ['number', 'name'],
  form: [section('单据', 'Paper', ['name', 'code', 'above', 'lines', 'total', 'paid', 'open'])],
  tree: 'above',
  workflow: {
    field: 'status',
    start: 'draft',
    moves: {
      send: move('发出', 'Send', {
        from: ['draft'],
        to: 'sent',
        when: { total: { gt: '0' } },
        unless: ['金额须大于零，请先填写明细。', 'The total must be above zero: fill in lines first.'],
      }),
      cancel: move('作废', 'Cancel', { from: ['draft', 'sent'], to: 'void', roles: ['finance', 'logistics'], reason: true }),
    },
    frozen: { sent: ['lines', 'code'], void: ['*'] },
  },
  permissions: {
    sales: { read: 'all', create: 'all', update: 'all', remove: 'all' },
    finance: { read: 'all', update: 'all', readOnly: ['name'] },
    logistics: { read: 'all' },
  },
})

const line = { what: '货', quantity: '3', price: '0.3350' }

eachEngine('laws', (open, engine) => {
  const opening = open({ registers: [...registers, papers] })
  const fault = (work: Promise<unknown>): Promise<{ status: number; code: string; errors?: Record<string, readonly string[]> }> =>
    work.then(
      () => expect.unreachable(),
      (error) => error,
    )

  it('numbers have no gap and no twin, though many write at once and some fail', async () => {
    const world = await opening
    const tries = Array.from({ length: 60 }, (_, index) =>
      create(world, system, 'papers', { name: index % 3 === 0 ? '' : `单 ${index}` }).catch(() => undefined),
    )
    const made = (await Promise.all(tries)).flatMap((each) => each ?? [])
    const numbers = made.map((each) => Number(String(each.number).slice(-4))).sort((a, b) => a - b)
    expect(numbers).toEqual(Array.from({ length: 40 }, (_, index) => index + 1))
  })

  it('of many who change one version, one wins and the others are told', async () => {
    const world = await opening
    const { id } = await create(world, system, 'papers', { name: '争' })
    const outcomes = await Promise.allSettled(
      Array.from({ length: 12 }, (_, index) => update(world, system, 'papers', id, { name: `争 ${index}`, version: 1 })),
    )
    expect(outcomes.filter((each) => each.status === 'fulfilled')).toHaveLength(1)
    expect((await get(world, system, 'papers', id)).version).toBe(2)
    expect(await history(world, system, 'papers', id)).toHaveLength(2)
  })

  it('a unique value has one owner, in a batch and in a race; a deleted record frees it', async () => {
    const world = await opening
    expect(
      (
        await fault(
          createMany(world, system, 'papers', [
            { name: 'a', code: 'same' },
            { name: 'b', code: 'same' },
          ]),
        )
      ).errors,
    ).toHaveProperty('code')
    const race = await Promise.allSettled(Array.from({ length: 8 }, () => create(world, system, 'papers', { name: 'race', code: 'race' })))
    expect(race.filter((each) => each.status === 'fulfilled')).toHaveLength(1)
    for (const each of race)
      if (each.status === 'rejected') expect(each.reason).toMatchObject({ status: 422, errors: { code: expect.anything() } })
    const first = await create(world, system, 'papers', { name: 'x', code: 'freed' })
    await remove(world, system, 'papers', first.id)
    await create(world, system, 'papers', { name: 'y', code: 'freed' })
    expect((await fault(recover(world, system, 'papers', first.id))).errors).toHaveProperty('code')
  })

  it('derives amounts, rounding half away from zero per line', async () => {
    const world = await opening
    const made = await create(world, system, 'papers', {
      name: '算',
      paid: '0.01',
      total: '999',
      lines: [line, { what: '退', quantity: '-3', price: '0.335', amount: '5' }, { what: '空' }],
    })
    expect(made.lines).toMatchObject([{ amount: '1.01' }, { amount: '-1.01' }, { amount: null }])
    expect(made).toMatchObject({ total: '0.00', open: '-0.01' })
    expect(
      (await fault(create(world, system, 'papers', { name: '大', lines: [{ what: 'x', quantity: '999999999999', price: '99999999999' }] })))
        .errors,
    ).toHaveProperty('root')
  })

  it('refuses sums beyond what can be kept exactly, and counts a line named twice as two lines', async () => {
    const world = await opening
    const huge = { what: 'x', quantity: '1', price: '80000000000.0000' }
    const many = Array.from({ length: 1200 }, () => huge)
    expect((await fault(create(world, system, 'papers', { name: '和', lines: many }))).errors).toHaveProperty('root')
    const made = await create(world, system, 'papers', { name: '双', lines: [{ what: '一', quantity: 1, price: 10 }] })
    const [one] = made.lines as { id: number }[]
    const lines = [{ id: one?.id }, { id: one?.id, what: '二', quantity: 1, price: 20 }]
    const kept = { total: '30.00', lines: [{ amount: '10.00' }, { amount: '20.00' }] }
    expect(await update(world, system, 'papers', made.id, { lines })).toMatchObject(kept)
    expect(await get(world, system, 'papers', made.id)).toMatchObject(kept)
  })

  it('nothing that a live record links to can be deleted, and nothing comes back to what is gone', async () => {
    const world = await opening
    const product = await create(world, system, 'products', { code: `L-${engine}`, name: '有订单的产品' })
    const customer = await create(world, system, 'customers', { name: '下单的客户' })
    const order = await create(world, system, 'orders', {
      customer: customer.id,
      lines: [{ product: product.id, quantity: 1, unitPrice: 1 }],
    })
    expect(await fault(remove(world, system, 'products', product.id))).toMatchObject({ status: 409, code: 'linked' })
    const free = await create(world, system, 'products', { code: `F-${engine}`, name: '没有订单的产品' })
    // Of several, the one that stands in the way is named.
    expect(await fault(removeMany(world, system, 'products', [free.id, product.id]))).toMatchObject({
      words: [expect.stringContaining('“有订单的产品”'), expect.stringContaining('“有订单的产品”')],
    })
    const top = await create(world, system, 'papers', { name: '上' })
    const below = await create(world, system, 'papers', { name: '下', above: top.id })
    expect(await fault(remove(world, system, 'papers', top.id))).toMatchObject({ status: 409, code: 'linked' })
    await removeMany(world, system, 'papers', [top.id, below.id])
    await remove(world, system, 'orders', order.id)
    await remove(world, system, 'customers', customer.id)
    expect((await fault(recover(world, system, 'orders', order.id))).errors).toHaveProperty('customer')
    await recover(world, system, 'customers', customer.id)
    expect((await recover(world, system, 'orders', order.id)).id).toBe(order.id)
  })

  it('at the same moment: no circle in a tree, no link to what is being deleted, bulk writes in opposite order do not break', async () => {
    const world = await opening
    const change = (id: number | undefined, above: number | undefined) => update(world, system, 'papers', id ?? 0, { above })
    for (let round = 0; round < 6; round += 1) {
      const [a, b] = await createMany(world, system, 'papers', [{ name: '甲' }, { name: '乙' }])
      const moves = await Promise.allSettled([change(a, b), change(b, a)])
      expect(moves.filter((each) => each.status === 'fulfilled')).toHaveLength(1)
      const target = await create(world, system, 'papers', { name: '删' })
      const linking = create(world, system, 'papers', { name: '连', above: target.id })
      const [linked, removed] = await Promise.allSettled([linking, remove(world, system, 'papers', target.id)])
      expect([linked.status, removed.status].sort()).toEqual(['fulfilled', 'rejected'])
      const bodies = Array.from({ length: 20 }, (_, index) => ({ name: `批 ${index}` }))
      const ids = await createMany(world, system, 'papers', bodies)
      const bulk = await Promise.allSettled([
        updateMany(world, system, 'papers', ids, { name: '正' }),
        updateMany(world, system, 'papers', [...ids].reverse(), { name: '反' }),
      ])
      const lost = bulk.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))
      for (const reason of lost) expect(reason).toMatchObject({ status: 409, code: 'conflict' })
      expect(lost.length).toBeLessThan(2)
    }
    expect(await updateMany(world, system, 'papers', [1, 1], { name: '同号' })).toEqual([1])
  })

  it('a moved branch is a change of every record in it, so that the warehouse follows', async () => {
    const world = await opening
    const [a = 0, b = 0, c = 0] = await createMany(world, system, 'papers', [{ name: '枝' }, { name: '叶' }, { name: '根' }])
    await update(world, system, 'papers', b, { above: a })
    const version = Number((await get(world, system, 'papers', b)).version)
    await update(world, system, 'papers', a, { above: c })
    expect((await get(world, system, 'papers', b)).version).toBe(version + 1)
    expect((await history(world, system, 'papers', b))[0]).toMatchObject({ version: version + 1, note: `/${a}/ → /${c}/${a}/` })
  })

  it('lines are saved with their record: changed, added, dropped, put in order; faults name the line', async () => {
    const world = await opening
    const made = await create(world, system, 'papers', {
      name: '行',
      lines: [
        { ...line, what: '一' },
        { ...line, what: '二' },
        { ...line, what: '三' },
      ],
    })
    const [one, two, three] = made.lines as { id: number; what: string }[]
    const changed = await update(world, system, 'papers', made.id, {
      lines: [three, { id: one?.id, price: '1' }, { what: '四', quantity: 1, price: 2 }],
    })
    expect(changed.lines).toMatchObject([
      { id: three?.id, what: '三' },
      { id: one?.id, what: '一', amount: '3.00' },
      { what: '四', amount: '2.00' },
    ])
    expect(changed.total).toBe('6.01')
    expect((await world.database.knex('papers_lines').where({ id: two?.id })).length).toBe(0)
    expect(
      Object.keys((await fault(update(world, system, 'papers', made.id, { lines: [{ what: '好' }, { quantity: 'x' }] }))).errors ?? {}),
    ).toEqual(['lines.1.quantity', 'lines.1.what'])
    const back = await restore(world, system, 'papers', made.id, 1)
    expect((back.lines as { what: string }[]).map((each) => each.what)).toEqual(['一', '二', '三'])
    expect(back.total).toBe('3.03')
  })

  it('many are changed in one batch as each would be alone: lines, versions, history, and the one that is stale named', async () => {
    const world = await opening
    const two = [
      { ...line, what: '一' },
      { ...line, what: '二' },
    ]
    const ids = await createMany(
      world,
      system,
      'papers',
      ['甲', '乙', '丙'].map((name) => ({ name, lines: two })),
    )
    const [first, second, third] = await Promise.all(ids.map((id) => get(world, system, 'papers', id)))
    const linesOf = (record: typeof first) => record?.lines as { id: number; what: string }[]
    const before: { id: number } = await world.database.knex('changes').orderBy('id', 'desc').first('id')
    await writeMany(world, system, 'papers', [
      { id: ids[2] ?? 0, body: { lines: [] } },
      { id: ids[0] ?? 0, body: { name: '甲改', lines: [linesOf(first)[1], { ...line, what: '三' }] } },
      { id: ids[1] ?? 0, body: { lines: [{ id: linesOf(second)[0]?.id, price: '1' }, linesOf(second)[1]] } },
    ])
    const now = await Promise.all(ids.map((id) => get(world, system, 'papers', id)))
    expect(now.map(({ name, version, total }) => [name, version, total])).toEqual([
      ['甲改', 2, '2.02'],
      ['乙', 2, '4.01'],
      ['丙', 2, '0.00'],
    ])
    expect(now.map((record) => linesOf(record).map(({ what }) => what))).toEqual([['二', '三'], ['一', '二'], []])
    expect([linesOf(now[0])[0]?.id, linesOf(now[1]).map(({ id }) => id)]).toEqual([
      linesOf(first)[1]?.id,
      linesOf(second).map(({ id }) => id),
    ])
    expect((await world.database.knex('papers_lines').whereIn('parent', ids)).length).toBe(4)
    const told: { record: number; version: number; diff: string }[] = await world.database
      .knex('changes')
      .where({ register: 'papers' })
      .where('id', '>', before.id)
      .orderBy('id')
    expect(told.map(({ record, version, diff }) => [record, version, Object.keys(JSON.parse(diff)).sort()])).toEqual([
      [ids[0], 2, ['lines', 'name', 'total', 'open'].filter((each) => first?.[each] !== now[0]?.[each]).sort()],
      [ids[1], 2, ['lines', 'total', 'open'].filter((each) => second?.[each] !== now[1]?.[each]).sort()],
      [ids[2], 2, ['lines', 'total', 'open'].filter((each) => third?.[each] !== now[2]?.[each]).sort()],
    ])
    // The second of two changes to one record finds the version of the first.
    const twice = [ids[0], ids[1], ids[1]].map((id, at) => ({ id: id ?? 0, body: { name: `再 ${at}` } }))
    expect(await fault(writeMany(world, system, 'papers', twice))).toMatchObject({
      status: 409,
      code: 'conflict',
      words: [expect.stringContaining(String(second?.number)), expect.stringContaining(String(second?.number))],
    })
    expect((await get(world, system, 'papers', ids[0] ?? 0)).name).toBe('甲改')
  })

  it('rows go in and over others by the hundred as they do alone: ids in order, versions held, text that was cut in half kept', async () => {
    const { dialect, knex } = (await opening).database
    const cut = '枸杞😀'.slice(0, 3)
    const rows = Array.from({ length: 1_203 }, (_, each) => ({ name: `${each} ${cut}`, version: 1, total: each, deletedAt: null }))
    const stop = new Error('taken back')
    await knex
      .transaction(async (inner) => {
        const ids = await dialect.insert(inner, 'papers', rows)
        const [alone = 0] = await dialect.insert(inner, 'papers', rows.slice(0, 1))
        const read = (of: readonly number[]): Promise<{ name: string; version: number; total: number | null }[]> =>
          inner('papers').whereIn('id', of).orderBy('id').select('name', 'version', 'total')
        const [single] = await read([alone])
        const many = rows.slice(0, 900).map(({ total }) => ({ name: `${total}${single?.name.slice(1)}`, version: 1, total }))
        expect(await read(ids.slice(0, 900))).toEqual(many)
        const over = ids.map((id, each) => ({ id, name: cut, version: each === 700 ? 3 : 2, total: null }))
        const written = await dialect.update(inner, 'papers', over)
        expect(ids.filter((id) => !written.has(id))).toEqual([ids[700]])
        expect(await dialect.update(inner, 'papers', [{ id: alone, name: cut, version: 3, total: null }])).toEqual(new Set())
        expect(await dialect.update(inner, 'papers', [{ id: alone, name: cut, version: 2, total: null }])).toEqual(new Set([alone]))
        const [changed] = await read([alone])
        expect(changed).toMatchObject({ version: 2, total: null })
        expect(await read(ids.slice(0, 900))).toEqual(many.map((row, each) => (each === 700 ? row : changed)))
        throw stop
      })
      .catch((error: unknown) => expect(error).toBe(stop))
  })

  it('the state changes by moves alone, each held on every path', async () => {
    const world = await opening
    const seller = await person(world, 'sales', `Seller-${engine}`)
    const finance = await person(world, 'finance', `Finance-${engine}`)
    const { id } = await create(world, seller, 'papers', { name: '流' })
    expect((await fault(update(world, seller, 'papers', id, { status: 'sent' }))).errors).toHaveProperty('status')
    expect((await fault(create(world, seller, 'papers', { name: '跳', status: 'sent' }))).errors).toHaveProperty('status')
    expect(await fault(take(world, seller, 'papers', id, 'send'))).toMatchObject({ status: 409, code: 'refused' })
    const [offered] = (await get(world, seller, 'papers', id))._moves as { name: string; allowed: boolean; why: string[] }[]
    expect(offered).toMatchObject({ name: 'send', allowed: false, why: [expect.stringContaining('大于零'), expect.any(String)] })
    await update(world, seller, 'papers', id, { lines: [line] })
    expect(await fault(take(world, seller, 'papers', id, 'send', { version: 1 }))).toMatchObject({ status: 409, code: 'conflict' })
    expect((await get(world, seller, 'papers', id))._frozen).toEqual([])
    expect(await take(world, seller, 'papers', id, 'send')).toMatchObject({ status: 'sent', _frozen: ['lines', 'code'] })
    expect((await fault(update(world, seller, 'papers', id, { lines: [] }))).errors).toHaveProperty('lines')
    expect((await fault(updateMany(world, seller, 'papers', [id], { code: 'x' }))).errors).toHaveProperty('code')
    expect((await update(world, seller, 'papers', id, { name: '可改' })).name).toBe('可改')
    expect(await fault(take(world, seller, 'papers', id, 'cancel', { reason: '试' }))).toMatchObject({ status: 403, code: 'forbidden' })
    const logistics = await person(world, 'logistics', `Logistics-${engine}`)
    expect(await fault(take(world, logistics, 'papers', id, 'cancel', { reason: '只读' }))).toMatchObject({ status: 403 })
    // Who may not take a step at all is not told first that the state would not let him.
    expect(await fault(take(world, logistics, 'papers', id, 'send'))).toMatchObject({ status: 403 })
    expect((await fault(take(world, finance, 'papers', id, 'cancel', { reason: 'x'.repeat(2001) }))).errors).toHaveProperty('reason')
    expect((await fault(take(world, finance, 'papers', id, 'cancel', { reason: 'a\u0000b' }))).errors).toHaveProperty('reason')
    expect((await fault(take(world, finance, 'papers', id, 'cancel'))).errors).toHaveProperty('reason')
    expect((await take(world, finance, 'papers', id, 'cancel', { reason: '客户撤单' })).status).toBe('void')
    expect((await history(world, seller, 'papers', id))[0]).toMatchObject({ verb: 'move', note: '客户撤单', actor: { name: finance.name } })
    expect((await fault(update(world, seller, 'papers', id, { name: 'x' }))).errors).toHaveProperty('name')
    expect((await fault(remove(world, seller, 'papers', id))).errors).toHaveProperty('root')
  })

  it('what happens together lands together: a failure takes back records, numbers, lines and the feed', async () => {
    const world = await opening
    const counts = async (inner: World) =>
      Promise.all(
        ['papers', 'papers_lines', 'changes'].map(async (table) => Number((await inner.database.knex(table).count({ n: '*' }))[0]?.n)),
      )
    const before = await counts(world)
    await together(world, async (inner) => {
      await create(inner, system, 'papers', { name: '一起', lines: [line] })
      throw new Error('stop')
    }).catch(() => undefined)
    expect(await counts(world)).toEqual(before)
    await expect(createMany(world, system, 'papers', [{ name: '好' }, { name: '' }])).rejects.toMatchObject({ extra: { index: 1 } })
    expect(await counts(world)).toEqual(before)
  })

  it('a tree keeps its paths when branches move, and refuses circles', async () => {
    const world = await opening
    const top = await create(world, system, 'papers', { name: '顶' })
    const middle = await create(world, system, 'papers', { name: '中', above: top.id })
    const leaf = await create(world, system, 'papers', { name: '叶', above: middle.id })
    const other = await create(world, system, 'papers', { name: '旁' })
    const under = async (id: number) =>
      (await find(world, system, 'papers', { filter: { above: { under: id } } })).rows.map((row) => row.id).sort((a, b) => a - b)
    expect(await under(top.id)).toEqual([middle.id, leaf.id])
    await update(world, system, 'papers', middle.id, { above: other.id })
    expect(await under(top.id)).toEqual([])
    expect(await under(other.id)).toEqual([middle.id, leaf.id])
    expect(await fault(update(world, system, 'papers', middle.id, { above: leaf.id }))).toMatchObject({ status: 422 })
    expect(await fault(update(world, system, 'papers', middle.id, { above: middle.id }))).toMatchObject({ status: 422 })
  })

  it('the feed gives every change once, in an order that later commits cannot get behind', async () => {
    const world = await opening
    let cursor = ''
    const seen: number[] = []
    for (let round = 0; round < 8; round += 1) {
      await Promise.all(Array.from({ length: 10 }, (_, index) => create(world, system, 'papers', { name: `流 ${round} ${index}` })))
      const batch = await feed(world.database, cursor, 7)
      seen.push(...batch.entries.map((each) => each.seq))
      cursor = batch.cursor
    }
    const all: { id: number }[] = await world.database.knex('changes').select('id').orderBy('id')
    // A transaction of somebody else on the same server may hold the end of the feed back for a while.
    for (let tries = 0; seen.length < all.length && tries < 200; tries += 1) {
      const batch = await feed(world.database, cursor, 50)
      seen.push(...batch.entries.map((each) => each.seq))
      cursor = batch.cursor
      if (batch.entries.length === 0) await new Promise((done) => setTimeout(done, 100))
    }
    expect([...seen].sort((a, b) => a - b)).toEqual(all.map((each) => each.id))
  })

  it('search finds Chinese by words, pinyin and initials', async () => {
    const world = await opening
    const { id } = await create(world, system, 'papers', { name: '宁夏枸杞 ABC-7' })
    for (const q of ['枸杞', 'ningxia', 'nxgq', 'abc-7', '宁夏 gouqi'.replace('gouqi', '枸'), '枸杞 abc'])
      expect(
        (await find(world, system, 'papers', { filter: { q } })).rows.map((row) => row.id),
        q,
      ).toContain(id)
    expect((await find(world, system, 'papers', { filter: { q: '枸杞 xyz' } })).total).toBe(0)
  })
})

eachEngine('custom fields', (open) => {
  it('are columns named x_…, merged at start, and work like shipped ones', async () => {
    const world = await open({ registers: [...registers, papers] })
    await world.database
      .knex('customFields')
      .insert({ register: 'papers', name: 'x_colour', definition: JSON.stringify(text('颜色', 'Colour', { max: 5 })) })
    const again = await reopen(world)
    const { id } = await create(again, system, 'papers', { name: '色', x_colour: '红' })
    expect((await find(again, system, 'papers', { filter: { x_colour: '红' } })).rows.map((row) => row.id)).toEqual([id])
    await expect(create(again, system, 'papers', { name: '色', x_colour: '太长的颜色名' })).rejects.toMatchObject({
      errors: { x_colour: expect.anything() },
    })
    expect(again.catalog.get('papers').form.at(-1)?.fields).toEqual(['x_colour'])
  })
})

/** The same database with its catalog put together again, as at the next start. */
async function reopen(world: World): Promise<World> {
  const { makeCatalog } = await import('../../server/catalog/catalog.ts')
  const { customFields } = await import('../../server/catalog/customise.ts')
  const { tablesOf } = await import('../../server/catalog/tables.ts')
  const { prepareTables } = await import('../../server/database/tables.ts')
  const catalog = makeCatalog([...registers, papers], await customFields(world.database))
  await prepareTables(world.database, catalog.registers.flatMap(tablesOf))
  return { ...world, catalog }
}
