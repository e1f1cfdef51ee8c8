/** Loads the customers with their contacts and grades, day by day as their files were opened, and the handovers between account managers. */
import { system } from '../server/access/actor.ts'
import { createMany, updateMany } from '../server/records/index.ts'
import { as, type Company, type Customer, onDay, type Person, plan, sure } from './company.ts'
import { contactsOf, type Prospect, prospects } from './customers.ts'
import { addDays, monthOf } from './days.ts'
import { fileContracts } from './papers.ts'
import { scan } from './scans.ts'

const sellers: Readonly<Record<string, readonly (readonly [string, number])[]>> = {
  NW: [
    ['mahailan', 5],
    ['tiantao', 3],
    ['manager', 0.4],
  ],
  NC: [
    ['zhaoning', 5],
    ['sunpeng', 4],
  ],
  EC: [
    ['sales', 5],
    ['zhouqiang', 4],
    ['regional', 1],
  ],
  SC: [['huangjie', 1]],
  EB: [['linyu', 1]],
}

/** Whose customer it becomes; nobody new goes to somebody who has left. */
function ownerOf({ by, people, today }: Company, { department, openedOn }: Prospect): Person {
  const chosen = by.weighted(sellers[department] ?? [['manager', 1]])
  return sure(people, chosen === 'sunpeng' && openedOn >= addDays(today, -225) ? 'zhaoning' : chosen)
}

/** Larger customers whose file is complete buy on credit (CRD-01). */
const creditOf = (by: Company['by'], tier: unknown, weight: number, wellKept: boolean): boolean =>
  wellKept && (tier === 'strategic' || tier === 'key' ? by.chance(0.85) : weight === 3 && by.chance(0.5))

/** Most pay near the due day, some a few weeks late, a few very late. */
const habitOf = (by: Company['by']): readonly [number, number] =>
  by.weighted([
    [[-8, 2] as const, 70],
    [[0, 28] as const, 22],
    [[20, 85] as const, 8],
  ])

/** Customers whose files were opened in one month, with their contacts. */
async function openFiles(company: Company, month: string, list: readonly Prospect[]): Promise<void> {
  const { by, people } = company
  const byOwner = new Map<Person, Prospect[]>()
  for (const each of list) {
    const owner = ownerOf(company, each)
    byOwner.set(owner, [...(byOwner.get(owner) ?? []), each])
  }
  const world = onDay(company, addDays(month, 27))
  for (const [owner, theirs] of byOwner) {
    const developer = by.chance(0.2) ? sure(people, 'tiantao').id : owner.id
    const ids = await createMany(
      world,
      as(owner),
      'customers',
      theirs.map(({ body }) => ({ ...body, owner: owner.id, developer, custodian: sure(company.departments, 'MKT') })),
    )
    for (const [at, { body, areaCode, department, weight, discount, openedOn, wellKept }] of theirs.entries()) {
      const id = ids[at] ?? 0
      const credit = creditOf(by, body.tier, weight, wellKept)
      if (credit)
        await updateMany(world, system, 'customers', [id], {
          idCopy: await scan(world, `证件 ${id}`, `ID copy of the opener, customer ${id}`),
        })
      const contacts = await createMany(
        world,
        as(owner),
        'contacts',
        contactsOf(by, body.tier, areaCode).map((contact) => ({ ...contact, customer: id })),
      )
      company.customers.push({
        id,
        name: String(body.name),
        tier: String(body.tier),
        channel: String(body.channel),
        industry: String(body.industry),
        department,
        weight,
        discount,
        openedOn,
        contacts,
        wellKept,
        owner,
        contracts: [],
        credit,
        pays: habitOf(by),
      })
    }
  }
}

/** Customers who were there at the start are filed at once, later ones come in as the months pass. */
export async function loadCustomers(company: Company, count: number): Promise<void> {
  const byMonth = new Map<string, Prospect[]>()
  for (const each of prospects(company.by, count, company.start, company.today))
    byMonth.set(monthOf(each.openedOn), [...(byMonth.get(monthOf(each.openedOn)) ?? []), each])
  for (const month of [...byMonth.keys()].sort()) {
    const list = byMonth.get(month) ?? []
    if (month < monthOf(company.start)) await openFiles(company, month, list)
    else
      plan(company, addDays(month, 27), async () => {
        const known = company.customers.length
        await openFiles(company, month, list)
        await fileContracts(company, addDays(month, 27), company.customers.slice(known))
      })
  }
}

