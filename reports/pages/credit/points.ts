/** Of which customers an analysis speaks: those the asker may see and asked for, who have anything to do with money or credit by then. */
import type { Knex } from 'knex'
import type { Catalog } from '../../../server/catalog/catalog.ts'
import { type PolicyName, policyKeys } from '../../../server/policy/index.ts'
import type { Translation } from '../../../server/records/where.ts'
import type { CreditQuestion } from '../../messages.ts'
import { builder, narrow, positionsRegister } from '../conditions.ts'

/** Customers within the asker's row rule and filter, as rows (customer). */
export function allowed({ rules, where, cut }: CreditQuestion, catalog: Catalog, by: Translation): Knex.QueryBuilder {
  const { reach: _reach, visible: _visible, ...unasked } = by
  const every = builder('customers').select('customers.id as customer')
  narrow(every, catalog.get('customers'), rules.customers, unasked, 'customers')
  const register = positionsRegister(catalog)
  const query = builder.select('s.customer').from({ s: every as never })
  return narrow(narrow(query, register, cut, unasked, 's'), register, where, by, 's')
}

/** The days a statement spans. */
export const spanned = (first: string, last: string): Knex.Raw => builder.raw('select ?::date as first, ?::date as last', [first, last])

const keys = ['credit.window', 'credit.prereq.lastYearBalance', 'payment.mode'] as const satisfies readonly PolicyName[]

/** The policies asked for, as they ship: what holds where the company has written nothing. */
export const shipped: Knex.Raw = builder.raw(
  `select * from (values ${keys.map(() => '(?::varchar, ?::varchar)').join(', ')}) as t(key, value)`,
  keys.flatMap((key) => [key, policyKeys[key].value ?? null]) as Knex.RawBinding[],
)

/** One point for each of them who had dealings by the day, or has credit on it. */
export const points = `
  select customer, last as day from allowed cross join asked
  where customer in (
    select customer from dealings where since <= (select last from asked)
    union all select customer from contracts where status = 'signed' and (select last from asked) between "from" and "to"
    union all select customer from "creditLines" where status in ('approved', 'ended') and (select last from asked) between "from" and coalesce("to", (select last from asked))
  )`
