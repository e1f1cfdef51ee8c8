/**
 * Customer-credit analysis (RPT-14, RPT-16, RPT-18; CRD-01…17): how every customer stands at the end of a day, any day of the past, by the papers' own dates.
 *
 * Amounts in yuan as decimal text. `receivable` is what is open of issued invoices and equals the sum of the five ages; `overdue` is what is past its due day, whatever
 * the ages go by; `exposure` adds goods bound to go that are not invoiced; `available` is what is left of `limit` after exposure less `advance`, for customers who are
 * eligible and on credit; `utilisation` is exposure less advance in percent of the limit, null without one. `averageDaysLate` is the mean over invoices settled in the
 * 365 days to the day; `dso` is receivable ÷ invoiced in the last 90 days × 90. The position is the customer's as a whole: who may see the customer sees all of it.
 */
import { DuckDBBlobValue, type DuckDBConnection, type DuckDBValue } from '@duckdb/node-api'
import type { Knex } from 'knex'
import type { Catalog } from '../../../server/catalog/catalog.ts'
import { missingWords } from '../../../server/credit/index.ts'
import type { ChoiceField } from '../../../server/definition/types.ts'
import { say, type Words } from '../../../server/definition/words.ts'
import { Refusal } from '../../../server/errors.ts'
import type { Shape } from '../../follower/shape.ts'
import type { CreditQuestion } from '../../messages.ts'
import { builder, translation } from '../conditions.ts'
import { headings, rowEntries, totalEntries } from './columns.ts'
import { allowed, points, shipped, spanned } from './points.ts'
import { positions } from './position.ts'
import { levels, levelWords } from './risk.ts'
import { trend, trendEntries } from './trend.ts'

/** More customers than anybody reads. */
const mostRows = 50_000

const pairs = (words: Readonly<Record<string, Words>>, language: CreditQuestion['asker']['language']): Knex.Raw =>
  builder.raw(
    `select map([${Object.keys(words)
      .map(() => '?::varchar')
      .join(', ')}], [${Object.keys(words)
      .map(() => '?::varchar')
      .join(', ')}]) as words`,
    [...Object.keys(words), ...Object.values(words).map((each) => say(each, language))],
  )

const risk = `case level ${levels.map((level, index) => `when ${index} then '${level}'`).join(' ')} end`

/** What is counted beside the sums of the columns. */
const counted = [
  '"customers": count(*)',
  `"overdueShare": (case when sum(receivable) > 0 then round(sum(overdue) * 100 / sum(receivable), 2)::decimal(18, 2) end)::varchar`,
  '"overLimit": count(*) filter (over > 0)',
  '"overdueCustomers": count(*) filter (overdue > 0)',
  '"ineligible": count(*) filter ("onCredit" and not eligible)',
]

const top = (most: number) =>
  `"top${most}": coalesce(case when max(whole) > 0 then round(sum(receivable) filter (place <= ${most}) * 100 / max(whole), 2)::decimal(18, 2) end, 0)::decimal(18, 2)::varchar`

const concentration = `select to_json({${[1, 5, 10].map(top).join(', ')}, "holders80": count(*) filter (above * 100 < max_whole * 80)})::varchar
  from (select *, whole as max_whole from (
    select receivable, sum(receivable) over () as whole, row_number() over held as place, coalesce(sum(receivable) over (held rows between unbounded preceding and 1 preceding), 0) as above
    from chosen where receivable > 0
    window held as (order by receivable desc, customer)
  ))`

export async function customerCredit(
  connection: DuckDBConnection,
  catalog: Catalog,
  shapes: readonly Shape[],
  question: CreditQuestion,
): Promise<Buffer> {
  const { on, columns, onCredit, asker } = question
  const by = translation(catalog, shapes, question)
  const { choices } = catalog.get('customers').fields.paymentMode as ChoiceField
  const words = { ...choices, ...Object.fromEntries(levels.map((level) => [level, levelWords[level]])), ...missingWords }
  const labels = [
    `"customer": coalesce(c.name, '#' || p.customer)`,
    ...(columns.includes('mode') ? ['"mode": w.words[p.mode]'] : []),
    ...(columns.includes('risk') ? ['"risk": w.words[p.risk]'] : []),
    ...(columns.includes('missing') ? [`"missing": list_transform(p.missing, lambda code: w.words[code])`] : []),
  ]
  const parts: readonly (readonly [name: string, sql: string | Knex.Raw | Knex.QueryBuilder])[] = [
    ['asked', spanned(on, on)],
    ['shipped', shipped],
    ['allowed', allowed(question, catalog, by)],
    ['points', points],
    ...positions(question),
    ['chosen', `select *, ${risk} as risk from positions ${onCredit ? 'where "onCredit"' : ''}`],
    ['words', pairs(words, asker.language)],
    [
      'list',
      `select p.level, p.overdue, p.receivable, p.customer, to_json({${rowEntries(columns).join(', ')}, "_labels": {${labels.join(', ')}}})::varchar as json
      from chosen as p cross join words as w left join customers as c on c.id = p.customer limit ${mostRows + 1}`,
    ],
    ...trend(question),
  ]
  const statement = builder.raw(
    `with ${parts.map(([name]) => `${name} as (?)`).join(', ')}
    select
      (select encode(coalesce(string_agg(json, ',' order by level desc, overdue desc, receivable desc, customer), '')) from list) as list,
      (select count(*) from list) as count,
      (select to_json({${[...totalEntries(columns), ...counted].join(', ')}})::varchar from chosen) as totals,
      (select coalesce(string_agg(to_json({"day": day, ${trendEntries.join(', ')}})::varchar, ',' order by day), '') from trend) as trend,
      (${concentration}) as concentration`,
    parts.map(([, sql]) => (typeof sql === 'string' ? builder.raw(sql) : sql)) as Knex.RawBinding[],
  )
  const { sql, bindings } = statement.toSQL().toNative()
  const [row] = (await connection.runAndReadAll(sql, bindings as DuckDBValue[])).getRowObjects()
  const { list, count, totals, trend: points_, concentration: held } = row ?? {}
  if (Number(count) > mostRows)
    throw new Refusal(422, 'tooMany', [
      `客户授信分析超过 ${mostRows} 位客户：请增加筛选。`,
      `The customer-credit analysis has more than ${mostRows} customers: filter more.`,
    ])
  return Buffer.concat([
    Buffer.from(`{"columns":${JSON.stringify(headings(columns))},"rows":[`),
    list instanceof DuckDBBlobValue ? list.bytes : Buffer.alloc(0),
    Buffer.from(`],"totals":${totals},"trend":[${points_}],"concentration":${held}`),
  ])
}
