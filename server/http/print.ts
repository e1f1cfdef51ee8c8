/** /api/print: what a paper form shows beyond the record itself: amounts in capitals, who signed, which marks were put on it. */
import { casesOf } from '../approvals/index.ts'
import { dayOf } from '../calendar/today.ts'
import { inCapitals } from '../definition/capitals.ts'
import { get } from '../records/index.ts'
import { type Call, idOf, type Route } from './route.ts'

interface StampRow {
  readonly kind: 'finance' | 'unit' | 'company'
  readonly at: string
  readonly holder: string | null
}

const seals = { finance: ['财务章', 'Finance stamp'], unit: ['部门章', 'Unit stamp'], company: ['公章', 'Company seal'] } as const

async function printed(call: Call) {
  const { world, actor, params } = call
  const register = world.catalog.get(params.register ?? '')
  const record = await get(world, actor, register.name, idOf(call))
  const day = (instant: string) => dayOf(new Date(instant), world.timeZone)
  const stamps: StampRow[] = await world.database
    .knex({ s: 'stamps' })
    .leftJoin({ u: 'users' }, 'u.id', 's.holder')
    .where({ 's.document': register.name, 's.record': record.id })
    .orderBy('s.id')
    .select('s.kind', 's.at', { holder: 'u.name' })
  const [approval] = register.workflow?.approval ? await casesOf(world, actor, register, record.id) : []
  const money = register.columns.filter(({ field, name }) => field.kind === 'money' && typeof record[name] === 'string')
  return {
    capitals: Object.fromEntries(money.map(({ name }) => [name, inCapitals(String(record[name]))])),
    stamps: stamps.map(({ kind, at, holder }) => ({ kind: seals[kind], holder: holder ?? '', on: day(at) })),
    signatures: (approval?.tasks ?? []).flatMap((task) =>
      task.state === 'approved' && typeof task.at === 'string'
        ? [{ step: String(task.stepName), name: String(task.actedBy ?? task.approver), on: day(task.at) }]
        : [],
    ),
  }
}

export const printRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/api/print/:register/:id',
    who: 'signed',
    summary: ['打印一条记录所需', 'What printing a record needs'],
    handle: printed,
  },
]
