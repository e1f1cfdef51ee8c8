/**
 * The named situations of the demo company: who is in which one. Each customer below is there for its situation alone.
 *
 * - atLimit 刚好用满额度: what it owes is exactly its limit.
 * - firstReleaseWaiting 首次超授信待批: over its limit; a first release for its next goods waits for the regional manager.
 * - refused 被授信拦下: the dispatch notice in draft is refused by the gate, and too large for any release.
 * - late95 逾期 95 天: one invoice is 95 days late; its collection plan was broken.
 * - personalAccount 打入个人账户: paid into a personal account; that receipt is refused for ever.
 * - lastReleaseOverdue 末次放行逾期: first and last release used, the last one's money not back at month end; the liability is proposed.
 * - stopped 停止赊销: credit is stopped; part of its debt was written off.
 * - storedLine 固定授信: on a stored line, with an older one and a higher one under approval.
 * - advance 先款后货有预收: paid ahead, some of the money is left.
 * - overdueWaiting 逾期放行待批: an overdue release waits for the sales director.
 * - settledRelease 首次放行已收回: a first release that came back.
 * - cashPlans 现款回笼计划: cash on delivery with one plan kept and one running.
 * - unapproved 未批发货: goods left without leave; three roles answer for them.
 */

import { system } from '../server/access/actor.ts'
import { regionPath } from '../server/kinds/region.ts'
import { createMany, updateMany } from '../server/records/index.ts'
import { cashStory, moneyStories } from './cash.ts'
import { type Company, colleague, onDay, plan, sure } from './company.ts'
import { creditStories } from './credit.ts'
import { contactsOf, creditCodeOf } from './customers.ts'
import { addDays } from './days.ts'
import { landline, person } from './names.ts'
import type { Random } from './random.ts'
import { releaseStories } from './releases.ts'
import { scan } from './scans.ts'

interface Case {
  readonly name: string
  readonly owner: string
  readonly region: string
  readonly channel: 'distributor' | 'direct' | 'keyAccount'
  readonly settlement: 'rolling' | 'fixed' | 'prepaid' | 'cash'
  readonly creditDays: number | null
}

const one = (
  name: string,
  owner: string,
  region: string,
  channel: Case['channel'],
  settlement: Case['settlement'],
  creditDays: number | null = null,
): Case => ({ name, owner, region, channel, settlement, creditDays })

export const situations = {
  atLimit: one('杭州湖墅坊食品商贸有限公司', 'sales', '330105', 'distributor', 'rolling', 30),
  firstReleaseWaiting: one('南京石臼湖副食批发有限公司', 'zhouqiang', '320106', 'distributor', 'rolling', 60),
  refused: one('宁波三江汇超市连锁有限公司', 'sales', '330203', 'keyAccount', 'rolling', 30),
  late95: one('太原柳巷坊土特产经营部', 'zhaoning', '140106', 'distributor', 'rolling', 30),
  personalAccount: one('吴忠利通坊干果商行', 'mahailan', '640302', 'direct', 'prepaid'),
  lastReleaseOverdue: one('兰州黄河沿供应链管理有限公司', 'tiantao', '620102', 'distributor', 'rolling', 90),
  stopped: one('郑州二七里贸易有限公司', 'zhaoning', '410103', 'distributor', 'rolling', 30),
  storedLine: one('西安城南里超市连锁有限公司', 'mahailan', '610113', 'keyAccount', 'fixed', 45),
  advance: one('深圳南山湾贸易有限公司', 'huangjie', '440305', 'distributor', 'prepaid'),
  overdueWaiting: one('石家庄正定坊超市连锁有限公司', 'zhaoning', '130102', 'keyAccount', 'rolling', 30),
  settledRelease: one('合肥包河湾副食批发有限公司', 'zhouqiang', '340111', 'distributor', 'rolling', 60),
  cashPlans: one('银川凤城里餐饮管理有限公司', 'mahailan', '640104', 'direct', 'cash'),
  unapproved: one('天津五大道土特产经营部', 'zhaoning', '120101', 'direct', 'prepaid'),
} as const satisfies Record<string, Case>

export type Situation = keyof typeof situations

/** A customer of a situation with its contract, once they are there. */
export interface Party {
  readonly customer: number
  readonly contract: number
}

export type Parties = ReadonlyMap<Situation, Party>

