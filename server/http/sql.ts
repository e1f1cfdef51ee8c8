/** /api/sql: ask in SQL over what one may see, cancel, explain, and look at what there is. */
import { Refusal } from '../errors.ts'
import { getMany } from '../records/index.ts'
import { stopped } from '../sql/faults.ts'
import type { Sql } from '../sql/index.ts'
import { companyLimits, limitsOf } from '../sql/limits.ts'
import { longestSql } from '../sql/log.ts'
import { parametersOf } from '../sql/parameters.ts'
import { profileOf, sampleOf, tableOf } from '../sql/profile.ts'
import { mayAskSql, mayTakeAway, rolesOfSql } from '../sql/scope.ts'
import { type Call, type Route, textOf } from './route.ts'

/** What runs SQL. Throws a 503 Refusal where reports do not run. */
export function sqlOf({ sql }: Call): Sql {
  if (!sql) throw new Refusal(503, 'reportsDown', ['报表服务未启动。', 'Reports are not running.'])
  return sql
}

/** The statement of a body and its parameters. */
export function statementOf(call: Call) {
  const sql = textOf(call, 'sql', 2_000_000)
  return { sql, params: parametersOf(call.body.params) }
}

/** The record that a body names, for the log; none where it is not one that the asker sees. */
async function seen({ world, actor }: Call, register: string, id: unknown): Promise<number | undefined> {
  if (typeof id !== 'number' || !Number.isInteger(id) || id <= 0 || id >= 2 ** 31) return undefined
  return (await getMany(world, actor, register, [id])).length === 1 ? id : undefined
}

/** The saved query and the dashboard that a body says it comes from. */
export async function savedOf(call: Call): Promise<{ query?: number; board?: number }> {
  const query = await seen(call, 'queries', call.body.query)
  const board = await seen(call, 'boards', call.body.board)
  return { ...(query === undefined ? {} : { query }), ...(board === undefined ? {} : { board }) }
}

/** Aborted when the asker hangs up before the answer. */
export function hangUp({ response }: Call): AbortSignal {
  const left = new AbortController()
  const leave = () => {
    if (!response.writableFinished) left.abort(stopped.cancelled())
  }
  // Who left while rights or limits were looked up will not close a second time.
  if (response.closed) leave()
  else response.once('close', leave)
  return left.signal
}

const runName = /^[A-Za-z0-9-]{8,64}$/

/** The name that a body gives a run, by which it is cancelled. Throws a 422 Refusal. */
function namedRun({ body: { run } }: Call): { run?: string } {
  if (run === undefined) return {}
  if (typeof run !== 'string' || !runName.test(run))
    throw new Refusal(422, 'invalid', ['run 应为 8–64 位字母、数字或 -。', 'run must be 8 to 64 letters, digits or -.'])
  return { run }
}

async function ask(call: Call): Promise<undefined> {
  const { actor, body, response } = call
  const { runs } = sqlOf(call)
  const limits = await runs.limits(actor)
  const { sql, params } = statementOf(call)
  const { limit } = body
  const wanted = typeof limit === 'number' && Number.isInteger(limit) && limit > 0 ? Math.min(limit, limits.rows) : limits.rows
  const {
    head,
    body: rows,
    snapshot,
    elapsed,
  } = await runs.run(actor, limits, {
    kind: 'query',
    sql,
    request: { do: 'query', sql, params, limit: wanted },
    left: hangUp(call),
    ...namedRun(call),
    ...(await savedOf(call)),
  })
  response.type('application/json')
  response.write(`{"columns":${JSON.stringify(head.columns)},"rows":[`)
  response.write(rows)
  response.end(`],"truncated":${head.truncated === true},"elapsedMs":${Math.round(elapsed)},"asOf":${JSON.stringify(snapshot.asOf)}}`)
  return undefined
}

async function explain(call: Call) {
  const { actor } = call
  const { runs } = sqlOf(call)
  const limits = await runs.limits(actor)
  const { sql, params } = statementOf(call)
  const { head, elapsed } = await runs.run(actor, limits, {
    kind: 'explain',
    sql,
    request: { do: 'explain', sql, params },
    left: hangUp(call),
    ...namedRun(call),
  })
  return { plan: head.plan, elapsedMs: Math.round(elapsed) }
}

async function schema(call: Call) {
  const { actor } = call
  const { runs } = sqlOf(call)
  const limits = await runs.limits(actor)
  const { tables, asOf } = await runs.snapshot(actor, limits)
  return { asOf, tables, functions: await runs.functions(actor, limits) }
}

async function profile(call: Call) {
  const { actor, body } = call
  const { runs } = sqlOf(call)
  const limits = await runs.limits(actor)
  const table = await tableOf(runs, actor, limits, textOf(call, 'table'))
  const looking = { runs, actor, limits, left: hangUp(call) }
  return body.column === undefined ? sampleOf(looking, table) : profileOf(looking, table, textOf(call, 'column'))
}

async function standing({ world, actor }: Call) {
  const { rows, timeout, memory, exportRows, concurrent, every } = await limitsOf(world, actor)
  const { logDays } = await companyLimits(world)
  return {
    may: mayAskSql(actor),
    export: mayTakeAway(actor),
    limits: { rows, timeout, memory, exportRows, concurrent, every, logDays, characters: longestSql },
  }
}

export const sqlRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/api/sql',
    who: 'signed',
    summary: ['能否用 SQL 查询，及限额', 'Whether one may ask in SQL, and the limits'],
    handle: standing,
  },
  { method: 'post', path: '/api/sql', who: 'signed', summary: ['运行一条 SELECT', 'Run one SELECT'], handle: ask },
  {
    method: 'get',
    path: '/api/sql/schema',
    who: 'signed',
    summary: ['可查的表、列与函数', 'Tables, columns and functions one may use'],
    handle: schema,
  },
  {
    method: 'get',
    path: '/api/sql/roles',
    who: 'signed',
    summary: ['可共享的角色', 'Roles to share with'],
    async handle(call) {
      await sqlOf(call).runs.limits(call.actor)
      return rolesOfSql(call.world)
    },
  },
  { method: 'post', path: '/api/sql/explain', who: 'signed', summary: ['执行计划', 'The plan of a statement'], handle: explain },
  {
    method: 'post',
    path: '/api/sql/profile',
    who: 'signed',
    summary: ['表样本与列概况', 'A sample of a table, the profile of a column'],
    handle: profile,
  },
  {
    method: 'delete',
    path: '/api/sql/:run',
    who: 'signed',
    summary: ['取消运行中的查询', 'Cancel a running query'],
    handle(call) {
      sqlOf(call).runs.cancel(call.actor, call.params.run ?? '')
      return { cancelled: true }
    },
  },
]
