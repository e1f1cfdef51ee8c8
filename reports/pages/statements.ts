/** The statement behind the weekly statistics: rows, totals and what they are compared with in one, so that all are of one moment. It answers ready JSON. */
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

const counted = ['orders', 'customers']
const summed = { quantity: 3, ordered: 2, returned: 2 }

/** The figures of a row of sums that goes by `alias`, without gaps. */
const figures = (alias: string): string =>
  [
    ...counted.map((name) => `coalesce(${alias}.${name}, 0) as ${name}`),
    ...Object.entries(summed).map(([name, scale]) => `coalesce(${alias}.${name}, 0)::decimal(18,${scale}) as ${name}`),
    `(coalesce(${alias}.ordered, 0) - coalesce(${alias}.returned, 0))::decimal(18,2) as net`,
  ].join(', ')

/** The figures of `now`, with the nets they are compared with and the target. */
const compared = (before: string, year: string): string =>
  `${figures('now')}, (${before})::decimal(18,2) as "netBefore", (${year})::decimal(18,2) as "netYear", target.target`

/** Amounts travel as text, so that no reader makes floats of them. */
const text = (expression: string) => `${expression}::varchar`

const ratio = (part: string, base: string) =>
  `case when ${base} <> 0 then ${text(`round(${part} * 100 / abs(${base}), 2)::decimal(18,2)`)} end`

/** The measures over columns of these names. */
const measures: Readonly<Record<string, string>> = {
  ...Object.fromEntries(counted.map((name) => [name, name])),
  ...Object.fromEntries([...Object.keys(summed), 'net', 'target'].map((name) => [name, text(name)])),
  changeWeek: ratio('(net - "netBefore")', '"netBefore"'),
  changeYear: ratio('(net - "netYear")', '"netYear"'),
  completion: ratio('net', 'target'),
  netBefore: text('"netBefore"'),
  netYear: text('"netYear"'),
}

const basis = ['netBefore', 'netYear']
const ofComparison = new Set(['changeWeek', 'changeYear', 'target', 'completion', ...basis])

/** A JSON object of `list`, and of `more` that is not a measure. */
const json = (list: readonly string[], more: readonly string[] = []) =>
  `to_json({${[...more, ...list.map((name) => `"${name}": ${measures[name]}`)].join(', ')}})::varchar`

const noTargets = (by: readonly Dimension[]) =>
  builder.raw(`select ${[...by.map((dimension) => `null as ${dimension}`), 'null::decimal(18,2) as target'].join(', ')} where false`)

const targetsOf = (facts: Facts) => (hasTargets(facts) ? targets(facts) : noTargets(facts.question.by))

const shownMeasures = ({ question }: Facts): string[] => [
  ...measureColumns(question).map(({ name }) => name),
  ...(question.amounts ? basis : []),
]

/** Every group that has figures, in every week of the period, so that a week without sales is there as zero. */
function grid(facts: Facts): Knex.Raw {
  const { by, from, to } = facts.question
  const list = othersOf(by).join(', ')
  const groups =
    list === ''
      ? 'select 1 as one'
      : `select ${list} from now${hasTargets(facts) ? ` union select ${list} from target` : ` group by ${list}`}`
  return by.includes('week')
    ? builder.raw(`select w.week, p.* from weeks as w cross join (${groups}) as p where w.week between ?::date and ?::date`, [
        mondayOf(from),
        to,
      ])
    : builder.raw(groups)
}

/** One JSON text for each row, with what it is sorted by; at most `limit`, any of them. */
function list(facts: Facts, limit: number): Knex.Raw {
  const { by } = facts.question
  const others = othersOf(by)
  const same = (left: string) => by.map((dimension) => `${left}.${dimension} is not distinct from g.${dimension}`).join(' and ') || 'true'
  const columns = [
    ...by.map((dimension) => `g.${dimension}`),
    ...others.map((dimension) => `coalesce(n_${dimension}.title, '#' || g.${dimension}) as t_${dimension}`),
    compared('before.net', 'year.net'),
  ]
  const labels = others.map((dimension) => `"${dimension}": t_${dimension}`)
  const more = [
    ...by.map((dimension) => `"${dimension}": ${dimension}`),
    ...(others.length > 0 ? [`"_labels": {${labels.join(', ')}}`] : []),
  ]
  return builder.raw(
    `select ${[...by, 'net', `${json(shownMeasures(facts), more)} as json`].join(', ')}
     from (
       select ${columns.join(', ')} from grid as g
       left join now on ${same('now')} left join before on ${same('before')} left join year on ${same('year')} left join target on ${same('target')}
       ${others.map((dimension) => `left join n_${dimension} on n_${dimension}.id = g.${dimension}`).join(' ')}
     ) limit ${limit}`,
  )
}

/**
 * One row: the `list` of at most `limit` rows as bytes of JSON, in order (weeks upwards, within them the largest net first), how many these are (`count`), the `totals`,
 * and those of what the period is compared with (`before`, `year`). In totals, customers and orders are counted anew, not added up.
 */
export function statement(facts: Facts, limit: number): Knex.Raw {
  const { question, catalog } = facts
  const { by, asker } = question
  const others = othersOf(by)
  const whole: Facts = { ...facts, question: { ...question, by: [] } }
  const net = (alias: string) => `${alias}.ordered - ${alias}.returned`
  const shown = shownMeasures(facts)
  const plain = (alias: string) =>
    `(select ${json(shown.filter((name) => !ofComparison.has(name)))} from (select ${figures(alias)} from ${alias}))`
  const order = [...(by.includes('week') ? ['week'] : []), 'net desc', ...others.map((dimension) => `${dimension} nulls last`)]
  const parts: readonly (readonly [name: string, sql: Knex.Raw])[] = [
    ['now', sums(facts, 'now', 'all')],
    ['before', sums(facts, 'before', 'net')],
    ['year', sums(facts, 'year', 'net')],
    ['target', targetsOf(facts)],
    ['grid', grid(facts)],
    ...others.map((dimension) => [`n_${dimension}`, names(catalog, dimension, asker.language)] as const),
    ['list', list(facts, limit)],
    ['whole_now', sums(whole, 'now', 'all')],
    ['whole_before', sums(whole, 'before', 'all')],
    ['whole_year', sums(whole, 'year', 'all')],
    ['whole_target', targetsOf(whole)],
  ]
  return builder.raw(
    `with ${parts.map(([name]) => `${name} as (?)`).join(', ')}
     select
       (select encode(coalesce(string_agg(json, ',' order by ${order.join(', ')}), '')) from list) as list,
       (select count(*) from list) as count,
       (select ${json(shown)} from (
         select ${compared(net('whole_before'), net('whole_year'))}
         from whole_now as now, whole_before, whole_year left join whole_target as target on true
       )) as totals,
       ${plain('whole_before')} as before,
       ${plain('whole_year')} as year`,
    parts.map(([, sql]) => sql),
  )
}
