/**
 * Monthly fund reconciliation 销售资金回收 (RPT-04, PAY-05, PAY-14, CAR-06…08): what customers owed, what moved and what they owe, by company, department, salesperson or
 * customer, for any month; a locked month answers what its signed issue froze.
 *
 * Amounts in yuan as decimal text: opening + invoiced − received − returned − discounted − writtenOff + adjusted = closing, to the 分, and the closing of a month is the
 * opening of the next. `received` is less `refunded` (of advances and of returns), which is told beside it; `returned` is the whole value of returns. `owing` − `ahead` = closing: what customers in debt owe, and what
 * others have paid ahead. `recoveryRate` is `recovered` ÷ `due` in percent, null where nothing was due: `due` is what customers owed before money came in, account by
 * account, `recovered` what of it they no longer owe, `advanced` what came in beyond it. By salesperson or department, `handedOver` is the opening less the closing of the
 * month before: what came or left with customers (`_handed`) who changed hands between two months of which one is locked. `planned` and `paidOfPlan` are of collection-plan steps due in the month, `missed` how many of them were not kept. `differing` counts open differences.
 */
import { DuckDBBlobValue, type DuckDBConnection, type DuckDBValue } from '@duckdb/node-api'
import type { Knex } from 'knex'
import type { Catalog } from '../../../server/catalog/catalog.ts'
import type { ChoiceField } from '../../../server/definition/types.ts'
import { type Language, say } from '../../../server/definition/words.ts'
import type { Shape } from '../../follower/shape.ts'
import type { FundGroup, FundPeriod, FundQuestion } from '../../messages.ts'
import { builder, translation } from '../conditions.ts'
import { names } from '../names.ts'
import { accounts, type Part, summed } from './accounts.ts'
import { bankSide, differenceList } from './bank.ts'
import { fundColumns } from './columns.ts'
import { recoveries, recovery, recoveryRate } from './recovery.ts'
import { waterfall } from './waterfall.ts'

const sum = (expression: string, name: string) => `coalesce(sum(${expression}), 0)::decimal(18, 2) as "${name}"`

/** What adds up, and the closings of those who owe and of those who paid ahead, apart: together they make the closing. */
const sums = [
  ...summed.map((name) => sum(`a."${name}"`, name)),
  sum('greatest(a.closing, 0)', 'owing'),
  sum('greatest(-a.closing, 0)', 'ahead'),
  ...recoveries.map((name) => sum(recovery('a')[name], name)),
].join(', ')

const text = (name: string) => `"${name}": "${name}"::varchar`

/** The entries of a JSON object of figures; decimals travel as text. */
const figures = (all: readonly string[]) => [...all.map(text), `"recoveryRate": (${recoveryRate})::varchar`]

const ofAccounts = [...summed, 'owing', 'ahead', ...recoveries]

const monthly = [...summed.filter((name) => !['planned', 'paidOfPlan', 'refunded'].includes(name)), ...recoveries]

/** Customers named of those who changed hands, the most money first. */
const mostHanded = 20

const ofDifferences = [text('differingAmount'), '"differing": differing']

/** Customers change from one to another of these: only there an opening may be something else than the closing before it. */
const changes = (by: FundGroup): boolean => by === 'salesperson' || by === 'department'

/** The groups there are with what they are called: a table (id, title). */
const titles = (by: FundGroup, catalog: Catalog, language: Language): Knex.Raw =>
  by === 'company'
    ? builder.raw('select 1 as id, ?::varchar as title', [language === 'zh' ? '全公司' : 'The company'])
    : names(catalog, by, language)

/** The parts that make `list`, one JSON text for each row, and `whole`, the totals. */
function rowsOf({ by, rules, asker }: FundQuestion, catalog: Catalog): readonly Part[] {
  const key = by === 'company' ? '1' : `"${by}"`
  const told = rules.differences !== null
  const entries = [
    `"${by}": grp`,
    ...figures(ofAccounts),
    '"missed": missed',
    ...(told ? ofDifferences : []),
    ...(changes(by) ? [text('handedOver'), '"_handed": "_handed"'] : []),
  ]
  const counted = `count(*) filter (status = 'open') as differing, coalesce(sum(amount) filter (status = 'open'), 0)::decimal(18, 2) as "differingAmount"`
  return [
    ['titles', titles(by, catalog, asker.language)],
    [
      'handed',
      `select grp, customer, sum(amount) as amount
      from (
        select ${key} as grp, customer, opening as amount from accounts
        union all
        select ${key}, customer, -closing from held
      ) where ${changes(by)} group by all having sum(amount) <> 0`,
    ],
    [
      'turnover',
      `select h.grp, sum(h.amount)::decimal(18, 2) as "handedOver",
        list({"customer": coalesce(c.name, '#' || h.customer), "id": h.customer, "amount": h.amount::decimal(18, 2)::varchar} order by abs(h.amount) desc, h.customer)
          [:${mostHanded}] as "_handed"
      from handed as h left join customers as c on c.id = h.customer group by 1`,
    ],
    // Whoever handed everything over has a row, too.
    [
      'grouped',
      `select a.grp, ${sums}, coalesce(sum(a.missed), 0)::bigint as missed
      from (select *, ${key} as grp from accounts union all by name select grp from handed) as a
      group by 1`,
    ],
    ['noticed', `select ${key} as grp, ${counted} from differing group by 1`],
    [
      'list',
      `select g.owing, g.closing, g.grp, to_json({${entries.join(', ')}, "_labels": {"${by}": coalesce(t.title::varchar, '#' || g.grp)}})::varchar as json
      from (
        select g.*, coalesce(n.differing, 0) as differing, coalesce(n."differingAmount", 0)::decimal(18, 2) as "differingAmount",
          coalesce(t."handedOver", 0)::decimal(18, 2) as "handedOver", coalesce(t."_handed", []) as "_handed"
        from grouped as g left join noticed as n on n.grp is not distinct from g.grp left join turnover as t on t.grp is not distinct from g.grp
      ) as g left join titles as t on t.id = g.grp`,
    ],
    [
      'whole',
      `select ${sums}, coalesce(sum(a.steps), 0)::bigint as steps, coalesce(sum(a.kept), 0)::bigint as kept, coalesce(sum(a.missed), 0)::bigint as missed,
        count(*) as customers, (select count(*) from differing where status = 'open') as differing,
        (select coalesce(sum(amount), 0)::decimal(18, 2) from differing where status = 'open') as "differingAmount",
        (select coalesce(sum(amount), 0)::decimal(18, 2) from handed) as "handedOver"
      from accounts as a`,
    ],
  ]
}

