/** One customer day by day: limit, exposure, receivables and what is overdue, by the same parts as the analysis, and what happened meanwhile. */
import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api'
import type { Knex } from 'knex'
import type { Catalog } from '../../../server/catalog/catalog.ts'
import type { Where } from '../../../server/definition/where.ts'
import type { Translation } from '../../../server/records/where.ts'
import type { Shape } from '../../follower/shape.ts'
import type { CreditSeriesQuestion } from '../../messages.ts'
import { builder, narrow, translation } from '../conditions.ts'
import { headings } from './columns.ts'
import { shipped, spanned } from './points.ts'
import { aside, limits, open, spans, terms } from './standing.ts'

type Event = readonly [kind: string, register: 'releases' | 'creditDecisions', day: string, what: string]

const events: readonly Event[] = [
  ['decision', 'creditDecisions', 'day', 'basis'],
  ['releaseUsed', 'releases', 'usedOn', 'kind'],
  ['releaseSettled', 'releases', 'settledOn', 'kind'],
]

/** Rows (day, kind, register, record, number, what, amount) of one sort of event. */
function happened([kind, register, day, what]: Event, question: CreditSeriesQuestion, catalog: Catalog, by: Translation): Knex.Raw {
  const rule: Where = question.rules[register] ?? { id: { in: [] } }
  const rows = builder(register)
    .select(
      builder.raw('??::date as day, ?::varchar as kind, ?::varchar as register', [`${register}.${day}`, kind, register]),
      `${register}.id as record`,
      `${register}.number`,
      `${register}.${what} as what`,
      `${register}.amount`,
    )
    .where(`${register}.customer`, question.customer)
    .whereBetween(`${register}.${day}`, [question.from, question.to])
  return builder.raw('?', [narrow(rows, catalog.get(register), rule, by, register)] as never)
}

export async function creditSeries(
  connection: DuckDBConnection,
  catalog: Catalog,
  shapes: readonly Shape[],
  question: CreditSeriesQuestion,
): Promise<Buffer> {
  const { customer, from, to } = question
  const { reach: _reach, visible: _visible, ...by } = translation(catalog, shapes, question)
  const parts: readonly (readonly [name: string, sql: string | Knex.Raw])[] = [
    ['asked', spanned(from, to)],
    ['shipped', shipped],
    [
      'points',
      builder.raw('select ?::integer as customer, unnest(generate_series(first, last, interval 1 day))::date as day from asked', [
        customer,
      ]),
    ],
    ...terms,
    ...limits({ first: from, last: to }),
    spans({ first: from, last: to }),
    ['owed', `select customer, day, ${open}, ${aside} from spans group by all`],
    [
      'days',
      `select t.day, coalesce(rolling.amount, fixed.amount, 0)::decimal(18, 2) as "limit",
        (coalesce(o.receivable, 0) + coalesce(o.uninvoiced, 0))::decimal(18, 2) as exposure, coalesce(o.advance, 0)::decimal(18, 2) as advance,
        coalesce(o.receivable, 0)::decimal(18, 2) as receivable, coalesce(o.overdue, 0)::decimal(18, 2) as overdue
      from terms as t
      left join rolling on rolling.day = t.day left join fixed on fixed.day = t.day left join owed as o on o.day = t.day`,
    ],
    [
      'events',
      builder.raw(
        events.map(() => '?').join(' union all '),
        events.map((event) => happened(event, question, catalog, by)),
      ),
    ],
  ]
  const shown = ['limit', 'exposure', 'advance', 'receivable', 'overdue']
  const statement = builder.raw(
    `with ${parts.map(([name]) => `${name} as (?)`).join(', ')}
    select
      (select string_agg(to_json({"day": day, ${shown.map((name) => `"${name}": "${name}"::varchar`).join(', ')}})::varchar, ',' order by day) from days) as list,
      (select coalesce(string_agg(to_json({"day": day, "kind": kind, "register": register, "record": record, "number": number, "what": what, "amount": amount::varchar})::varchar,
        ',' order by day, kind, record), '') from events) as events,
      (select to_json({"id": id, "name": name})::varchar from customers where id = ?::integer) as customer`,
    [...parts.map(([, sql]) => (typeof sql === 'string' ? builder.raw(sql) : sql)), customer] as Knex.RawBinding[],
  )
  const { sql, bindings } = statement.toSQL().toNative()
  const [row] = (await connection.runAndReadAll(sql, bindings as DuckDBValue[])).getRowObjects()
  const heads = JSON.stringify([{ name: 'day', label: ['日期', 'Day'], format: 'date' }, ...headings(shown)])
  const told = row?.customer ?? JSON.stringify({ id: customer, name: null })
  return Buffer.from(
    `{"columns":${heads},"customer":${String(told)},"rows":[${String(row?.list ?? '')}],"events":[${String(row?.events ?? '')}]`,
  )
}
