/** Loads the demo company through the verbs, in one transaction: two years of a food maker in Ningxia, up to today. */

import { dayOf } from '../server/calendar/today.ts'
import { together, type World } from '../server/records/index.ts'
import { grade, handOver, loadCustomers, openTwice } from './clientele.ts'
import { type Company, sure } from './company.ts'
import { addDays, monday, monthOf } from './days.ts'
import { dealMonth } from './dealings.ts'
import { foundCatalogue, foundOrganisation, foundSchemes } from './foundation.ts'
import { fileContracts, setTargets } from './papers.ts'
import { random } from './random.ts'
import { tradeWeek } from './trade.ts'

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

/** Fills an empty company. `roles` are the ids of the shipped roles by code; `tell` hears how far it is. */
export async function load(
  outer: World,
  roles: ReadonlyMap<string, number>,
  tell: (done: string) => void = () => undefined,
): Promise<Loaded> {
  return together(outer, async (world) => {
    const today = dayOf(world.now(), world.timeZone)
    const start = monday(addDays(today, -728))
    const company: Company = {
      world,
      by: random(20_260_706),
      start,
      today,
      departments: new Map(),
      people: new Map(),
      goods: [],
      customers: [],
    }
    await foundOrganisation(company, roles)
    await foundCatalogue(company)
    const schemes = await foundSchemes(company)
    await loadCustomers(company, 180)
    tell('组织、产品、客户 · organisation, products, customers')
    let year = 0
    let month = ''
    for (let week = start; week <= today; week = addDays(week, 7)) {
      const thisYear = Number(addDays(week, 3).slice(0, 4))
      if (thisYear !== year) {
        year = thisYear
        await fileContracts(company, year)
      }
      await handovers(company, week)
      await tradeWeek(company, week)
      if (monthOf(week) !== month) {
        month = monthOf(week)
        await dealMonth(company, month)
        tell(month.slice(0, 7))
      }
    }
    await setTargets(company)
    await openTwice(company)
    await grade(company, schemes)
    return { users: new Map([...company.people].map(([username, { id }]) => [username, id])) }
  })
}
