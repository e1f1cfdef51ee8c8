/** Loads the demo company through the verbs, in one transaction and day by day: two years of a food maker in Ningxia, up to today. */

import { dayOf } from '../server/calendar/today.ts'
import type { World } from '../server/records/index.ts'
import { keepDuePlans } from '../server/registers/money/keptPlans.ts'
import { fileStatements } from './bank.ts'
import { pinBoards } from './boards.ts'
import { fallSilent, grade, handOver, keepSecret, loadCustomers, openTwice } from './clientele.ts'
import { type Company, type Size, sure } from './company.ts'
import { addDays, days, monday, monthOf, weekday } from './days.ts'
import { dealMonth } from './dealings.ts'
import { Flow } from './flow.ts'
import { foundCatalogue, foundOrganisation, foundSchemes } from './foundation.ts'
import { endContracts, fileContracts, setTargets } from './papers.ts'
import { foundPrices } from './prices.ts'
import { random } from './random.ts'
import { reconcile } from './reconciliation.ts'
import { foundRules, readOldNotices } from './rules.ts'
import { planSituations } from './situations.ts'
import { tradeDay } from './trade.ts'
import { foundTransport } from './transport.ts'
import { workToday } from './work.ts'

export interface Loaded {
  /** User names and their ids. */
  readonly users: ReadonlyMap<string, number>
}

/** A customer or two change hands in an ordinary quarter; a leaver's customers all do. */
async function handovers(company: Company, week: string): Promise<void> {
  const { by, customers, people, today } = company
  const leaver = sure(people, 'sunpeng')
  const leaves = monday(addDays(today, -215))
  if (week === leaves)
    for (const each of customers.filter(({ owner }) => owner === leaver))
      await handOver(company, each, sure(people, 'zhaoning'), leaves, '原客户经理离职')
  if (!by.chance(0.14)) return
  const pairs = { sales: 'zhouqiang', zhouqiang: 'sales', mahailan: 'tiantao', tiantao: 'mahailan', regional: 'sales' }
  const movable = customers.filter(({ owner, openedOn }) => owner.username in pairs && openedOn < addDays(week, -60))
  if (movable.length === 0) return
  const customer = by.pick(movable)
  const to = pairs[customer.owner.username as keyof typeof pairs]
  await handOver(company, customer, sure(people, to), week, by.pick(['区域调整', '客户要求', '工作量均衡']))
}

/** The demo: two years, shipments and money for the last fourteen months. */
export const wholeCompany: Size = { customers: 180, weeks: 104, kept: 60 }

/** What recurs: contracts at the turn of the year, handovers on Mondays, talks at the end of a month. */
async function passDay(company: Company, day: string): Promise<void> {
  const { start, today, customers } = company
  if (day === start) await fileContracts(company, day, customers)
  else if (day.endsWith('-01-01')) {
    await endContracts(company, day)
    await fileContracts(company, day, customers)
  }
  if (weekday(day) === 1) await handovers(company, day)
  if (day.endsWith('-28') || day === today) await dealMonth(company, monthOf(day))
}

/** Runs what is planned up to and on a day, and what that plans in turn. */
async function keepAgenda({ agenda }: Company, day: string): Promise<void> {
  for (;;) {
    const [first] = [...agenda.keys()].filter((each) => each <= day).sort()
    if (first === undefined) return
    const works = agenda.get(first) ?? []
    agenda.delete(first)
    for (const work of works) await work()
  }
}

/** Fills an empty company, in the transaction of the caller. `roles` are the ids of the shipped roles by code; `tell` hears how far it is. */
export async function load(
  world: World,
  roles: ReadonlyMap<string, number>,
  tell: (done: string) => void = () => undefined,
  size: Size = wholeCompany,
): Promise<Loaded> {
  const today = dayOf(world.now(), world.timeZone)
  const start = monday(addDays(today, -7 * size.weeks))
  const company: Company = {
    world,
    by: random(20_260_706),
    start,
    today,
    keptFrom: monday(addDays(today, -7 * size.kept)),
    departments: new Map(),
    people: new Map(),
    goods: [],
    customers: [],
    accounts: [],
    carriers: [],
    agenda: new Map(),
  }
  await foundOrganisation(company, roles)
  await foundRules(company)
  await foundCatalogue(company)
  await foundPrices(company)
  await foundTransport(company)
  const schemes = await foundSchemes(company)
  await loadCustomers(company, size.customers)
  fallSilent(company)
  await planSituations(company)
  tell('组织、产品、客户 · organisation, products, customers')
  const flow = new Flow(company)
  for (const day of days(start, today)) {
    await passDay(company, day)
    await keepAgenda(company, day)
    flow.sold(await tradeDay(company, day, size.customers))
    await flow.pass(day)
    if (day.endsWith('-01')) tell(day.slice(0, 7))
  }
  await workToday(company, flow.waiting())
  await keepDuePlans(world)
  await setTargets(company)
  await openTwice(company)
  await keepSecret(company)
  await grade(company, schemes)
  await readOldNotices(company)
  await fileStatements(company)
  await reconcile(company)
  await pinBoards(company)
  return { users: new Map([...company.people].map(([username, { id }]) => [username, id])) }
}
