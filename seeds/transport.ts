/** Bank accounts and carriers with their scorecards and contracts; one licence has run out, one contract waits for its approval. Freight is settled month by month. */
import { system } from '../server/access/actor.ts'
import { createMany } from '../server/records/index.ts'
import { type Carrier, type Company, onDay, plan } from './company.ts'
import { addDays, monthOf } from './days.ts'
import { Desk } from './desk.ts'

const accounts = [
  { name: '基本户', bank: '中国工商银行银川兴庆支行', number: '2902 0000 0000 0000 101' },
  { name: '货款专户', bank: '宁夏银行金凤支行', number: '6400 0000 0000 0000 202' },
  { name: '旧一般户', bank: '中国农业银行银川城区支行', number: '2910 0000 0000 0000 303', active: false, note: '已销户' },
]

interface Firm {
  readonly name: string
  readonly mode: Carrier['mode']
  readonly licence: string
  /** Days from today on which the licence ends. */
  readonly ends: number
  readonly marks: readonly (readonly [number, number, number, number, number])[]
}

const firms: readonly Firm[] = [
  { name: '银川南铁路货运服务中心', mode: 'rail', licence: '铁货运 640101', ends: 900, marks: [[95, 90, 88, 92, 90], [96, 91, 90, 93, 92]] }, // biome-ignore format: one firm a line
  { name: '宁夏安达长途运输有限公司', mode: 'road', licence: '宁交运管许可银字 640100201', ends: 410, marks: [[88, 85, 90, 86, 80], [90, 88, 89, 91, 84]] }, // biome-ignore format: one firm a line
  { name: '吴忠同兴物流有限公司', mode: 'road', licence: '宁交运管许可吴字 640300118', ends: 230, marks: [[80, 82, 92, 78, 75], [82, 84, 90, 85, 78]] }, // biome-ignore format: one firm a line
  { name: '重庆江海联运代理有限公司', mode: 'sea', licence: '渝港水运 500100077', ends: 520, marks: [[85, 80, 86, 74, 82]] }, // biome-ignore format: one firm a line
  { name: '中卫顺风货运部', mode: 'road', licence: '宁交运管许可卫字 640500033', ends: -26, marks: [[70, 72, 90, 66, 60]] }, // biome-ignore format: one firm a line
]

const criteria = ['standing', 'service', 'fees', 'punctuality', 'claims']

/** Accounts and carriers; the one whose licence ran out is known, but carries nothing. */
export async function foundTransport(company: Company): Promise<void> {
  const { start, today } = company
  const world = onDay(company, addDays(start, -500))
  company.accounts.push(...(await createMany(world, system, 'bankAccounts', accounts)))
  const year = Number(today.slice(0, 4))
  const ids = await createMany(
    world,
    system,
    'carriers',
    firms.map(({ name, mode, licence, ends, marks }) => ({
      name,
      licenceNumber: licence,
      licenceTo: addDays(today, ends),
      modes: [mode],
      contactPerson: '值班调度',
      telephone: '0951-55508800',
      vehicles: mode === 'road' ? 26 : null,
      scores: marks.map((each, at) => ({
        year: year - marks.length + at,
        ...Object.fromEntries(criteria.map((name, place) => [name, each[place]])),
      })),
    })),
  )
  for (const [at, { mode, ends }] of firms.entries()) if (ends > 0) company.carriers.push({ id: ids[at] ?? 0, mode })
  await carrierContracts(company, ids)
  planSettlements(company)
}

async function carrierContracts(company: Company, carriers: readonly number[]): Promise<void> {
  const { start, today } = company
  const body = (carrier: number | undefined, from: string, to: string) => ({
    carrier,
    from,
    to,
    longHaul: true,
    clauses: ['onArrival', 'lateFine', 'lossCompensation'],
    term: 'monthly',
    routes: '银川—西安—郑州—上海',
    rates: '整车每吨公里 0.38 元；零担每吨公里 0.52 元；延误一日扣运费 5%，货损按货值赔偿。',
    ourSignatory: '杨慧敏',
  })
  const signed = addDays(start, 30)
  plan(company, signed, async () => {
    const desk = new Desk(company, signed)
    for (const carrier of carriers.slice(1, 3)) {
      const { id } = await desk.make('logistics', 'carrierContracts', body(carrier, signed, addDays(today, 60)))
      await desk.take('logistics', 'carrierContracts', id, 'submit')
      await desk.sign('market', 'carrierContracts', id)
    }
  })
  plan(company, addDays(today, -3), async () => {
    const desk = new Desk(company, addDays(today, -3))
    const { id } = await desk.make('logistics', 'carrierContracts', body(carriers[3], addDays(today, 10), addDays(today, 375)))
    await desk.take('logistics', 'carrierContracts', id, 'submit')
  })
  plan(company, addDays(today, -1), async () => {
    await new Desk(company, addDays(today, -1)).make('logistics', 'carrierContracts', {
      ...body(carriers[0], addDays(today, 30), addDays(today, 395)),
      clauses: ['onArrival'],
    })
  })
}

/** On the fifth the freights of the month before are put together; market signs with the voucher, finance pays (CAR-06). Those of last month are signed only. */
function planSettlements(company: Company): void {
  const { keptFrom, today, carriers } = company
  for (let month = monthOf(addDays(monthOf(keptFrom), 35)); month <= monthOf(today); month = monthOf(addDays(month, 35))) {
    const day = addDays(month, 4)
    if (day > today) return
    plan(company, day, async () => {
      const before = monthOf(addDays(month, -1))
      const desk = new Desk(company, day, 14)
      for (const { id: carrier } of carriers) {
        const open: unknown = await desk.world.database
          .knex('freights')
          .where({ carrier, term: 'monthly' })
          .whereNull('settlement')
          .whereBetween('date', [before, addDays(month, -1)])
          .first('id')
        if (!open) continue
        const recent = month >= monthOf(addDays(today, -35))
        const voucher = await desk.scan('logistics', `运费结算联 ${before.slice(0, 7)}`, `Freight settlement copy ${before.slice(0, 7)}`)
        const { id } = await desk.make('logistics', 'freightSettlements', {
          carrier,
          month: before,
          voucher,
          ...(recent ? {} : { status: 'paid', paidOn: day }),
        })
        if (recent) await desk.take('market', 'freightSettlements', id, 'sign')
      }
    })
  }
}
