/** A company of two departments with an analyst, a manager in each and somebody without the right, for tests of SQL over HTTP. */
import { expect, vi } from 'vitest'
import { system } from '../../server/access/actor.ts'
import { create } from '../../server/records/index.ts'
import type { EngineName } from '../support/engines.ts'
import { type Answer, type Client, type Served, served } from '../support/served.ts'

export type Person = Client & { readonly userId: number }

/** A word that stands nowhere but where it was planted. */
export const canary = (what: string) => `canary-${what}-7Qz93`

export interface House {
  readonly company: Served
  readonly departments: Readonly<Record<'HQ' | 'N' | 'S', number>>
  readonly administrator: Person
  readonly analyst: Person
  readonly north: Person
  readonly south: Person
  /** May not ask in SQL. */
  readonly keeper: Person
  /** Customers by department: one each, with an order. */
  readonly customers: Readonly<Record<'N' | 'S', number>>
  make(register: string, body: Record<string, unknown>): Promise<number>
  /** Sets a policy of the company. */
  policy(key: string, value: string, unit: string): Promise<number>
}

/** Asks in SQL. */
export const ask = (who: Client, sql: string, more: object = {}): Promise<Answer> => who.post('/api/sql', { sql, ...more })

/** Waits until an export is over. */
export const finished = (who: Client, id: number) =>
  vi.waitFor(
    async () => {
      const { body } = await who.get(`/api/sql/exports/${id}`)
      expect(body.state).not.toBe('running')
      return body
    },
    { timeout: 60_000, interval: 100 },
  )

/** Takes the result of `sql` away and answers the job when it is over. */
export async function takeAway(who: Client, sql: string, format: string, params: object = {}) {
  const begun = await who.post('/api/sql/exports', { sql, params, format })
  expect(begun.status).toBe(202)
  return finished(who, begun.body.id)
}

/** The bytes of a finished export. */
export async function bytesOf({ url, cookie }: Client, id: number): Promise<Buffer> {
  const answer = await fetch(`${url}/api/sql/exports/${id}/file`, { headers: { cookie } })
  expect(answer.status).toBe(200)
  return Buffer.from(await answer.arrayBuffer())
}

export async function openHouse(engine: EngineName): Promise<House> {
  const company = await served(engine, {}, true)
  const make = async (register: string, body: Record<string, unknown>) => (await create(company.world, system, register, body)).id
  const policy = (key: string, value: string, unit: string) =>
    make('policies', { key, value, unit, scope: 'company', reason: 'test', from: '2026-01-01' })
  await policy('sql.snapshot.every', '1', 'second')
  const HQ = await make('departments', { name: '部门 HQ', code: 'HQ', kind: 'headOffice' })
  const N = await make('departments', { name: '部门 N', code: 'N', kind: 'region', superior: HQ })
  const S = await make('departments', { name: '部门 S', code: 'S', kind: 'region', superior: HQ })
  const administrator = await company.as('administrator', 'admin2')
  const analyst = await company.as('analyst', 'analyst')
  const north = await company.as('salesManager', 'north', N)
  const south = await company.as('salesManager', 'south', S)
  const keeper = await company.as('warehouse', 'keeper')
  const product = await make('products', { name: '枸杞酒', code: 'P1', unit: '瓶' })
  const sell = async (name: string, region: string, owner: number, department: number) => {
    const customer = await make('customers', { name: canary(name), region, tier: 'key', owner, department })
    const note = canary(`note${name}`)
    const lines = [{ product, quantity: '2', unitPrice: '10' }]
    await make('orders', { customer, salesperson: owner, department, date: '2026-01-05', note, lines })
    return customer
  }
  const customers = { N: await sell('north', '640104', north.userId, N), S: await sell('south', '440103', south.userId, S) }
  // The process of the reports starts first, which takes as long as the machine is busy.
  await vi.waitFor(async () => expect((await ask(analyst, 'select count(*) from orders')).body.rows).toEqual([['2']]), { timeout: 60_000 })
  return { company, departments: { HQ, N, S }, administrator, analyst, north, south, keeper, customers, make, policy }
}
