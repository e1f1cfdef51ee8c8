/** /api/policies and /api/calendars: which rule holds for whom, which applied to a record and why, and the yearly notice on holidays. */
import type { Actor } from '../access/actor.ts'
import { mayRead, rowRule } from '../access/rows.ts'
import { casesOf } from '../approvals/index.ts'
import { readNotice } from '../calendar/notice.ts'
import { dayOf } from '../calendar/today.ts'
import type { CompleteRegister } from '../catalog/complete.ts'
import { completeYears, policyWords } from '../clocks/index.ts'
import { invalid, malformed } from '../errors.ts'
import { overview, type Policy } from '../policy/index.ts'
import { get, getMany, together, writeMany } from '../records/index.ts'
import type { Wire } from '../records/present.ts'
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

/** A calculation tells every amount: it is for those whom no amount of the register is hidden from. */
const seesFigures = (register: CompleteRegister, actor: Actor): boolean =>
  Object.entries(register.fields).every(([name, { kind }]) => kind !== 'money' || mayRead(register, actor, name))

/** The gate's decisions on a record, the latest first, as far as the asker sees the credit ledger; without their inputs where a figure of it is hidden. */
async function decisionsOn({ world, actor }: Call, document: string, record: number) {
  const ledger = world.catalog.has('creditDecisions') ? world.catalog.get('creditDecisions') : undefined
  if (!ledger || rowRule(ledger, actor, 'read') === undefined) return []
  const ids: number[] = await world.database.knex(ledger.table).where({ document, record }).orderBy('id', 'desc').pluck('id')
  const open = seesFigures(ledger, actor)
  return (await getMany(world, actor, ledger.name, ids)).map(({ at, number, basis, inputs, policies: used }) => ({
    at,
    number,
    basis,
    inputs: open ? (inputs ?? null) : null,
    policies: ((used ?? []) as readonly Policy[]).map(policyWords),
  }))
}

/** The calculation and the policies that a record itself was frozen with: applications for a release (CRD-07, CRD-08), entries of the credit ledger, liabilities; as far as the asker sees its figures. */
function frozenIn({ actor }: Call, register: CompleteRegister, record: Wire) {
  const { policies: used, inputs, number, amount, share } = record
  if (register.fields.policies?.kind !== 'json' || !Array.isArray(used)) return []
  const open = seesFigures(register, actor)
  return [
    {
      at: record.calculatedOn ?? record.at ?? record.createdAt,
      number,
      basis: record.basis ?? record.kind ?? record.cause,
      inputs: open ? (inputs ?? null) : null,
      policies: (used as readonly Policy[]).map(policyWords),
      ...(open && register.name === 'releases' ? { release: { amount, share } } : {}),
    },
  ]
}

/** Everything that was decided about a record by rule: its deadlines, its approvals, and the calculations kept with it. */
async function rulesOf(call: Call) {
  const { world, actor, params } = call
  const register = world.catalog.get(params.register ?? '')
  const record = await get(world, actor, register.name, idOf(call))
  return {
    clocks: record._clocks ?? [],
    approvals: register.workflow?.approval ? await casesOf(world, actor, register, record.id) : [],
    decisions: [...frozenIn(call, register, record), ...(await decisionsOn(call, register.name, record.id))],
  }
}

function noticeIn(call: Call) {
  const year = Number(call.body.year)
  if (!Number.isInteger(year) || year < 2000 || year > 2100) throw malformed('year 应为年份。', 'year must be a year.')
  return readNotice(textOf(call, 'text', 20_000), year)
}

/** Enters the days of the notice, all or none, and marks its year complete; nothing of it may be left unread. Days entered before become those of the notice. */
async function enterNotice(call: Call) {
  const { actor } = call
  const { days, unread } = noticeIn(call)
  const year = Number(call.body.year)
  const source = `${year} 年放假通知`
  if (unread.length > 0)
    throw invalid(['放假通知', 'The notice'], {
      text: [
        `这些句子没有读懂，请改写或逐日录入后再标记该年录全：${unread.join('；')}`,
        `These sentences were not understood; word them otherwise, or enter the days one by one and mark the year complete: ${unread.join('; ')}`,
      ],
    })
  // New Year's Day is a holiday of every notice: without it the text is of another year, or a part.
  if (!days.some(({ date, kind }) => date === `${year}-01-01` && kind === 'holiday'))
    throw malformed(
      `通知中没有 ${year} 年元旦的安排；请核对年份并粘贴通知全文。`,
      `The notice says nothing of New Year's Day ${year}; check the year and paste the whole notice.`,
    )
  const calendar = idOf(call)
  await together(call.world, async (world) => {
    const entered: { id: number; date: string }[] = await world.database
      .knex('calendarDays')
      .where({ calendar })
      .whereNull('deletedAt')
      .select('id', 'date')
    const items = days.map((day) => {
      const known = entered.find(({ date }) => date === day.date)
      return { ...(known ? { id: known.id } : {}), body: { ...day, calendar, source } }
    })
    await writeMany(world, actor, 'calendarDays', items)
    await completeYears(world, actor, calendar, [year], source)
  })
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
