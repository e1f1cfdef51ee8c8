/** Dispatch ↔ freight ledger ↔ freight vouchers (PAY-14, CAR-06…08): freight that we pay and nobody entered, monthly freight without a signed settlement, settlements that say another amount. */
import { yuan } from '../../definition/decimal.ts'
import type { World } from '../../records/index.ts'
import { shippedStates } from '../ledger.ts'
import { named, type Period } from '../period.ts'
import type { Family, Found } from './found.ts'

/** Terms on which the company pays the carrier (CF-09). */
const ours = ['monthly', 'ours']

/** Goods of the month sent on our freight, and no freight in the ledger (CAR-07). */
async function notEntered({ database: { knex } }: World, { to }: Period): Promise<Found[]> {
  const rows: { id: number; number: string; customer: number; shippedOn: string }[] = await knex({ d: 'dispatches' })
    .whereNull('d.deletedAt')
    .whereIn('d.status', shippedStates)
    .whereIn('d.freightTerm', ours)
    .where('d.shippedOn', '<=', to)
    .whereNotExists(knex({ f: 'freights' }).where('f.dispatch', knex.ref('d.id')).whereNull('f.deletedAt').where('f.date', '<=', to))
    .orderBy('d.id')
    .select('d.id', 'd.number', 'd.customer', 'd.shippedOn')
  return rows.map(({ id, number, customer, shippedOn }) => ({
    kind: 'freightMissing',
    about: `D${id}`,
    amount: 0,
    since: shippedOn,
    what: [
      `${number} 于 ${shippedOn} 发出，运费由我方支付，至 ${to} 运费台帐无登记（CAR-07）。`,
      `${number} left on ${shippedOn} at our freight, and by ${to} the freight ledger has nothing of it (CAR-07).`,
    ],
    customer,
    owner: 'logistics',
    papers: { dispatch: id },
  }))
}

/** Monthly freight of the month that no settlement signed by the market department names (CAR-06, CAR-08). */
async function notSettled({ database: { knex } }: World, { from, to }: Period): Promise<Found[]> {
  const rows: {
    id: number
    number: string
    customer: number | null
    dispatch: number
    date: string
    amount: number
    settlement: number | null
    paper: string | null
  }[] = await knex({ f: 'freights' })
    .leftJoin({ s: 'freightSettlements' }, (on) => on.on('s.id', 'f.settlement').andOnNull('s.deletedAt'))
    .whereNull('f.deletedAt')
    .where('f.term', 'monthly')
    .where('f.date', '<=', to)
    .where((query) => query.whereNull('s.id').orWhereNotIn('s.status', ['signed', 'paid']))
    .orderBy('f.id')
    .select('f.id', 'f.number', 'f.customer', 'f.dispatch', 'f.date', 'f.amount', { settlement: 's.id', paper: 's.number' })
  return rows.map(({ id, number, customer, dispatch, date, amount, settlement, paper }) => ({
    kind: 'freightMissing',
    about: `F${id}`,
    amount: Number(amount),
    since: date,
    what: paper
      ? [
          `月结运费 ${number}（${yuan(amount)} 元）所在的月结单 ${paper} 尚未经市场部签字（CAR-06）。`,
          `Monthly freight ${number} (${yuan(amount)} yuan): its settlement ${paper} is not signed by the market department (CAR-06).`,
        ]
      : [
          `月结运费 ${number}（${yuan(amount)} 元）未列入 ${named(from)} 及以前的任何月结单（CAR-06）。`,
          `Monthly freight ${number} (${yuan(amount)} yuan) is in no settlement of ${named(from)} or before (CAR-06).`,
        ],
    customer,
    owner: 'logistics',
    papers: { freight: id, dispatch, ...(settlement === null ? {} : { freightSettlement: settlement }) },
  }))
}

/** Settlements of the month whose line says another amount than the freight itself, or whose freight is gone. */
async function settledOtherwise({ database: { knex } }: World, { from }: Period): Promise<Found[]> {
  const rows: {
    id: number
    number: string
    month: string
    freight: number
    said: number | null
    entry: string | null
    amount: number | null
    customer: number | null
    deletedAt: string | null
  }[] = await knex({ s: 'freightSettlements' })
    .join({ l: 'freightSettlements_lines' }, 'l.parent', 's.id')
    .leftJoin({ f: 'freights' }, 'f.id', 'l.freight')
    .whereNull('s.deletedAt')
    .whereNot('s.status', 'void')
    .where('s.month', '<=', from)
    .where((query) => query.whereRaw('coalesce(??, 0) <> coalesce(??, 0)', ['l.amount', 'f.amount']).orWhereNotNull('f.deletedAt'))
    .orderBy(['s.id', 'l.id'])
    .select('s.id', 's.number', 's.month', 'l.freight', { said: 'l.amount', entry: 'f.number' }, 'f.amount', 'f.customer', 'f.deletedAt')
  return rows.map(({ id, number, month, freight, said, entry, amount, customer, deletedAt }) => {
    const booked = deletedAt === null ? Number(amount ?? 0) : 0
    return {
      kind: 'freightDiffers',
      about: `S${id} F${freight}`,
      amount: Number(said ?? 0) - booked,
      since: month,
      what: [
        `月结单 ${number} 列运费 ${entry ?? freight} 为 ${yuan(Number(said ?? 0))} 元，运费台帐为 ${yuan(booked)} 元。`,
        `Settlement ${number} lists freight ${entry ?? freight} at ${yuan(Number(said ?? 0))} yuan; the freight ledger says ${yuan(booked)}.`,
      ],
      customer,
      owner: 'logistics',
      papers: { freightSettlement: id, freight },
    }
  })
}

export const freights: Family = async (world, period) => [
  ...(await notEntered(world, period)),
  ...(await notSettled(world, period)),
  ...(await settledOtherwise(world, period)),
]