/** The whole card, so that credit is possible at all (CRD-01). */
const cardOf = (by: Random, region: string, day: string) => ({
  address: `${regionPath(region).join('')}人民路 ${by.whole(1, 299)} 号`,
  phone: landline(by, '0951'),
  legalForm: 'limited',
  representative: person(by),
  foundedOn: addDays(day, -by.whole(1500, 5000)),
  firstTradeOn: addDays(day, -30),
  headcount: by.whole(12, 80),
  annualSales: `${by.whole(6, 40)}000000.00`,
})

/** Files and contracts of all parties, opened half a year ago. */
async function openFiles(company: Company, parties: Map<Situation, Party>, day: string): Promise<void> {
  const { by, people, today, departments } = company
  const world = onDay(company, day)
  const cases = Object.entries(situations) as [Situation, Case][]
  const ids = await createMany(
    world,
    colleague(company, 'clerk'),
    'customers',
    cases.map(([, { name, owner, region, channel }]) => ({
      name,
      creditCode: creditCodeOf(by, region),
      region,
      channel,
      owner: sure(people, owner).id,
      stage: 'contacted',
      partyKind: 'main',
      dealings: ['buys'],
      tier: 'general',
      abc: 'B',
      industry: channel === 'keyAccount' ? 'supermarket' : 'wholesale',
      openedOn: day,
      custodian: sure(departments, 'MKT'),
      ...cardOf(by, region, day),
    })),
  )
  await createMany(
    world,
    colleague(company, 'clerk'),
    'contacts',
    ids.flatMap((customer) => contactsOf(by, 'general', '0951').map((contact) => ({ ...contact, customer }))),
  )
  for (const [at, [, { settlement }]] of cases.entries())
    if (settlement === 'rolling' || settlement === 'fixed')
      await updateMany(world, system, 'customers', [ids[at] ?? 0], {
        idCopy: await scan(world, `证件 ${ids[at]}`, `ID copy of the opener, customer ${ids[at]}`),
      })
  const contracts = []
  for (const [at, [, { name, owner, channel, settlement, creditDays }]] of cases.entries())
    contracts.push({
      name: `${name}购销合同`,
      customer: ids[at],
      kind: channel === 'distributor' ? 'distribution' : 'direct',
      ourParty: '宁夏塞上红园食品有限公司',
      ourSignatory: '郭建国',
      signedOn: day,
      from: day,
      to: addDays(today, 200),
      settlement,
      creditDays,
      settlementAgreement: agreements[settlement],
      clauses: ['breach', 'forceMajeure', 'claims'],
      owner: sure(people, owner).id,
      status: 'signed',
      scan: await scan(world, `合同 ${name}`, `Signed contract, customer ${ids[at]}`),
    })
  const papers = await createMany(world, system, 'contracts', contracts)
  for (const [at, [situation]] of cases.entries()) parties.set(situation, { customer: ids[at] ?? 0, contract: papers[at] ?? 0 })
  await letOldDebtStand(company, parties, day)
}

/** Whose goods go on credit while something is open, also when the year turns in between: without this there is no credit before last year's balance is cleared (CRD-01). */
async function letOldDebtStand(company: Company, parties: Parties, from: string): Promise<void> {
  const whose = ['firstReleaseWaiting', 'refused', 'lastReleaseOverdue', 'storedLine', 'overdueWaiting', 'settledRelease'] as const
  await createMany(
    onDay(company, from),
    colleague(company, 'admin'),
    'policies',
    whose.map((situation) => ({
      key: 'credit.prereq.lastYearBalance',
      value: '50000.00',
      scope: 'customer',
      customer: parties.get(situation)?.customer,
      from,
      reason: '总经理特批：备货季跨年，上年欠款五万元以内仍可授信',
    })),
  )
}

const agreements: Readonly<Record<Case['settlement'], string>> = {
  rolling: '滚动授信：额度为前 30 天发货额，货款于账期内付清。',
  fixed: '固定授信：额度内发货，按月对账，账期 45 天。',
  prepaid: '款到发货，余款作预收。',
  cash: '货到付现，附货款回笼计划。',
}

/** Puts all situations on the agenda. */
export async function planSituations(company: Company): Promise<void> {
  const parties = new Map<Situation, Party>()
  const day = addDays(company.today, -190)
  plan(company, day, () => openFiles(company, parties, day))
  creditStories(company, parties)
  releaseStories(company, parties)
  cashStory(company, parties)
  moneyStories(company, parties)
}
