/** Contracts year by year, some of them with papers missing or long expired; and the monthly sales targets. */
import { system } from '../server/access/actor.ts'
import { createMany, updateMany } from '../server/records/index.ts'
import { type Company, type Customer, colleague, onDay, sure } from './company.ts'
import { addDays, days, demand, monthOf } from './days.ts'
import { scan } from './scans.ts'

const abstract = '一、供货品种与价格见附件；二、质量按国家标准；三、运费由供方承担；四、违约、不可抗力与索赔见第七至九条。'

function contractOf({ by, people, today }: Company, customer: Customer, year: number) {
  const from = customer.openedOn.startsWith(String(year)) ? customer.openedOn : `${year}-01-01`
  const to = `${year}-12-31`
  const distribution = customer.channel === 'distributor'
  const complete = by.chance(0.93)
  return {
    name: `${customer.name}${year} 年度${distribution ? '经销' : '直销'}合同`,
    customer: customer.id,
    kind: distribution ? 'distribution' : 'direct',
    ourParty: '宁夏塞上红园食品有限公司',
    counterparty: customer.name,
    ourSignatory: '郭建国',
    signedOn: from,
    from,
    to,
    amount: `${Math.max(1, customer.weight) * by.whole(6, 14) * 10_000}.00`,
    settlement: customer.credit ? 'rolling' : 'prepaid',
    // The terms of strategic customers follow the policy of their tier.
    creditDays: customer.credit && customer.tier !== 'strategic' ? 30 : null,
    settlementAgreement: customer.credit ? '滚动授信，按周开票，票到之日起 30 天内付清。' : '款到发货，按月开票对账。',
    clauses: complete
      ? ['breach', 'forceMajeure', 'claims', ...(customer.tier === 'strategic' ? ['confidentiality', 'rights'] : [])]
      : ['breach', 'claims'],
    abstract: by.chance(0.85) ? abstract : null,
    scanMissing: by.chance(0.55) ? '签字件已归档，待扫描' : null,
    owner: customer.owner.id,
    status: to >= today && !customer.credit && by.chance(0.06) ? 'draft' : 'signed',
    paperNumber: `SSH-${year}-${customer.id}-${sure(people, 'archive').id}`,
  }
}

/** Ends the contracts of the year before; a few ran out and nobody ended them until a year later, so that the list of papers to look after is not empty. */
export async function endContracts(company: Company, day: string): Promise<void> {
  const { by, customers, world } = company
  const lastYear = String(Number(day.slice(0, 4)) - 1)
  const over = customers.flatMap(({ contracts }) => contracts.filter(({ to }) => to.startsWith(lastYear) && by.chance(0.9)))
  const older: { id: number }[] = await world.database
    .knex('contracts')
    .where({ status: 'signed' })
    .where('to', '<', `${lastYear}-01-01`)
    .whereNull('deletedAt')
    .select('id')
  const ids = [...over, ...older].map(({ id }) => id)
  if (ids.length > 0) await updateMany(onDay(company, day), colleague(company, 'archive'), 'contracts', ids, { status: 'ended' })
}

/** Contracts for the year of `day` with those of `customers` that have one; the archive keeper files them (ARC-04). */
export async function fileContracts(company: Company, day: string, customers: readonly Customer[]): Promise<void> {
  const { by } = company
  const theirs = customers.filter(
    ({ weight, tier, credit }) => weight > 0 && tier !== 'reserve' && (credit || by.chance(tier === 'general' ? 0.5 : 0.94)),
  )
  if (theirs.length === 0) return
  const bodies = theirs.map((each) => contractOf(company, each, Number(day.slice(0, 4))))
  const world = onDay(company, day)
  const papers = []
  for (const body of bodies) {
    const scanned = body.scanMissing === null && body.status !== 'draft' && by.chance(0.6)
    papers.push(scanned ? { ...body, scan: await scan(world, `合同 ${body.paperNumber}`, `Signed contract ${body.paperNumber}`) } : body)
  }
  const ids = await createMany(world, system, 'contracts', papers)
  for (const [at, customer] of theirs.entries()) {
    const body = bodies[at]
    const id = ids[at]
    if (body && id !== undefined && body.status !== 'draft') customer.contracts.push({ id, from: body.from, to: body.to })
  }
}

/** How a month compares with an average one. */
function monthly({ start, today }: Company): Map<string, number> {
  const sums = new Map<string, number>()
  const next = addDays(monthOf(addDays(monthOf(today), 32)), 31)
  for (const each of days(monthOf(start), next)) sums.set(monthOf(each), (sums.get(monthOf(each)) ?? 0) + demand(each, start))
  sums.delete(monthOf(next))
  return sums
}

/** Targets of each who sells, month by month, a little above what they sold, in whole thousands (RPT-36); one month was forgotten for one person. */
export async function setTargets(company: Company): Promise<void> {
  const { world, people, today, by } = company
  const rows: { salesperson: number; total: string | number }[] = await world.database
    .knex('orders')
    .whereIn('status', ['confirmed', 'closed'])
    .groupBy('salesperson')
    .select('salesperson')
    .sum({ total: 'total' })
  const sold = new Map(rows.map((row) => [row.salesperson, Number(row.total) / 100]))
  const level = monthly(company)
  const whole = [...level].filter(([month]) => month <= today).reduce((sum, [, each]) => sum + each, 0)
  const bodies = [...people.values()].flatMap((person) => {
    const gone = person.username === 'sunpeng' ? addDays(today, -215) : undefined
    const months = [...level].filter(([month]) => gone === undefined || month <= gone)
    const span = months.filter(([month]) => month <= today).reduce((sum, [, each]) => sum + each, 0) || whole
    return (person.sells ? months : []).flatMap(([month, each]) => {
      const amount = Math.round((((sold.get(person.id) ?? 0) / span) * each * (0.96 + by.next() * 0.14)) / 1000) * 1000
      const forgotten = person.username === 'tiantao' && month === monthOf(addDays(today, -62))
      return amount > 0 && !forgotten ? [{ month, user: person.id, amount: `${amount}.00` }] : []
    })
  })
  await createMany(onDay(company, addDays(company.start, 1)), system, 'salesTargets', bodies)
}
