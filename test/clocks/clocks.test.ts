/** Deadlines follow the record: begun, met, missed, paused, re-opened; the rule they began under stays; a hole in the calendar is told. */
import { beforeAll, expect, it } from 'vitest'
import { type Actor, system } from '../../server/access/actor.ts'
import { type ClockView, completeYears, dueWork, missingYears } from '../../server/clocks/index.ts'
import { defineRegister, section } from '../../server/definition/define.ts'
import { choice, date, dateTime, link, text } from '../../server/definition/fields.ts'
import { create, get, remove, update, type World } from '../../server/records/index.ts'
import { registers } from '../../server/registers/index.ts'
import { eachEngine } from '../support/engines.ts'
import { person } from '../support/people.ts'

const errands = defineRegister('errands', '事项', 'Errands', {
  system: 'sales',
  title: 'name',
  fields: {
    name: text('名称', 'Name', { required: true }),
    since: date('开始', 'Since'),
    calledAt: dateTime('来电', 'Called at'),
    by: date('约定日期', 'Agreed day'),
    owner: link('负责人', 'Owner', 'users'),
    state: choice(
      '状态',
      'State',
      { open: ['处理中', 'Open'], waiting: ['等待客户', 'Waiting'], done: ['完成', 'Done'] },
      { default: 'open' },
    ),
  },
  list: ['name', 'state'],
  filters: ['state'],
  search: ['name'],
  form: [section('事项', 'Errand', ['name', 'since', 'calledAt', 'by', 'owner', 'state'])],
  permissions: { administrator: { read: 'all', create: 'all', update: 'all', remove: 'all' }, sales: { read: 'all', update: 'all' } },
  clocks: {
    answer: {
      label: ['答复', 'Answer'],
      from: 'since',
      until: { state: 'done' },
      pause: { state: 'waiting' },
      due: { policy: 'collection.remit.within' },
      who: 'owner',
    },
    call: {
      label: ['回电', 'Call back'],
      from: 'calledAt',
      until: { state: 'done' },
      due: { policy: 'approval.remind' },
      calendar: 'hotline',
    },
    agreed: { label: ['约定', 'Agreed'], from: 'since', until: { state: 'done' }, pause: { state: 'waiting' }, due: { field: 'by' } },
  },
})

