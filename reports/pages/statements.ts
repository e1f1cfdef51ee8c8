/** The two statements behind the weekly statistics: one for the rows, one for the totals. Each answers ready JSON, row by row. */
import type { Knex } from 'knex'
import { mondayOf } from '../../server/calendar/weeks.ts'
import type { Dimension } from '../messages.ts'
import { measureColumns } from './columns.ts'
import { builder } from './conditions.ts'
import { type Facts, sums } from './facts.ts'
import { names } from './names.ts'
import { hasTargets, targets } from './targets.ts'

type Others = Exclude<Dimension, 'week'>
const othersOf = (by: readonly Dimension[]): Others[] => by.filter((dimension): dimension is Others => dimension !== 'week')

/** Amounts travel as text, so that no reader makes floats of them. */
const text = (expression: string, scale: number) => `${expression}::decimal(18,${scale})::varchar`

const ratio = (part: string, base: string) => `case when ${base} <> 0 then ${text(`round(${part} * 100 / abs(${base}), 2)`, 2)} end`

/** The measures over a row of sums that goes by `alias`, with the nets it is compared with. */
function measures(alias: string, before: string, year: string): Readonly<Record<string, string>> {
  const of = (name: string) => `coalesce(${alias}.${name}, 0)`
  const net = `(${of('ordered')} - ${of('returned')})`
  return {
    orders: of('orders'),
    customers: of('customers'),
    quantity: text(of('quantity'), 3),
    ordered: text(of('ordered'), 2),
    returned: text(of('returned'), 2),
    net: text(net, 2),
    changeWeek: ratio(`(${net} - ${before})`, before),
    changeYear: ratio(`(${net} - ${year})`, year),
    target: text('target.target', 2),
    completion: ratio(net, 'target.target'),
    netBefore: text(before, 2),
    netYear: text(year, 2),
  }
}

const basis = ['netBefore', 'netYear']

/** A JSON object of `names` out of `from`. */
const pack = (list: readonly string[], from: Readonly<Record<string, string>>) =>
  `{${list.map((name) => `"${name}": ${from[name]}`).join(', ')}}`

const noTargets = (by: readonly Dimension[]) =>
  builder.raw(`select ${[...by.map((dimension) => `null as ${dimension}`), 'null::decimal(18,2) as target'].join(', ')} where false`)

const shownMeasures = ({ question }: Facts): string[] => [
  ...measureColumns(question).map(({ name }) => name),
  ...(question.amounts ? basis : []),
]

/** At most `limit` rows as `json`, in order: weeks upwards, within them the largest net first. */
export function rowsStatement(facts: Facts, limit: number): Knex.Raw {
  const { question, catalog } = facts
  const { by, from, to, asker } = question
  const others = othersOf(by)
  const same = (left: string) => by.map((dimension) => `${left}.${dimension} is not distinct from g.${dimension}`).join(' and ') || 'true'
  const withTargets = hasTargets(facts)
  const list = others.join(', ')
  const groups =
    others.length === 0
      ? 'select 1 as one'
      : `select ${list} from now${withTargets ? ` union select ${list} from target` : ` group by ${list}`}`
  // Every group has every week, so that a week without sales is there as zero.
  const grid = by.includes('week')
    ? builder.raw(`select w.week, p.* from weeks as w cross join (${groups}) as p where w.week between ?::date and ?::date`, [
        mondayOf(from),
        to,
      ])
    : builder.raw(groups)
  const shown = shownMeasures(facts)
  const parts = {
    ...measures('now', 'before.net', 'year.net'),
    ...Object.fromEntries(by.map((dimension) => [dimension, `g.${dimension}`])),
  }
  const titles = others.map((dimension) => `"${dimension}": coalesce(n_${dimension}.title, '#' || g.${dimension})`)
  const labels = others.length > 0 ? [`"_labels": {${titles.join(', ')}}`] : []
  const json = `to_json({${[...[...by, ...shown].map((name) => `"${name}": ${parts[name]}`), ...labels].join(', ')}})::varchar`
  const order = [
    ...(by.includes('week') ? ['g.week'] : []),
    'coalesce(now.ordered, 0) - coalesce(now.returned, 0) desc',
    ...others.map((dimension) => `g.${dimension} nulls last`),
  ]
  return builder.raw(
    `with now as (?), before as (?), year as (?), target as (?), grid as (?)${others.map((dimension) => `, n_${dimension} as (?)`).join('')}
     select ${json} as json
     from grid as g left join now on ${same('now')} left join before on ${same('before')} left join year on ${same('year')} left join target on ${same('target')}
     ${others.map((dimension) => `left join n_${dimension} on n_${dimension}.id = g.${dimension}`).join(' ')}
     order by ${order.join(', ')} limit ${limit}`,
    [
      sums(facts, 'now', 'all'),
      sums(facts, 'before', 'net'),
      sums(facts, 'year', 'net'),
      withTargets ? targets(facts) : noTargets(by),
      grid,
      ...others.map((dimension) => names(catalog, dimension, asker.language)),
    ],
  )
}

/** One row: the totals as `totals`, and those of what the period is compared with as `before` and `year`. Customers and orders are counted anew, not added up. */
export function totalsStatement(facts: Facts): Knex.Raw {
  const whole: Facts = { ...facts, question: { ...facts.question, by: [] } }
  const net = (alias: string) => `(${alias}.ordered - ${alias}.returned)`
  const shown = shownMeasures(facts)
  const comparable = shown.filter((name) => !['changeWeek', 'changeYear', 'target', 'completion', ...basis].includes(name))
  const plain = (alias: string) => pack(comparable, measures(alias, 'null', 'null'))
  return builder.raw(
    `with now as (?), before as (?), year as (?), target as (?)
     select to_json(${pack(shown, measures('now', net('before'), net('year')))})::varchar as totals,
       to_json(${plain('before')})::varchar as before, to_json(${plain('year')})::varchar as year
     from now, before, year left join target on true`,
    [
      sums(whole, 'now', 'all'),
      sums(whole, 'before', 'all'),
      sums(whole, 'year', 'all'),
      hasTargets(whole) ? targets(whole) : noTargets([]),
    ],
  )
}
