/** Approvals from submission to the last signature, and every way around them that must be shut. */
import { beforeAll, expect, it } from 'vitest'
import { type Actor, system } from '../../server/access/actor.ts'
import { addSigner, casesOf, decide, inbox, reassign, remind, stranded } from '../../server/approvals/index.ts'
import { defineRegister, move, section } from '../../server/definition/define.ts'
import { choice, lines, link, money, text } from '../../server/definition/fields.ts'
import { create, find, get, move as take, update, type World } from '../../server/records/index.ts'
import { registers } from '../../server/registers/index.ts'
import { eachEngine } from '../support/engines.ts'
import { person } from '../support/people.ts'

const everything = { read: 'all', create: 'all', update: 'all', remove: 'all' } as const
const favours = defineRegister('favours', '优惠申请', 'Favours', {
  system: 'sales',
  title: 'name',
  fields: {
    name: text('名称', 'Name', { required: true }),
    amount: money('金额', 'Amount'),
    department: link('部门', 'Department', 'departments'),
    applicant: link('申请人', 'Applicant', 'users'),
    margin: money('毛利', 'Margin'),
    parts: lines('明细', 'Parts', { what: text('内容', 'What'), cost: money('成本', 'Cost'), by: link('经办', 'By', 'users') }),
    state: choice('状态', 'State', {
      draft: ['草稿', 'Draft'],
      review: ['审批中', 'Review'],
      agreed: ['同意', 'Agreed'],
      paid: ['已付', 'Paid'],
    }),
  },
  list: ['name'],
  filters: ['state'],
  search: ['name'],
  form: [section('优惠', 'Favour', ['name', 'amount', 'department', 'applicant', 'margin', 'parts'])],
  workflow: {
    field: 'state',
    start: 'draft',
    moves: {
      submit: move('提交', 'Submit', { from: ['draft'], to: 'review' }),
      agree: move('同意', 'Agree', { from: ['review'], to: 'agreed' }),
      back: move('退回', 'Send back', { from: ['review'], to: 'draft' }),
      withdraw: move('撤回', 'Withdraw', { from: ['review'], to: 'draft' }),
      pay: move('付款', 'Pay', { from: ['agreed'], to: 'paid', stamp: 'finance' }),
    },
    approval: { submit: 'submit', approve: 'agree', sendBack: 'back' },
    frozen: { review: ['*'], agreed: ['*'], paid: ['*'] },
  },
  permissions: {
    administrator: everything,
    sales: everything,
    salesManager: everything,
    regionalManager: everything,
    finance: { ...everything, hidden: ['margin', 'parts.cost', 'parts.by'] },
  },
})

