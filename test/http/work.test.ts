/** /api/work and the yearly notice over HTTP: what waits for whom, and when a year counts as known (§23.1). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { system } from '../../server/access/actor.ts'
import { calendarOf } from '../../server/clocks/index.ts'
import { create, update } from '../../server/records/index.ts'
import { addShipped } from '../../server/shipped.ts'
import { engines } from '../support/engines.ts'
import { type Client, type Served, served } from '../support/served.ts'

const notice = '一、元旦：2027年1月1日（周五）至3日（周日）放假调休，共3天。1月4日（周一）上班。'

describe.each(engines)('work over HTTP on %s', (engine) => {
  let company: Served
  let admin: Client
  let calendar: number
  const missing = async () => (await admin.get('/api/work')).body.setUp.calendar
  const days = (date: string) =>
    company.world.database.knex('calendarDays').where({ calendar, date }).whereNull('deletedAt').select('kind', 'source')

  beforeAll(async () => {
    company = await served(engine, { now: () => new Date('2026-12-01T02:00:00Z') })
    admin = await company.as('administrator')
    calendar = (await company.world.database.knex('calendars').where({ code: 'company' }).first('id')).id
  })
  afterAll(() => company.stop())

  it('GET /api/work: approvals, deadlines and notices for everybody, the set-up for administrators alone', async () => {
    const finance = await company.as('finance')
    await create(company.world, system, 'notices', {
      document: 'customers',
      record: 1,
      title: '告知',
      to: finance.userId,
      kind: 'inform',
      at: '2026-12-01T02:00:00Z',
    })
    expect((await finance.get('/api/work')).body).toEqual({ approvals: [], due: [], notices: 1 })
    const { setUp } = (await admin.get('/api/work')).body
    expect(setUp).toMatchObject({ calendar: { id: calendar, years: [2027] } })
    expect(setUp.blanks.map(({ key }: { key: string }) => key)).toContain('credit.badDebt.inLimit.share')
    expect(setUp.unsigned.map(({ name }: { name: string }) => name)).toContain('末次超授信放行')
  })

  it('POST /api/calendars/notice reads and keeps nothing; one stray day makes no year known', async () => {
    const read = await admin.post('/api/calendars/notice', { year: 2027, text: notice })
    expect(read.body.days).toHaveLength(4)
    expect((await admin.post('/api/calendars/notice', { year: 'x', text: notice })).status).toBe(400)
    await admin.post('/api/records/calendarDays', { calendar, date: '2027-01-01', kind: 'half', name: '半天' })
    expect(await missing()).toEqual({ id: calendar, years: [2027] })
  })

  it('POST /api/calendars/:id/notice refuses what it could not read, naming it; then enters all and marks the year', async () => {
    const path = `/api/calendars/${calendar}/notice`
    const strange = '二、春节：2月30日至3月1日放假。'
    const refused = await admin.post(path, { year: 2027, text: `${notice}\n${strange}` })
    expect([refused.status, refused.body.errors.text]).toEqual([422, expect.stringContaining('2月30日')])
    expect((await admin.post(path, { year: 2028, text: notice })).status).toBe(400)
    expect((await (await company.as('sales')).post(path, { year: 2027, text: notice })).status).toBe(403)
    expect(await missing()).toMatchObject({ years: [2027] })
    expect((await admin.post(path, { year: 2027, text: notice })).body).toEqual({ entered: 4 })
    expect(await missing()).toMatchObject({ years: [] })
    expect(await days('2027-01-01')).toEqual([{ kind: 'holiday', source: '2027 年放假通知' }])
  })

  it('a year that ships is completed where a company entered but a day of it, whose word stays', async () => {
    const { world } = company
    const years: { id: number; year: number; source: string }[] = await world.database
      .knex('calendars_years')
      .where({ parent: calendar })
      .select('id', 'year', 'source')
    expect(years.map(({ year }) => year)).toEqual(expect.arrayContaining([2020, 2026, 2027]))
    await update(world, system, 'calendars', calendar, { years: years.filter(({ year }) => year !== 2024) })
    await world.database.knex('calendarDays').where({ calendar }).andWhereBetween('date', ['2024-01-02', '2024-12-31']).delete()
    await world.database.knex('calendarDays').where({ calendar, date: '2024-01-01' }).update({ kind: 'half' })
    expect((await calendarOf(world)).years.has(2024)).toBe(false)
    await addShipped(world, () => undefined)
    expect((await calendarOf(world)).years.has(2024)).toBe(true)
    expect([await days('2024-01-01'), await days('2024-10-01')]).toMatchObject([[{ kind: 'half' }], [{ kind: 'holiday' }]])
  })

  it('two years marked complete in the same second are both kept', async () => {
    const enter = (year: number) =>
      admin.post(`/api/calendars/${calendar}/notice`, { year, text: `一、元旦：${year}年1月1日放假，共1天。` })
    const answers = await Promise.all([2031, 2032, 2033].map(enter))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    const { years } = await calendarOf(company.world)
    expect([2031, 2032, 2033].filter((year) => !years.has(year))).toEqual([])
  })

  it('cases that nobody can sign stand among what an administrator has to see to, who names another signer', async () => {
    expect((await admin.get('/api/work')).body.setUp.stranded).toEqual([])
    expect((await (await company.as('sales', 'seller')).post('/api/approvals/1/reassign', { user: 1 })).status).toBe(403)
    expect((await admin.post('/api/approvals/99/reassign', { user: 1 })).status).toBe(404)
  })
})
