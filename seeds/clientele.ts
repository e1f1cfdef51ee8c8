/** Loads the customers with their contacts and grades, day by day as their files were opened, and the handovers between account managers. */
import { system } from '../server/access/actor.ts'
import { createMany, updateMany } from '../server/records/index.ts'
import { as, type Company, type Customer, onDay, type Person, sure } from './company.ts'
import { contactsOf, type Prospect, prospects } from './customers.ts'
import { addDays, monthOf } from './days.ts'

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
    for (const [at, { body, areaCode, department, weight, discount, openedOn }] of theirs.entries()) {
      const id = ids[at] ?? 0
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
        owner,
        contracts: [],
      })
    }
  }
}

export async function loadCustomers(company: Company, count: number): Promise<void> {
  const byMonth = new Map<string, Prospect[]>()
  for (const each of prospects(company.by, count, company.start, company.today))
    byMonth.set(monthOf(each.openedOn), [...(byMonth.get(monthOf(each.openedOn)) ?? []), each])
  for (const month of [...byMonth.keys()].sort()) await openFiles(company, month, byMonth.get(month) ?? [])
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