/** A handful of credit customers fell silent and owe since: their last invoices are overdue by a week to four months. */
export function fallSilent({ by, customers, today }: Company): void {
  const late = [2, 6, 13, 24, 37, 52, 68, 84, 118]
  const debtors = by.some(
    customers.filter(({ credit, tier }) => credit && tier !== 'strategic'),
    Math.min(late.length, Math.floor(customers.length / 12)),
  )
  for (const [at, each] of debtors.entries()) each.quietFrom = addDays(today, -(late[at] ?? 0) - 36)
}

/** The keeper of the archive marks two small customers as confidential (SEC-07). */
export async function keepSecret(company: Company): Promise<void> {
  const { customers, today, people } = company
  const small = customers
    .filter(({ weight, openedOn }) => weight > 0 && openedOn < addDays(today, -60))
    .sort((a, b) => a.weight - b.weight || a.id - b.id)
  const ids = small.slice(0, 2).map(({ id }) => id)
  await updateMany(onDay(company, today, 9), as(sure(people, 'archive')), 'customers', ids, { secrecy: 'confidential' })
}

/** One customer changes hands on a day. */
export async function handOver(company: Company, customer: Customer, to: Person, day: string, reason: string): Promise<void> {
  await updateMany(onDay(company, day, 9), as(sure(company.people, 'manager')), 'customers', [customer.id], {
    owner: to.id,
    handoverOn: day,
    handoverReason: reason,
  })
  customer.owner = to
}

/** Files opened twice for the same firm: what a search for duplicates should find. */
export async function openTwice(company: Company): Promise<void> {
  const { by, customers, today, people } = company
  const twice = by.some(
    customers.filter((each) => each.weight > 1 && each.name.endsWith('有限公司')),
    4,
  )
  const variants = [
    (name: string) => name.replace('有限公司', '有限责任公司'),
    (name: string) => name.replace(/^(..)/, '$1市'),
    (name: string) => `${name} `,
    (name: string) => name.replace('有限公司', ''),
  ]
  const clerk = sure(people, 'clerk')
  for (const [at, each] of twice.entries())
    await createMany(onDay(company, addDays(today, -40 - at * 9)), as(clerk), 'customers', [
      {
        name: (variants[at] ?? ((name: string) => name))(each.name).trim(),
        stage: 'contacted',
        tier: 'reserve',
        owner: each.owner.id,
        channel: each.channel,
        industry: each.industry,
        note: '电话咨询时登记',
      },
    ])
}

/** Grades in force for the better customers, in several schemes at once (CF-03). */
export async function grade(company: Company, schemes: ReadonlyMap<string, number>): Promise<void> {
  const { by, customers } = company
  const from = `${company.today.slice(0, 4)}-01-01`
  const codes: Record<string, string> = { strategic: 'S', key: 'K', general: 'G', reserve: 'R' }
  const rows = customers.flatMap((each) => {
    const better = each.tier === 'strategic' || each.tier === 'key'
    const own = { customer: each.id, from }
    return [
      { ...own, scheme: sure(schemes, 'TIER'), grade: codes[each.tier] ?? 'G', basis: '年度客户评审会结论' },
      ...(each.weight > 0
        ? [{ ...own, scheme: sure(schemes, 'ABC'), grade: each.weight > 7 ? 'A' : each.weight > 2 ? 'B' : 'C', basis: '按上年销售额' }]
        : []),
      ...(better
        ? [{ ...own, scheme: sure(schemes, 'PARTNER'), grade: by.pick(['A', 'B', 'B', 'C', 'D']), basis: `评分 ${by.whole(58, 97)}` }]
        : []),
    ]
  })
  await createMany(onDay(company, from), system, 'customerGrades', rows)
}
