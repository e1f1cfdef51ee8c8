/** Record numbers: one row a series, counted up inside the transaction of the record, so that a number is never lost or given twice. */
import type { Database } from './connect.ts'
import type { TableSpec } from './spec.ts'

export const numbersTable: TableSpec = { name: 'numbers', columns: { series: 'text', last: 'bigint' }, unique: [{ columns: ['series'] }] }

/** Takes `count` numbers of a series and answers the first. */
async function take({ knex }: Database, series: string, count: number): Promise<number> {
  const [row]: { last: number }[] = await knex('numbers')
    .insert({ series, last: count })
    .onConflict('series')
    .merge({ last: knex.raw('"numbers"."last" + ?', [count]) })
    .returning('last')
  return (row?.last ?? count) - count + 1
}

/** The next `count` record numbers of a pattern such as `SO-{yyyy}{mm}-{00000}` for a company day; a new series starts when the date part changes. */
export async function nextNumbers(database: Database, register: string, pattern: string, day: string, count: number): Promise<string[]> {
  const dated = pattern.replace('{yyyy}', day.slice(0, 4)).replace('{mm}', day.slice(5, 7)).replace('{dd}', day.slice(8, 10))
  const first = await take(database, `${register}:${dated}`, count)
  return Array.from({ length: count }, (_, offset) =>
    dated.replace(/\{(0+)\}/, (_match, zeros: string) => String(first + offset).padStart(zeros.length, '0')),
  )
}
