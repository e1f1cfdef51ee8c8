/** /api/records/<register>: the ra-data-simple-rest contract over the verbs, with bulk writes in one transaction. */

import { malformed } from '../errors.ts'
import type { Body } from '../records/accept.ts'
import { mostRows } from '../records/find.ts'
import {
  create,
  createOnce,
  find,
  get,
  getMany,
  history,
  move,
  recover,
  remove,
  removeMany,
  restore,
  reveal,
  update,
  updateMany,
} from '../records/index.ts'
import { filterOf, sortOf } from './query.ts'
import { type Call, idOf, jsonOf, type Route } from './route.ts'

const register = ({ params }: Call) => params.register ?? ''

function rangeOf(call: Call): [number, number] {
  const range = jsonOf(call, 'range') ?? [0, 24]
  if (!Array.isArray(range) || typeof range[0] !== 'number' || typeof range[1] !== 'number')
    throw malformed('range 应为 [起,止]。', 'range must be [first, last].')
  return [range[0], range[1]]
}

/** The ids of `filter={"id":[…]}`. */
function idsOf(filter: Record<string, unknown>): number[] {
  const ids = filter.id
  if (!Array.isArray(ids) || ids.length > mostRows || !ids.every((id) => Number.isInteger(id) && id > 0 && id < 2 ** 31))
    throw malformed(
      `须以 filter={"id":[…]} 指明记录，一次最多 ${mostRows} 条。`,
      `Name the records by filter={"id":[…]}, at most ${mostRows} at once.`,
    )
  return ids as number[]
}

/** A list; with nothing but ids and no range, exactly those records (references of react-admin). */
async function list(call: Call) {
  const { world, actor, response } = call
  const filter = filterOf(call)
  const name = register(call)
  if (call.query.range === undefined && Array.isArray(filter.id) && Object.keys(filter).length === 1) {
    const rows = await getMany(world, actor, name, idsOf(filter))
    response.set('Content-Range', `${name} 0-${Math.max(0, rows.length - 1)}/${rows.length}`)
    return rows
  }
  const range = rangeOf(call)
  const sort = sortOf(call)
  const { rows, total } = await find(world, actor, name, { filter, range, ...(sort ? { sort } : {}) })
  response.set('Content-Range', `${name} ${range[0]}-${Math.max(range[0], range[0] + rows.length - 1)}/${total}`)
  return rows
}

async function add(call: Call) {
  const key = call.request.get('Idempotency-Key')
  const [name, body] = [register(call), demandObject(call)]
  const made = await (key === undefined ? create(call.world, call.actor, name, body) : createOnce(call.world, call.actor, name, body, key))
  call.response.status(201)
  return made
}

const demandObject = ({ request }: Call): Body => {
  const body: unknown = request.body
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw malformed('请求内容应为 JSON 对象。', 'The body must be a JSON object.')
  return body as Body
}

const path = '/api/records/:register'

export const recordRoutes: readonly Route[] = [
  { method: 'get', path, who: 'signed', summary: ['列表', 'List'], handle: list },
  { method: 'post', path, who: 'signed', summary: ['新建', 'Create'], handle: add },
  {
    method: 'put',
    path,
    who: 'signed',
    summary: ['批量修改', 'Change many'],
    handle: (call) => updateMany(call.world, call.actor, register(call), idsOf(filterOf(call)), demandObject(call)),
  },
  {
    method: 'delete',
    path,
    who: 'signed',
    summary: ['批量删除', 'Delete many'],
    handle: (call) => removeMany(call.world, call.actor, register(call), idsOf(filterOf(call))),
  },
  {
    method: 'get',
    path: `${path}/:id`,
    who: 'signed',
    summary: ['查看', 'Get one'],
    handle: (call) => get(call.world, call.actor, register(call), idOf(call)),
  },
  {
    method: 'put',
    path: `${path}/:id`,
    who: 'signed',
    summary: ['修改', 'Change'],
    handle: (call) => update(call.world, call.actor, register(call), idOf(call), demandObject(call)),
  },
  {
    method: 'delete',
    path: `${path}/:id`,
    who: 'signed',
    summary: ['删除', 'Delete'],
    handle: (call) => remove(call.world, call.actor, register(call), idOf(call)),
  },
  {
    method: 'get',
    path: `${path}/:id/history`,
    who: 'signed',
    summary: ['历史', 'History'],
    handle: (call) => history(call.world, call.actor, register(call), idOf(call)),
  },
  {
    method: 'post',
    path: `${path}/:id/restore`,
    who: 'signed',
    summary: ['恢复到旧版本', 'Back to an earlier version'],
    handle: (call) => restore(call.world, call.actor, register(call), idOf(call), Number(call.body.version)),
  },
  {
    method: 'post',
    path: `${path}/:id/recover`,
    who: 'signed',
    summary: ['从回收站取回', 'Out of the recycle bin'],
    handle: (call) => recover(call.world, call.actor, register(call), idOf(call)),
  },
  {
    method: 'post',
    path: `${path}/:id/reveal`,
    who: 'signed',
    summary: ['查看敏感信息（留痕）', 'Show personal data (logged)'],
    handle: (call) =>
      reveal(call.world, call.actor, register(call), idOf(call), Array.isArray(call.body.fields) ? call.body.fields.map(String) : []),
  },
  {
    method: 'post',
    path: `${path}/:id/:move`,
    who: 'signed',
    summary: ['流程操作', 'Take a workflow step'],
    handle(call) {
      const { version, reason } = call.body
      return move(call.world, call.actor, register(call), idOf(call), call.params.move ?? '', {
        ...(typeof version === 'number' ? { version } : {}),
        ...(typeof reason === 'string' ? { reason } : {}),
      })
    },
  },
]
