/** A served company for tests over HTTP, and a client that behaves like the panel. */
import { pino } from 'pino'
import { system } from '../../server/access/actor.ts'
import { setPassword } from '../../server/access/passwords.ts'
import { create, type World } from '../../server/records/index.ts'
import type { RoleCode } from '../../server/registers/organisation/shippedRoles.ts'
import { type OpenOptions, openWorld, type Running, serve } from '../../server/start.ts'
import { type EngineName, freshSettings } from './engines.ts'

export const password = 'a long enough password'

export interface Answer {
  readonly status: number
  readonly headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly body: any
}

/** Speaks to one server, keeping its cookie. */
export class Client {
  readonly url: string
  cookie = ''
  token = ''

  constructor(url: string) {
    this.url = url
  }

  async ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        'x-requested-with': 'taizhang',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(this.cookie ? { cookie: this.cookie } : {}),
        ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const given = response.headers.get('set-cookie')
    if (given) this.cookie = given.split(';')[0] ?? ''
    const text = await response.text()
    return { status: response.status, headers: response.headers, body: /^[[{]/.test(text) ? JSON.parse(text) : text }
  }

  get = (path: string, headers?: Record<string, string>) => this.ask('GET', path, undefined, headers)
  post = (path: string, body: unknown = {}) => this.ask('POST', path, body)
  put = (path: string, body: unknown = {}) => this.ask('PUT', path, body)
  delete = (path: string) => this.ask('DELETE', path)

  async login(username: string, secret = password): Promise<this> {
    const answer = await this.post('/api/session', { username, password: secret })
    if (answer.status !== 200) throw new Error(`login: ${JSON.stringify(answer.body)}`)
    return this
  }

  list = (register: string, filter: object = {}, range: readonly number[] = [0, 24]) =>
    this.get(`/api/records/${register}?filter=${encodeURIComponent(JSON.stringify(filter))}&range=${JSON.stringify(range)}`)
}

export interface Served {
  readonly world: World
  readonly running: Running
  /** A client logged in as a new user of that role. */
  as(role: RoleCode, name?: string, department?: number): Promise<Client & { userId: number }>
  stranger(): Client
  stop(): Promise<void>
}

/** Serves a fresh, empty company, without reports unless they are asked for. */
export async function served(engine: EngineName = 'sqlite', options: OpenOptions = {}, reporting = false): Promise<Served> {
  const { settings, clean } = await freshSettings(engine)
  const world = await openWorld(settings, options)
  const running = await serve(world, settings, { log: pino({ level: 'silent' }), reporting })
  return {
    world,
    running,
    stranger: () => new Client(running.url),
    async as(role, name = role, department) {
      const row = await world.database.knex('roles').where({ code: role }).first('id')
      const user = await create(world, system, 'users', {
        name,
        username: name,
        role: row.id,
        active: true,
        ...(department ? { department } : {}),
      })
      await setPassword(world.database, { id: user.id, username: name }, password, world.now())
      return Object.assign(await new Client(running.url).login(name), { userId: user.id })
    },
    async stop() {
      await running.stop()
      await clean()
    },
  }
}
