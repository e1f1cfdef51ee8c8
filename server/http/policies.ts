/** /api/policies and /api/calendars: which rule holds for whom, which applied to a record and why, and the yearly notice on holidays. */

import { rowRule } from '../access/rows.ts'
import { casesOf } from '../approvals/index.ts'
import { readNotice } from '../calendar/notice.ts'
import { dayOf } from '../calendar/today.ts'
import { policyWords } from '../clocks/index.ts'
import { malformed } from '../errors.ts'
import { overview, type Policy } from '../policy/index.ts'
import { createMany, get } from '../records/index.ts'
import { demand } from '../records/scope.ts'
import { type Call, idOf, type Route, textOf } from './route.ts'

function dayIn(call: Call): string {
  const { on } = call.query
  if (on === undefined) return dayOf(call.world.now(), call.world.timeZone)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(on) || Number.isNaN(Date.parse(on))) throw malformed('on 应为日期。', 'on must be a date.')
  return on
}

/** The policies of the company, or of one customer that the asker may see. */
async function policies(call: Call) {
  const { world, actor, query } = call
  demand(world.catalog.get('policies'), actor, 'read')
  const customer = query.customer === undefined ? undefined : await get(world, actor, 'customers', Number(query.customer))
  return overview(world, customer ? { customer: customer.id } : {}, dayIn(call))
}

/** Everything that was decided about a record by rule: its deadlines, its approvals, and the calculations kept with it. */
async function rulesOf(call: Call) {
  const { world, actor, params } = call
  const register = world.catalog.get(params.register ?? '')
  const record = await get(world, actor, register.name, idOf(call))
  const kept: { at: string; number: string; policies: string | null; inputs: string | null; basis: string | null }[] =
    world.catalog.has('creditDecisions') && rowRule(world.catalog.get('creditDecisions'), actor, 'read') !== undefined
      ? await world.database
          .knex('creditDecisions')
          .where({ document: register.name, record: record.id })
          .orderBy('id', 'desc')
          .select('at', 'number', 'policies', 'inputs', 'basis')
      : []
  return {
    clocks: record._clocks ?? [],
    approvals: register.workflow?.approval ? await casesOf(world, actor, register, record.id) : [],
    decisions: kept.map(({ policies: used, inputs, ...each }) => ({
      ...each,
      inputs: inputs ? (JSON.parse(inputs) as unknown) : null,
      policies: used ? (JSON.parse(used) as Policy[]).map(policyWords) : [],
    })),
  }
}

function noticeIn(call: Call) {
  const year = Number(call.body.year)
  if (!Number.isInteger(year) || year < 2000 || year > 2100) throw malformed('year 应为年份。', 'year must be a year.')
  return readNotice(textOf(call, 'text', 20_000), year)
}

/** Enters the days of the notice, all or none. */
async function enterNotice(call: Call) {
  const { world, actor } = call
  const { days } = noticeIn(call)
  const source = `${Number(call.body.year)} 年放假通知`
  if (days.length === 0) throw malformed('通知中没有读到日期。', 'No day was found in the notice.')
  const calendar = idOf(call)
  await createMany(
    world,
    actor,
    'calendarDays',
    days.map((day) => ({ ...day, calendar, source })),
  )
  return { entered: days.length }
}

export const policyRoutes: readonly Route[] = [
  { method: 'get', path: '/api/policies', who: 'signed', summary: ['制度一览', 'The policies in force'], handle: policies },
  {
    method: 'get',
    path: '/api/rules/:register/:id',
    who: 'signed',
    summary: ['记录适用的规则', 'The rules that applied to a record'],
    handle: rulesOf,
  },
  {
    method: 'post',
    path: '/api/calendars/notice',
    who: 'signed',
    summary: ['识读放假通知', 'Read a notice on holidays'],
    handle: noticeIn,
  },
  {
    method: 'post',
    path: '/api/calendars/:id/notice',
    who: 'signed',
    summary: ['录入放假通知', 'Enter a notice on holidays'],
    handle: enterNotice,
  },
]
