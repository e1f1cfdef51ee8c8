/**
 * Issues the weekly sales statistics (RPT-01): one numbered, immutable record of `salesStatistics` for each salesperson and week,
 * with the figures as they stood. A salesperson gets one when there were orders, returns or a target.
 */
import type { Report, ReportRow, WeeklyQuestion } from '../../reports/messages.ts'
import { system } from '../access/actor.ts'
import { plusDays } from '../calendar/weeks.ts'
import { latestDone, oncePer } from '../jobs/lease.ts'
import { createMany, together, type World } from '../records/index.ts'
import { dueWeeks } from './due.ts'
import { weeklyQuestion } from './weeklySales.ts'

const job = 'salesStatistics'

/** What issuing needs of reports. */
export interface Asking {
  ask(question: WeeklyQuestion | { readonly ask: 'followed' }, options: { readonly who: string }): Promise<string>
}

const figures = ['orders', 'customers', 'quantity', 'ordered', 'returned', 'net', 'target', 'completion'] as const
const lineFigures = ['orders', 'quantity', 'ordered', 'returned', 'net'] as const

const pick = (row: ReportRow, names: readonly string[]) => Object.fromEntries(names.map((name) => [name, row[name] ?? null]))

const basis = ({ asOf }: Report) =>
  [
    `口径：订单按订单日期、退货按退货日期归入 ISO 周（周一起）；草稿与已取消的不计；净额 = 订货 − 退货；月目标按天分摊。数据截至第 ${asOf.seq} 条变更（${asOf.at ?? '—'}）。`,
    `Basis: orders by order date and returns by return date, ISO weeks from Monday; drafts and cancelled ones do not count; net is ordered less returned; monthly targets are spread by days. Data as of change ${asOf.seq} (${asOf.at ?? '—'}).`,
  ].join('\n')

async function ask(world: World, reporting: Asking, week: string, by: string): Promise<Report> {
  const question = weeklyQuestion(world, system, { from: week, to: plusDays(week, 6), by, where: undefined })
  return JSON.parse(await reporting.ask(question, { who: job })) as Report
}

/** Issues one week; those of its salespeople that have their issue already are left as they are. Answers the number of issues made. */
export async function issueWeek(world: World, reporting: Asking, week: string): Promise<number> {
  await reporting.ask({ ask: 'followed' }, { who: job })
  const people = await ask(world, reporting, week, 'salesperson')
  const customers = await ask(world, reporting, week, 'salesperson,customer')
  return together(world, async (inner) => {
    const { knex } = inner.database
    const issued: { salesperson: number }[] = await knex('salesStatistics').select('salesperson').where({ week })
    const users: { id: number; department: number | null }[] = await knex('users').select('id', 'department').whereNull('deletedAt')
    const departments = new Map(users.map((user) => [user.id, user.department]))
    const done = new Set(issued.map((each) => each.salesperson))
    const due = people.rows.filter(
      ({ salesperson }) => typeof salesperson === 'number' && departments.has(salesperson) && !done.has(salesperson),
    )
    const bodies = due.map((row) => ({
      week,
      salesperson: row.salesperson,
      department: departments.get(Number(row.salesperson)) ?? null,
      ...pick(row, figures),
      lines: customers.rows.flatMap((line) =>
        line.salesperson === row.salesperson && line.customer !== null ? [{ customer: line.customer, ...pick(line, lineFigures) }] : [],
      ),
      policy: basis(people),
      issuedAt: inner.now().toISOString(),
    }))
    if (bodies.length > 0) await createMany(inner, system, 'salesStatistics', bodies)
    return bodies.length
  })
}

/** Issues every week that is due and was not issued yet, each by one server only. Answers the weeks done here. */
export async function issueDue(world: World, reporting: Asking): Promise<string[]> {
  const done: string[] = []
  for (const week of dueWeeks(world.now(), world.timeZone, await latestDone(world.database, job))) {
    const here = await oncePer(
      world.database,
      job,
      week,
      async () => {
        await issueWeek(world, reporting, week)
      },
      world.now,
    )
    if (here) done.push(week)
  }
  return done
}
