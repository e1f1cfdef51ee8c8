/**
 * Where the figures of the weekly statistics come from. Five sources give the same ones at different cost: the weekly marts by salesperson, by product and
 * by customer (whole weeks), the headers of orders and returns (any days), and their lines (whenever a product is asked for).
 */
import { isMonday, isSunday } from '../../server/calendar/weeks.ts'
import type { Where } from '../../server/definition/where.ts'
import type { WeeklyQuestion } from '../messages.ts'
import { heads, onLines } from './conditions.ts'

export type Grain = 'people' | 'products' | 'weeks' | 'documents' | 'lines'

/** Which measures: every one; those that add up, which are all but the customers; the customers alone; or the net amount alone. */
export type Which = 'all' | 'additive' | 'customers' | 'net'

/** The columns by which a grain can be filtered without a look at the record. */
const documentColumns: ReadonlySet<string> = new Set(['customer', 'salesperson', 'department'])
const lineColumns: ReadonlySet<string> = new Set([...documentColumns, 'product'])
const peopleColumns: ReadonlySet<string> = new Set(['week', 'salesperson', 'department'])
const productColumns: ReadonlySet<string> = new Set(['week', 'product'])

const within = (asked: Iterable<string>, columns: ReadonlySet<string>) => [...asked].every((each) => columns.has(each))

/** Can a row rule be asked of the columns of `grain`? */
export const holdsRule = (grain: Grain, rule: Where): boolean => within(heads(rule), grain === 'lines' ? lineColumns : documentColumns)

/** Only whole weeks can come from a weekly mart, and only where one rule holds for orders and returns. */
const byWholeWeeks = ({ rules, from, to }: WeeklyQuestion): boolean =>
  JSON.stringify(rules.orders) === JSON.stringify(rules.returns) && isMonday(from) && isSunday(to)

/** The cheapest source that has all the question asks for. */
export function grainOf(question: WeeklyQuestion): Grain {
  const { by, where, rules } = question
  if (by.includes('product') || heads(where).has('lines')) return 'lines'
  return byWholeWeeks(question) && holdsRule('weeks', rules.orders) ? 'weeks' : 'documents'
}

/** The cheapest source of these measures. What a small mart has counted may be added up only where nothing counts twice. */
export function cheapest(question: WeeklyQuestion, which: Which): Grain {
  const { by, where, rules } = question
  if (!byWholeWeeks(question)) return grainOf(question)
  const asked = new Set<string>([...by, ...heads(onLines(where)), ...heads(rules.orders)])
  const customers = which === 'all' || which === 'customers'
  // A customer counts once for each week and salesperson, whatever the department.
  if (within(asked, peopleColumns) && (!customers || (by.includes('week') && by.includes('salesperson') && !asked.has('department'))))
    return 'people'
  // An order counts once for each product, a customer once for each week and product.
  if (within(asked, productColumns) && (which === 'net' || (by.includes('product') && (!customers || by.includes('week')))))
    return 'products'
  return grainOf(question)
}
