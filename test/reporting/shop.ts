/** A company with a few people, customers and orders made through the verbs, for the tests of what the server does about reports. */
import type { Actor } from '../../server/access/actor.ts'
import { system } from '../../server/access/actor.ts'
import { create, move, type World } from '../../server/records/index.ts'
import { person } from '../support/people.ts'

export interface Shop {
  readonly world: World
  readonly head: number
  readonly north: number
  readonly people: Readonly<Record<'wang' | 'li' | 'manager' | 'executive' | 'keeper' | 'clerk', Actor>>
  readonly customers: readonly [number, number]
  readonly product: number
}

const make = async (world: World, register: string, body: Record<string, unknown>): Promise<number> =>
  (await create(world, system, register, body)).id

export async function openShop(world: World): Promise<Shop> {
  const head = await make(world, 'departments', { name: '总部', code: 'HQ', kind: 'headOffice' })
  const north = await make(world, 'departments', { name: '华北', code: 'N', kind: 'region', superior: head })
  const south = await make(world, 'departments', { name: '华南', code: 'S', kind: 'region', superior: head })
  const people = {
    wang: await person(world, 'sales', 'Wang', north),
    li: await person(world, 'sales', 'Li', south),
    manager: await person(world, 'salesManager', 'Manager', north),
    executive: await person(world, 'executive', 'Boss', head),
    keeper: await person(world, 'archiveKeeper', 'Keeper', head),
    clerk: await person(world, 'salesClerk', 'Clerk', north),
  }
  const customers = [
    await make(world, 'customers', { name: '银川糖酒', region: '640104', tier: 'key', owner: people.wang.id }),
    await make(world, 'customers', { name: '=cmd|evil', region: '440103', tier: 'general', owner: people.li.id }),
  ] as const
  return { world, head, north, people, customers, product: await make(world, 'products', { name: '枸杞酒', code: 'P1', unit: '瓶' }) }
}

/** A confirmed order of one line; answers its id. */
export async function sell(
  shop: Shop,
  seller: Actor,
  customer: number,
  date: string,
  quantity: string,
  unitPrice: string,
): Promise<number> {
  const { world, product } = shop
  const order = await make(world, 'orders', { customer, salesperson: seller.id, date, lines: [{ product, quantity, unitPrice }] })
  await move(world, system, 'orders', order, 'confirm', {})
  return order
}