/** Where the month stands: one JSON object. */
const period = (month: string): Knex.Raw =>
  builder.raw(
    `select to_json({"month": ?::varchar, "status": coalesce(c.status, 'open'), "frozen": r.id is not null, "reconciliation": c.id, "issue": r.id, "number": r.number,
      "edition": r.edition, "clerk": clerk.name, "clerkSignedAt": strftime(c."clerkSignedAt", '%Y-%m-%dT%H:%M:%SZ'), "finance": finance.name,
      "financeSignedAt": strftime(c."financeSignedAt", '%Y-%m-%dT%H:%M:%SZ')})::varchar
    from asked as a
    left join reconciliations as c on c.month = a.month
    left join frozen as f on f.month = a.month left join "fundRecoveries" as r on r.id = f.issue
    left join users as clerk on clerk.id = c.clerk left join users as finance on finance.id = c.finance`,
    [month.slice(0, 7)],
  )

/** With the status in words: who may not read the reconciliations still is told how far the month is. */
function labelled(found: Omit<FundPeriod, 'statusLabel'>, catalog: Catalog, language: Language): FundPeriod {
  const { choices } = catalog.get('reconciliations').fields.status as ChoiceField
  return { ...found, statusLabel: say(choices[found.status] ?? [found.status, found.status], language) }
}

const object = (entries: readonly string[], source: string) => `(select to_json({${entries.join(', ')}})::varchar from ${source})`

/** The bytes of the report in JSON without `asOf` and the brace after it. */
export async function fundReconciliation(
  connection: DuckDBConnection,
  catalog: Catalog,
  shapes: readonly Shape[],
  question: FundQuestion,
): Promise<Buffer> {
  const { month, by, rules, asker } = question
  const filter = translation(catalog, shapes, question)
  const parts: readonly Part[] = [
    ...accounts(question, catalog, filter),
    ...bankSide(question, catalog, filter),
    ...rowsOf(question, catalog),
  ]
  const told = rules.differences !== null
  const totals = [
    ...figures(ofAccounts),
    '"missed": missed',
    '"customers": customers',
    ...(told ? ofDifferences : []),
    ...(changes(by) ? [text('handedOver')] : []),
  ]
  const statement = builder.raw(
    `with ${parts.map(([name]) => `${name} as (?)`).join(', ')}
    select
      (select encode(coalesce(string_agg(json, ',' order by owing desc, closing desc, grp nulls last), '')) from list) as list,
      ${object(totals, 'whole')} as totals,
      ${object(['"steps": steps', '"kept": kept', '"missed": missed', text('planned'), text('paidOfPlan')], 'whole')} as plan,
      (select string_agg(to_json({"month": strftime(month, '%Y-%m'), ${figures(monthly).join(', ')}, "frozen": frozen})::varchar, ',' order by month) from trend) as trend,
      ${object(['"count": count', '"matchedCount": "matchedCount"', ...['amount', 'matchedAmount', 'countShare', 'amountShare'].map(text)], 'bank')} as bank,
      ${object(['"count": count', text('amount'), '"oldest": oldest'], 'unclaimed')} as unclaimed,
      (select count(*) from handed) > 0 as handed, (?) as differences, (?) as period`,
    [...parts.map(([, sql]) => (typeof sql === 'string' ? builder.raw(sql) : sql)), differenceList, period(month)] as Knex.RawBinding[],
  )
  const { sql, bindings } = statement.toSQL().toNative()
  const [row] = (await connection.runAndReadAll(sql, bindings as DuckDBValue[])).getRowObjects()
  const { list, totals: whole } = row ?? {}
  const rest = [
    `"period":${JSON.stringify(labelled(JSON.parse(String(row?.period)) as FundPeriod, catalog, asker.language))}`,
    `"waterfall":${JSON.stringify(waterfall(JSON.parse(String(whole)) as Record<string, string>))}`,
    `"trend":[${String(row?.trend)}]`,
    `"plan":${String(row?.plan)}`,
    `"bank":${row?.bank === null ? 'null' : String(row?.bank)}`,
    `"unclaimed":${rules.bankLines === null ? 'null' : String(row?.unclaimed)}`,
    `"differences":${told ? `[${String(row?.differences)}]` : 'null'}`,
  ]
  return Buffer.concat([
    Buffer.from(`{"columns":${JSON.stringify(fundColumns(by, told, row?.handed === true))},"rows":[`),
    list instanceof DuckDBBlobValue ? list.bytes : Buffer.alloc(0),
    Buffer.from(`],"totals":${String(whole)},${rest.join(',')}`),
  ])
}