eachEngine('approvals', (open) => {
  let world: World
  let now = '2026-06-15T02:00:00Z'
  const people = {} as Record<'admin' | 'sales' | 'chief' | 'regional' | 'second' | 'finance', Actor>
  let unit: number
  const roleId = async (code: string) => (await world.database.knex('roles').where({ code }).first('id')).id as number
  const chain = async (steps: object[], more: object = {}) =>
    (await create(world, people.admin, 'approvalChains', { name: '优惠审批', document: 'favours', steps, priority: 50, ...more })).id
  const endAll = () => world.database.knex('approvalChains').where({ document: 'favours' }).update({ active: 0 })
  const favour = (by: Actor, more: object = {}) =>
    create(world, by, 'favours', { name: '年底返利', amount: '1000.00', department: unit, ...more })
  const submit = (by: Actor, id: number) => take(world, by, 'favours', id, 'submit')
  const state = async (id: number) => (await get(world, people.admin, 'favours', id)).state
  const waiting = async (actor: Actor) => (await inbox(world, actor)).map(({ record }) => record)
  const caseOf = async (record: number) =>
    (await world.database.knex('approvals').where({ document: 'favours', record }).orderBy('id', 'desc').first()).id as number
  const today = () => now.slice(0, 10)
  const delegate = (from: Actor, to: Actor, more: object = {}) =>
    create(world, from, 'delegations', { user: from.id, to: to.id, from: today(), until: '2026-06-18', reason: '出差', ...more })
  const refused = expect.objectContaining({ status: 409 })

  beforeAll(async () => {
    world = await open({ registers: [...registers, favours], now: () => new Date(now) })
    const head = await create(world, system, 'departments', { name: '总部', kind: 'headOffice' })
    unit = (await create(world, system, 'departments', { name: '华东区', kind: 'region', superior: head.id })).id
    people.admin = await person(world, 'administrator', 'root')
    people.chief = await person(world, 'salesManager', 'chief', head.id)
    people.regional = await person(world, 'regionalManager', 'regional', unit)
    people.second = await person(world, 'regionalManager', 'second', unit)
    people.sales = await person(world, 'sales', 'wang', unit)
    people.finance = await person(world, 'finance', 'gu', head.id)
    await update(world, system, 'departments', unit, { manager: people.regional.id })
    await update(world, system, 'departments', head.id, { manager: people.chief.id })
  })

  it('no chain, no signer: it stops with a sentence and never passes by itself', async () => {
    const { id } = await favour(people.sales)
    await expect(submit(people.sales, id)).rejects.toMatchObject({
      errors: { root: [expect.stringContaining('没有适用的审批流程'), expect.anything()] },
    })
    await chain([{ name: '法务', by: 'role', role: await roleId('archiveKeeper') }])
    await expect(submit(people.sales, id)).rejects.toMatchObject({
      errors: { root: [expect.stringContaining('没有在岗的档案管理员'), expect.anything()] },
    })
    expect(await state(id)).toBe('draft')
    await endAll()
  })

  it('CF-22: a chain whose signer is empty cannot be put in force', async () => {
    const blank = { name: '放行', document: 'favours', steps: [{ name: '签批', by: 'role', role: null }] }
    await expect(create(world, people.admin, 'approvalChains', blank)).rejects.toMatchObject({
      errors: { 'steps.0.role': [expect.stringContaining('CF-22'), expect.anything()] },
    })
    const { id } = await create(world, people.admin, 'approvalChains', { ...blank, active: false })
    await expect(update(world, people.admin, 'approvalChains', id, { active: true })).rejects.toMatchObject({ status: 422 })
  })

  it('goes head, then chief; only whoever is asked may sign; the document is frozen and cannot be moved by hand', async () => {
    await chain([
      { name: '部门负责人', by: 'departmentHead' },
      { name: '上级', by: 'superior', level: 2 },
    ])
    const { id } = await favour(people.sales)
    await submit(people.sales, id)
    expect([await waiting(people.regional), await waiting(people.chief)]).toEqual([[id], []])
    await expect(update(world, people.sales, 'favours', id, { amount: '9.00' })).rejects.toMatchObject({ status: 422 })
    await expect(take(world, people.admin, 'favours', id, 'agree')).rejects.toEqual(refused)
    await expect(decide(world, people.chief, await caseOf(id), 'approve', null)).rejects.toEqual(refused)
    await decide(world, people.regional, await caseOf(id), 'approve', '同意')
    expect(await state(id)).toBe('review')
    await decide(world, people.chief, await caseOf(id), 'approve', null)
    expect(await state(id)).toBe('agreed')
    await expect(update(world, people.sales, 'favours', id, { amount: '9.00' })).rejects.toMatchObject({ status: 422 })
    await expect(decide(world, people.chief, await caseOf(id), 'approve', null)).rejects.toMatchObject({ code: 'decided' })
    const [row] = await casesOf(world, people.sales, world.catalog.get('favours'), id)
    expect(row?.tasks.map(({ approver, state: how, comment }) => [approver, how, comment])).toEqual([
      ['regional', 'approved', '同意'],
      ['chief', 'approved', null],
    ])
    await endAll()
  })

  it('the applicant never signs: as head it goes one higher, as holder of the role to a colleague', async () => {
    await chain([{ name: '部门负责人', by: 'departmentHead' }])
    const own = await favour(people.regional)
    await submit(people.regional, own.id)
    expect([await waiting(people.regional), await waiting(people.chief)]).toEqual([[], [own.id]])
    await endAll()
    await chain([{ name: '区域经理', by: 'role', role: await roleId('regionalManager') }])
    const other = await favour(people.regional)
    await submit(people.regional, other.id)
    expect([await waiting(people.regional), await waiting(people.second)]).toEqual([[], [other.id]])
    await expect(decide(world, people.regional, await caseOf(other.id), 'approve', null)).rejects.toEqual(refused)
    await endAll()
  })

  it('conditions choose the chain: the first by priority that holds', async () => {
    await chain([{ name: '总部', by: 'person', person: people.chief.id }], { priority: 1, condition: { amount: { gte: '5000.00' } } })
    await chain([{ name: '区域', by: 'person', person: people.regional.id }], { priority: 2 })
    const large = await favour(people.sales, { amount: '5000.00' })
    const small = await favour(people.sales, { amount: '4999.99' })
    await submit(people.sales, large.id)
    await submit(people.sales, small.id)
    expect((await waiting(people.chief)).includes(large.id)).toBe(true)
    expect(await waiting(people.regional)).toContain(small.id)
    expect(await waiting(people.regional)).not.toContain(large.id)
    await endAll()
  })

  it('sent back with a reason it is a draft again; what was submitted is kept as it was', async () => {
    await chain([{ name: '区域', by: 'person', person: people.regional.id }])
    const { id } = await favour(people.sales)
    await submit(people.sales, id)
    const first = await caseOf(id)
    await expect(decide(world, people.regional, first, 'return', null)).rejects.toMatchObject({ status: 422 })
    await decide(world, people.regional, first, 'return', '金额过高')
    expect(await state(id)).toBe('draft')
    await update(world, people.sales, 'favours', id, { amount: '500.00' })
    await submit(people.sales, id)
    await decide(world, people.regional, await caseOf(id), 'approve', null)
    const rows = await world.database.knex('approvals').where({ document: 'favours', record: id }).orderBy('id').select('state', 'snapshot')
    expect(rows.map(({ state: how, snapshot }) => [how, JSON.parse(snapshot).amount])).toEqual([
      ['returned', '1000.00'],
      ['approved', '500.00'],
    ])
    await endAll()
  })

  it('two sign the same case at the same moment: one counts', async () => {
    await chain([{ name: '区域', by: 'role', role: await roleId('regionalManager') }])
    const { id } = await favour(people.sales)
    await submit(people.sales, id)
    const at = await caseOf(id)
    const results = await Promise.allSettled([
      decide(world, people.regional, at, 'approve', null),
      decide(world, people.second, at, 'return', '不同意'),
    ])
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const history = await world.database.knex('changes').where({ register: 'favours', record: id, verb: 'move' })
    expect(history).toHaveLength(2)
    await endAll()
  })

  it('a stand-in signs while the delegation lasts, with a trace; not after, and never for the applicant', async () => {
    await chain([{ name: '区域', by: 'person', person: people.regional.id }])
    await create(world, people.regional, 'delegations', {
      user: people.regional.id,
      to: people.second.id,
      from: '2026-06-15',
      until: '2026-06-16',
      reason: '出差',
    })
    const one = await favour(people.sales)
    await submit(people.sales, one.id)
    expect((await inbox(world, people.second)).find(({ record }) => record === one.id)).toMatchObject({ onBehalfOf: 'regional' })
    await decide(world, people.second, await caseOf(one.id), 'approve', null)
    const [row] = await casesOf(world, people.sales, world.catalog.get('favours'), one.id)
    expect(row?.tasks[0]).toMatchObject({ approver: 'regional', actedBy: 'second', state: 'approved' })
    const own = await favour(people.second)
    await submit(people.second, own.id)
    expect(await waiting(people.second)).not.toContain(own.id)
    await expect(decide(world, people.second, await caseOf(own.id), 'approve', null)).rejects.toEqual(refused)
    const late = await favour(people.sales)
    await submit(people.sales, late.id)
    expect(await waiting(people.second)).toContain(late.id)
    now = '2026-06-17T02:00:00Z'
    expect(await waiting(people.second)).not.toContain(late.id)
    await expect(decide(world, people.second, await caseOf(late.id), 'approve', null)).rejects.toEqual(refused)
    await expect(
      create(world, people.second, 'delegations', {
        user: people.regional.id,
        to: people.second.id,
        from: '2026-06-17',
        until: '2026-06-18',
        reason: '代',
      }),
    ).rejects.toMatchObject({ errors: { user: expect.anything() } })
    await endAll()
  })

  it('an added signer must sign too; a reminder reaches those asked, once an hour', async () => {
    await chain([{ name: '区域', by: 'person', person: people.regional.id }])
    const { id } = await favour(people.sales)
    await submit(people.sales, id)
    const at = await caseOf(id)
    await expect(addSigner(world, people.regional, at, people.sales.id ?? 0, null)).rejects.toMatchObject({ status: 422 })
    await addSigner(world, people.regional, at, people.finance.id ?? 0, '请财务看')
    await decide(world, people.regional, at, 'approve', null)
    expect([await state(id), await waiting(people.finance)]).toEqual(['review', [id]])
    await remind(world, people.sales, at)
    await expect(remind(world, people.sales, at)).rejects.toEqual(refused)
    const { rows } = await find(world, people.finance, 'notices', { filter: { kind: 'reminder' } })
    expect(rows).toMatchObject([{ record: id, state: 'unread' }])
    await decide(world, people.finance, at, 'approve', null)
    expect(await state(id)).toBe('agreed')
    await endAll()
  })

  it('withdrawn by its own move, the case ends with it', async () => {
    await chain([{ name: '区域', by: 'person', person: people.regional.id }])
    const { id } = await favour(people.sales)
    await submit(people.sales, id)
    await expect(take(world, people.chief, 'favours', id, 'withdraw')).rejects.toMatchObject({
      errors: { root: [expect.stringContaining('提交人'), expect.anything()] },
    })
    await take(world, people.sales, 'favours', id, 'withdraw')
    expect(await waiting(people.regional)).not.toContain(id)
    expect((await casesOf(world, people.sales, world.catalog.get('favours'), id))[0]).toMatchObject({ state: 'withdrawn' })
    await endAll()
  })

  it('§23.2: approving, filing and informing are three acts with three records; §23.3: a stamp has a holder and a date', async () => {
    await chain([{ name: '区域', by: 'person', person: people.regional.id }])
    await chain([{ name: '总部', by: 'person', person: people.chief.id }], { act: 'file' })
    await chain([{ name: '财务', by: 'person', person: people.finance.id }], { act: 'inform' })
    const { id } = await favour(people.sales)
    await submit(people.sales, id)
    await decide(world, people.regional, await caseOf(id), 'approve', null)
    const filed = (await find(world, people.chief, 'filings', { filter: { record: id } })).rows
    expect(filed).toMatchObject([{ document: 'favours', state: 'filed', filedBy: people.regional.id }])
    expect((await find(world, people.finance, 'notices', { filter: { record: id, kind: 'inform' } })).total).toBe(1)
    await expect(take(world, people.chief, 'filings', filed[0]?.id ?? 0, 'receive')).resolves.toMatchObject({ state: 'received' })
    await take(world, people.finance, 'favours', id, 'pay')
    expect((await find(world, people.admin, 'stamps', { filter: { record: id } })).rows).toMatchObject([
      { kind: 'finance', holder: people.finance.id, at: now.replace('Z', '.000Z') },
    ])
    await endAll()
  })

  it('§23.4: who submits, makes or applies for it never signs, not by proxy, not for somebody away, not as an added signer', async () => {
    await chain([{ name: '区域经理', by: 'role', role: await roleId('regionalManager') }])
    const named = await favour(people.second, { applicant: people.regional.id })
    await expect(submit(people.sales, named.id)).rejects.toMatchObject({
      errors: { root: [expect.stringContaining('没有在岗'), expect.anything()] },
    })
    await endAll()
    await chain([{ name: '总部', by: 'person', person: people.chief.id }])
    const { id } = await favour(people.regional, { applicant: people.second.id })
    await submit(people.sales, id)
    const at = await caseOf(id)
    for (const to of [people.regional, people.second, people.sales]) {
      await delegate(people.chief, to)
      expect(await waiting(to)).not.toContain(id)
      await expect(decide(world, to, at, 'approve', null)).rejects.toMatchObject({ status: 409, message: /you never sign it/ })
      await expect(addSigner(world, people.chief, at, to.id ?? 0, null)).rejects.toMatchObject({ status: 422 })
    }
    const own = await favour(people.sales, { applicant: people.chief.id })
    await expect(submit(people.sales, own.id)).rejects.toMatchObject({ status: 422 })
    await decide(world, people.chief, at, 'approve', null)
    await endAll()
  })

  it('whoever was disabled or lost the role does not sign, nor does his or her stand-in', async () => {
    const { knex } = world.database
    const regional = await roleId('regionalManager')
    await chain([{ name: '区域经理', by: 'role', role: regional }])
    const { id } = await favour(people.sales)
    await submit(people.sales, id)
    const at = await caseOf(id)
    await delegate(people.regional, people.finance)
    const shut = async (change: object, back: object) => {
      await knex('users').where({ id: people.regional.id }).update(change)
      for (const signer of [people.regional, people.finance]) {
        expect(await waiting(signer)).not.toContain(id)
        await expect(decide(world, signer, at, 'approve', null)).rejects.toMatchObject({ status: 409, message: /holds the role no longer/ })
      }
      await knex('users').where({ id: people.regional.id }).update(back)
    }
    await shut({ active: 0 }, { active: 1 })
    await shut({ role: await roleId('sales') }, { role: regional })
    await knex('users').where({ id: people.finance.id }).update({ active: 0 })
    await expect(decide(world, people.finance, at, 'approve', null)).rejects.toEqual(refused)
    await knex('users').where({ id: people.finance.id }).update({ active: 1 })
    await decide(world, people.finance, at, 'approve', null)
    expect(await state(id)).toBe('agreed')
    await endAll()
  })

  it('nobody gives two signatures of one case by standing in', async () => {
    await chain([
      { name: '区域', by: 'person', person: people.regional.id },
      { name: '总部', by: 'person', person: people.chief.id },
    ])
    await delegate(people.regional, people.finance)
    await delegate(people.chief, people.finance)
    const { id } = await favour(people.sales)
    await submit(people.sales, id)
    const at = await caseOf(id)
    await decide(world, people.finance, at, 'approve', null)
    expect(await waiting(people.finance)).not.toContain(id)
    await expect(decide(world, people.finance, at, 'approve', null)).rejects.toMatchObject({ status: 409, message: /do not sign it again/ })
    await decide(world, people.chief, at, 'approve', null)
    expect(await state(id)).toBe('agreed')
    await endAll()
  })

  it('ORD-02: a chain may ask a different person for every step; with nobody left it stops', async () => {
    const steps = [
      { name: '负责人', by: 'departmentHead' },
      { name: '区域经理', by: 'role', role: await roleId('regionalManager') },
    ]
    await chain(steps, { distinctSigners: true })
    const { id } = await favour(people.sales)
    await submit(people.sales, id)
    await decide(world, people.regional, await caseOf(id), 'approve', null)
    expect(await state(id)).toBe('review')
    await expect(decide(world, people.regional, await caseOf(id), 'approve', null)).rejects.toEqual(refused)
    await decide(world, people.second, await caseOf(id), 'approve', null)
    expect(await state(id)).toBe('agreed')
    const few = await favour(people.second)
    await expect(submit(people.sales, few.id)).rejects.toMatchObject({
      errors: { root: [expect.stringContaining('不同的人'), expect.anything()] },
    })
    await endAll()
    await chain([steps[1] ?? {}, { name: '区域', by: 'person', person: people.regional.id }], { distinctSigners: true })
    const other = await favour(people.sales)
    await submit(people.sales, other.id)
    await expect(decide(world, people.regional, await caseOf(other.id), 'approve', null)).rejects.toMatchObject({ message: /nobody left/ })
    await decide(world, people.second, await caseOf(other.id), 'approve', null)
    await decide(world, people.regional, await caseOf(other.id), 'approve', null)
    expect(await state(other.id)).toBe('agreed')
    const [shipped] = await world.database.knex('approvalChains').where({ code: 'specialPrices' })
    expect(shipped.distinctSigners).toBe(1)
    await endAll()
  })

  it('a limited delegation is not widened by one for all documents that has ended', async () => {
    await chain([{ name: '区域', by: 'person', person: people.regional.id }])
    await delegate(people.regional, people.finance, { until: today() })
    now = '2026-06-19T02:00:00Z'
    await delegate(people.regional, people.finance, { document: 'refunds', until: today() })
    const { id } = await favour(people.sales)
    await submit(people.sales, id)
    expect(await waiting(people.finance)).not.toContain(id)
    await delegate(people.regional, people.finance, { document: 'favours', until: today() })
    expect(await waiting(people.finance)).toContain(id)
    await endAll()
  })

  it('the document as submitted is cut to what the reader may see of such documents', async () => {
    const logistics = await person(world, 'logistics', 'lu', unit)
    await chain([
      { name: '财务', by: 'person', person: people.finance.id },
      { name: '物流', by: 'person', person: logistics.id },
    ])
    const { id } = await favour(people.sales, { margin: '12.00', parts: [{ what: '货', cost: '3.00', by: people.sales.id }] })
    await submit(people.sales, id)
    const at = await caseOf(id)
    const seen = (await inbox(world, people.finance)).find(({ record }) => record === id)?.snapshot
    // The kind of document is said in the language of whoever reads.
    const english = await inbox(world, { ...people.finance, language: 'en' })
    expect(english.find(({ record }) => record === id)?.title).not.toMatch(/^\p{Script=Han}/u)
    expect(seen).toMatchObject({ name: '年底返利', parts: [{ id: expect.any(Number), what: '货' }] })
    expect(JSON.stringify(seen)).not.toMatch(/12\.00|3\.00|margin|cost/)
    expect(Object.keys(seen?._labels ?? {}).filter((path) => path.startsWith('parts'))).toEqual([])
    expect((await get(world, people.finance, 'approvals', at)).snapshot).toEqual(seen)
    expect((await get(world, people.sales, 'approvals', at)).snapshot).toMatchObject({ margin: '12.00', parts: [{ cost: '3.00' }] })
    await expect(addSigner(world, people.finance, at, logistics.id ?? 0, null)).rejects.toMatchObject({ status: 422 })
    await decide(world, people.finance, at, 'approve', null)
    expect((await inbox(world, logistics)).find(({ record }) => record === id)).toMatchObject({
      title: expect.stringContaining('年底返利'),
      amount: expect.anything(),
      snapshot: {},
    })
    expect((await find(world, logistics, 'approvals', {})).rows.find((row) => row.id === at)?.snapshot).toEqual({})
    await endAll()
  })

  it('a case whose only signer left is announced, and an administrator names another; who was to sign stays on it', async () => {
    const leaver = await person(world, 'archiveKeeper', 'leaver', unit)
    await chain([{ name: '档案', by: 'role', role: await roleId('archiveKeeper') }])
    const { id } = await favour(people.sales)
    await submit(people.sales, id)
    const record = await caseOf(id)
    expect(await stranded(world)).toEqual([])
    const hand = (actor: Actor, user: number | null) => reassign(world, actor, record, user ?? 0, '离职交接')
    await expect(hand(people.admin, people.chief.id)).rejects.toEqual(refused)
    await update(world, people.admin, 'users', leaver.id ?? 0, { active: false })
    expect(await stranded(world)).toMatchObject([{ id: record, applicant: people.sales.name, stepName: '档案', waitsFor: [leaver.name] }])
    await expect(hand(people.chief, people.chief.id)).rejects.toMatchObject({ status: 403 })
    for (const wrong of [people.sales.id, leaver.id, 2_000_000])
      await expect(hand(people.admin, wrong)).rejects.toMatchObject({ status: 422, errors: { user: expect.anything() } })
    await hand(people.admin, people.chief.id)
    expect(await stranded(world)).toEqual([])
    expect(await waiting(people.chief)).toContain(id)
    const [shown] = await casesOf(world, people.admin, world.catalog.get('favours'), id)
    expect(shown?.tasks).toMatchObject([
      { approver: leaver.name, state: 'replaced' },
      { approver: people.chief.name, state: 'open', comment: '离职交接' },
    ])
    await decide(world, people.chief, record, 'approve', null)
    expect(await state(id)).toBe('agreed')
    await endAll()
  })
})
