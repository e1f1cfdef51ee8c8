/** What a route is: an address, who may use it, and a handler that answers plain data. There is no other way to mount one. */
import type { Express, Request, Response } from 'express'
import type { Actor } from '../access/actor.ts'
import type { Access, Signed } from '../access/session.ts'
import type { Words } from '../definition/words.ts'
import { malformed, Refusal, unauthenticated } from '../errors.ts'
import type { World } from '../records/world.ts'
import type { Reports } from '../reporting/index.ts'
import type { Sql } from '../sql/index.ts'

/** Everything that routes may use; put together by `app.ts`. */
export interface Service {
  readonly world: World
  readonly access: Access
  /** Absent where reports do not run. */
  readonly reports?: Reports
  /** There where reports are. */
  readonly sql?: Sql
}

export interface Call extends Service {
  readonly request: Request
  readonly response: Response
  /** Who asks; on routes open to anyone the call has none. */
  readonly signed: Signed
  readonly actor: Actor
  /** The query string's values, each given at most once. */
  readonly query: Readonly<Record<string, string>>
  /** The parts of the path named `:like`. */
  readonly params: Readonly<Record<string, string>>
  readonly body: Readonly<Record<string, unknown>>
}

export interface Route {
  readonly method: 'get' | 'post' | 'put' | 'delete'
  readonly path: string
  /** `anyone`: nobody need be logged in. `signed`: a user, but one whose password must be changed is sent to do so. `fresh`: also such a user. `session`: a user in a browser, not a token. */
  readonly who: 'anyone' | 'signed' | 'fresh' | 'session'
  /** One line for the API description. */
  readonly summary: Words
  /** Answers JSON; answering undefined means the handler wrote the response itself. */
  handle(call: Call): Promise<unknown> | unknown
}

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}

function single(query: Request['query']): Record<string, string> {
  const found: Record<string, string> = {}
  for (const [name, value] of Object.entries(query)) {
    if (typeof value !== 'string')
      throw malformed(`参数“${name.slice(0, 40)}”只能出现一次。`, `The parameter “${name.slice(0, 40)}” may be given once only.`)
    found[name] = value
  }
  return found
}

function demandRight(route: Route, signed: Signed | undefined): void {
  if (route.who === 'anyone') return
  if (!signed) throw unauthenticated()
  if (route.who !== 'fresh' && signed.mustChangePassword)
    throw new Refusal(403, 'password', ['请先修改初始密码。', 'Change the initial password first.'])
  if (route.who === 'session' && signed.session === undefined)
    throw new Refusal(403, 'forbidden', [
      '此操作须在浏览器登录后进行，不能使用令牌。',
      'This needs a browser session; a token cannot do it.',
    ])
}

/** Mounts `routes` on the app. */
export function mount(app: Express, service: Service, routes: readonly Route[]): void {
  for (const route of routes)
    app[route.method](route.path, async (request, response) => {
      const signed: Signed | undefined = response.locals.signed
      demandRight(route, signed)
      const call: Call = {
        ...service,
        request,
        response,
        get signed() {
          if (!signed) throw unauthenticated()
          return signed
        },
        get actor() {
          return call.signed.actor
        },
        query: single(request.query),
        params: request.params as Record<string, string>,
        body: record(request.body),
      }
      const answer = await route.handle(call)
      if (answer !== undefined) response.json(answer)
    })
}

/** A value that the query string holds as JSON. Throws a 400 Refusal when it is none. */
export function jsonOf(call: Call, name: string): unknown {
  const text = call.query[name]
  if (text === undefined) return undefined
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw malformed(`参数 ${name} 不是有效的 JSON。`, `The parameter ${name} is no JSON.`)
  }
}

/** A whole positive number out of the path. Throws a 404 Refusal otherwise, as for a record that is not there. */
export function idOf(call: Call, name = 'id'): number {
  const text = call.params[name] ?? ''
  if (!/^[1-9]\d{0,9}$/.test(text) || Number(text) >= 2 ** 31)
    throw new Refusal(404, 'missing', ['找不到这条记录。', 'There is no such record.'])
  return Number(text)
}

/** The body's text at `name`, or a 422 Refusal. */
export function textOf(call: Call, name: string, most = 300): string {
  const value = call.body[name]
  if (typeof value !== 'string' || value.length > most || !value.isWellFormed() || value.includes('\0'))
    throw new Refusal(422, 'invalid', ['请求内容不完整。', 'The request is incomplete.'], {
      errors: { [name]: ['请填写文字。', 'Please enter text.'] },
    })
  return value
}