eachEngine('clocks', (open) => {
  let world: World
  let now = '2026-09-29T02:00:00Z'
  let admin: Actor
  let sales: Actor
  const at = (instant: string) => {
    now = instant
  }
  const clock = async (id: number, name = 'answer') =>
    ((await get(world, admin, 'errands', id))._clocks as ClockView[] | undefined)?.find((each) => each.name === name)
  const errand = (body: object) => create(world, admin, 'errands', { name: '样品', owner: sales.id, ...body })

  beforeAll(async () => {
    world = await open({ registers: [...registers, errands], now: () => new Date(now) })
    admin = await person(world, 'administrator', 'root')
    sales = await person(world, 'sales', 'wang')
  })

  it('count working days over the National Day, and say which rule', async () => {
    const { id } = await errand({ since: '2026-09-30' })
    expect(await clock(id)).toMatchObject({ dueDay: '2026-10-08', state: 'running' })
    expect((await clock(id))?.rule[0]).toContain('PAY-03')
    at('2026-10-07T02:00:00Z')
    expect((await clock(id))?.state).toBe('soon')
    at('2026-10-08T15:59:59Z')
    expect((await clock(id))?.state).toBe('soon')
    at('2026-10-08T16:00:00Z')
    expect((await clock(id))?.state).toBe('overdue')
    await update(world, admin, 'errands', id, { state: 'done' })
    expect((await clock(id))?.state).toBe('missed')
    await update(world, admin, 'errands', id, { state: 'open' })
    expect((await clock(id))?.state).toBe('overdue')
  })

  it('step clocks run apart from one another and from the day agreed', async () => {
    at('2026-10-08T02:00:00Z')
    const { id } = await errand({ since: '2026-10-08', by: '2026-10-20' })
    expect([(await clock(id))?.dueDay, (await clock(id, 'agreed'))?.dueDay, await clock(id, 'call')]).toEqual([
      '2026-10-09',
      '2026-10-20',
      undefined,
    ])
    await update(world, admin, 'errands', id, { by: '2026-10-25' })
    expect((await clock(id, 'agreed'))?.dueDay).toBe('2026-10-25')
    await update(world, admin, 'errands', id, { state: 'done' })
    expect((await clock(id))?.state).toBe('met')
    const done = await errand({ since: '2026-10-08', state: 'done' })
    expect(await clock(done.id)).toBeUndefined()
  })

  it('time does not count while it waits for the customer', async () => {
    at('2026-10-12T02:00:00Z')
    const { id } = await errand({ since: '2026-10-12' })
    await update(world, admin, 'errands', id, { state: 'waiting' })
    at('2026-10-15T02:00:00Z')
    expect((await clock(id))?.state).toBe('paused')
    await update(world, admin, 'errands', id, { state: 'open' })
    expect(await clock(id)).toMatchObject({ dueDay: '2026-10-16', state: 'soon' })
  })

  it('begun while it waits it is paused from the start; time paused is kept when the start or the day agreed is moved', async () => {
    at('2026-10-12T02:00:00Z')
    const { id } = await errand({ since: '2026-10-12', by: '2026-10-20', state: 'waiting' })
    expect([(await clock(id))?.state, (await clock(id, 'agreed'))?.state]).toEqual(['paused', 'paused'])
    at('2026-10-14T02:00:00Z')
    await update(world, admin, 'errands', id, { state: 'open' })
    const days = async () => [(await clock(id))?.dueDay, (await clock(id, 'agreed'))?.dueDay]
    expect(await days()).toEqual(['2026-10-15', '2026-10-22'])
    await update(world, admin, 'errands', id, { name: '改名' })
    expect(await days()).toEqual(['2026-10-15', '2026-10-22'])
    await update(world, admin, 'errands', id, { since: '2026-10-11', by: '2026-10-21' })
    expect(await days()).toEqual(['2026-10-14', '2026-10-23'])
    await update(world, admin, 'errands', id, { since: '2026-10-13' })
    expect((await clock(id))?.dueDay).toBe('2026-10-15')
    await update(world, admin, 'errands', id, { state: 'waiting' })
    at('2026-10-30T02:00:00Z')
    await update(world, admin, 'errands', id, { state: 'done' })
    expect((await clock(id))?.state).toBe('met')
  })

  it('waiting before it has begun adds nothing', async () => {
    at('2026-10-12T02:00:00Z')
    const { id } = await errand({ since: '2026-10-19', state: 'waiting' })
    at('2026-10-16T02:00:00Z')
    await update(world, admin, 'errands', id, { state: 'open' })
    expect((await clock(id))?.dueDay).toBe('2026-10-20')
  })

  it('a case keeps the rule it began under', async () => {
    at('2026-10-19T02:00:00Z')
    const { id } = await errand({ since: '2026-10-19' })
    await create(world, admin, 'policies', {
      key: 'collection.remit.within',
      value: '5',
      unit: 'workingDay',
      scope: 'company',
      from: '2026-10-19',
      reason: '放宽',
    })
    await update(world, admin, 'errands', id, { since: '2026-10-20' })
    expect((await clock(id))?.dueDay).toBe('2026-10-21')
    const later = await errand({ since: '2026-10-20' })
    expect(await clock(later.id)).toMatchObject({
      dueDay: '2026-10-27',
      rule: [expect.stringContaining('公司，2026-10-19 起'), expect.anything()],
    })
  })

  it('a year without a calendar is told, never guessed, and filled in once it is known (§23.1)', async () => {
    at('2026-12-31T02:00:00Z')
    const { id } = await errand({ since: '2026-12-31' })
    expect(await clock(id)).toMatchObject({ state: 'gap', gap: 2027, dueDay: null })
    const calendar = await world.database.knex('calendars').where({ code: 'company' }).first('id')
    await create(world, admin, 'calendarDays', { calendar: calendar.id, date: '2027-01-01', kind: 'holiday', name: '元旦' })
    expect(await clock(id)).toMatchObject({ gap: 2027, dueDay: null })
    expect((await missingYears(world)).years).toEqual([2027])
    await completeYears(world, admin, calendar.id, [2027], '逐日录入')
    expect((await missingYears(world)).years).toEqual([])
    await expect(completeYears(world, sales, calendar.id, [2028], '')).rejects.toMatchObject({ status: 403 })
    await expect(update(world, admin, 'calendars', calendar.id, { years: [{ year: 2027 }, { year: 2027 }] })).rejects.toMatchObject({
      errors: { 'years.1.year': expect.anything() },
    })
    expect(await clock(id)).toMatchObject({ gap: null, dueDay: '2027-01-08' })
  })

  it('what I must see to comes first by its due day; what is deleted is nobody’s work', async () => {
    at('2026-11-02T02:00:00Z')
    const { id } = await errand({ name: '紧急', since: '2026-10-21' })
    const mine = (await dueWork(world, sales)).filter(({ title }) => title === '紧急')
    expect(mine).toMatchObject([{ register: 'errands', record: id, name: 'answer', state: 'overdue' }])
    await remove(world, admin, 'errands', id)
    expect((await dueWork(world, sales)).some(({ title }) => title === '紧急')).toBe(false)
    expect(await world.database.knex('clocks').where({ register: 'errands', record: id })).toEqual([])
  })

  it('the system’s clocks never stop a write: a register without any has none', async () => {
    expect((await create(world, system, 'departments', { name: '部', kind: 'department' }))._clocks).toBeUndefined()
  })
})
