/** How much of lines and papers is still to be matched, with the rows held so that two people never match the same money. */
import { portions } from '../../database/portions.ts'
import { yuan } from '../../definition/decimal.ts'
import { matchedPapers } from '../../reconciliation/matched.ts'
import type { World } from '../../records/index.ts'

export interface Part {
  readonly name: string
  readonly day: string
  /** Whose paper it is; null for lines. */
  readonly customer: number | null
  /** 分; lines and papers of money out are below nothing. */
  left: number
  /** May it be matched as it stands? */
  readonly fit: boolean
}

export type Room = ReadonlyMap<string, Part>

export const roomKey = (register: string, id: number): string => `${register}/${id}`

/** The parts with these keys, each row held until the transaction ends, in the order of registers and ids. */
export async function loadRoom(world: World, keys: ReadonlySet<string>): Promise<Room> {
  const { knex, dialect } = world.database
  const idsOf = (register: string) =>
    [...keys].flatMap((key) => (key.startsWith(`${register}/`) ? [Number(key.slice(register.length + 1))] : [])).sort((a, b) => a - b)
  const hold = async <T>(table: string, columns: readonly string[]): Promise<T[]> => {
    const ids = idsOf(table)
    const rows: T[] = []
    for (const some of portions(ids))
      rows.push(
        ...((await dialect.hold(
          knex(table)
            .whereIn('id', some)
            .whereNull('deletedAt')
            .orderBy('id')
            .select(columns as string[]),
          'changed',
        )) as T[]),
      )
    return rows
  }
  const room = new Map<string, Part>()
  const lines = await hold<{ id: number; name: string | null; date: string; amount: number; matched: number | null; state: string }>(
    'bankLines',
    ['id', 'name', 'date', 'amount', 'matched', 'state'],
  )
  for (const { id, name, date, amount, matched, state } of lines)
    room.set(roomKey('bankLines', id), {
      name: name ?? String(id),
      day: date,
      customer: null,
      left: amount - (matched ?? 0),
      fit: state !== 'aside',
    })
  const receipts = await hold<{ id: number; number: string; date: string; amount: number; status: string; customer: number }>('receipts', [
    'id',
    'number',
    'date',
    'amount',
    'status',
    'customer',
  ])
  const received = await matchedPapers(
    world,
    'receipts',
    receipts.map(({ id }) => id),
  )
  for (const { id, number, date, amount, status, customer } of receipts)
    room.set(roomKey('receipts', id), {
      name: `${number} ${yuan(amount)}`,
      day: date,
      customer,
      left: amount - (received.get(id) ?? 0),
      fit: status === 'confirmed',
    })
  const refunds = await hold<{ id: number; number: string; paidOn: string | null; amount: number; status: string; customer: number }>(
    'refunds',
    ['id', 'number', 'paidOn', 'amount', 'status', 'customer'],
  )
  const paid = await matchedPapers(
    world,
    'refunds',
    refunds.map(({ id }) => id),
  )
  for (const { id, number, paidOn, amount, status, customer } of refunds)
    room.set(roomKey('refunds', id), {
      name: `${number} ${yuan(amount)}`,
      day: paidOn ?? '',
      customer,
      left: 0 - amount - (paid.get(id) ?? 0),
      fit: status === 'paid',
    })
  return room
}
