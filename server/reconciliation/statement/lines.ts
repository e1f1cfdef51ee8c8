/** From a row of an export to a movement on the account, by the columns that were said; every cell that is wrong is named. */
import type { Words } from '../../definition/words.ts'
import { invalid } from '../../errors.ts'
import { plain, readAmount, readDay, readTime } from './cells.ts'
import { isTarget, type LineTarget, lineTargets } from './columns.ts'
import type { StatementLine, StatementRow, StatementTable } from './statement.ts'

export type ColumnMapping = Readonly<Record<string, string | null>>

export interface LineFault {
  readonly target: LineTarget
  readonly sentence: Words
}

export type ReadLine =
  | { readonly line: StatementLine; readonly account: string | null }
  /** A row that moves no money: left out, and no mistake. */
  | { readonly nothing: Words }
  | { readonly faults: readonly LineFault[] }

const into = /^(?:贷|贷方|c|cr|credit|crdt|收|收入|来账|转入|进|入账|\+|存入)$/i
const out = /^(?:借|借方|d|dr|debit|dbit|支|支出|往账|转出|出|付|付款|-|支取)$/i

/** Places of the mapped columns. Throws a 422 Refusal when the mapping names what is not there, or no day or amount. */
function placesOf(columns: readonly string[], mapping: ColumnMapping): ReadonlyMap<LineTarget, number> {
  const places = new Map<LineTarget, number>()
  for (const [at, column] of columns.entries()) {
    const target = mapping[column]
    if (!target) continue
    if (!isTarget(target))
      throw invalid(['导入', 'Import'], { [column]: [`对账单没有“${target}”这一项。`, `A bank statement has nothing called “${target}”.`] })
    if (places.has(target))
      throw invalid(['导入', 'Import'], {
        mapping: [
          `两列都对应“${lineTargets[target][0]}”，请只留一列。`,
          `Two columns go into “${lineTargets[target][1]}”: keep one of them.`,
        ],
      })
    places.set(target, at)
  }
  const needed: LineTarget[] = []
  if (!places.has('date')) needed.push('date')
  if (!(['amount', 'credit', 'debit'] as const).some((each) => places.has(each))) needed.push('amount')
  if (needed.length > 0)
    throw invalid(['导入', 'Import'], {
      mapping: [
        `请指明哪一列是${needed.map((each) => `“${lineTargets[each][0]}”`).join('和')}。`,
        `Say which column holds ${needed.map((each) => `“${lineTargets[each][1]}”`).join(' and ')}.`,
      ],
    })
  return places
}

/** A serial that tells a line from others: neither a row's place in its file, which another file counts anew, nor the bank's word for none. */
const serialOf = (given: string | null): string | null => (given === null || /^(?:\d{1,4}|nonref|notprovided)$/i.test(given) ? null : given)

/** Reads rows of `table` by `mapping`. Throws a 422 Refusal for a mapping that cannot be. */
export function lineReader(table: Pick<StatementTable, 'columns' | 'rows'>, mapping: ColumnMapping): (row: StatementRow) => ReadLine {
  const places = placesOf(table.columns, mapping)
  const cell = (row: StatementRow, target: LineTarget) => {
    const at = places.get(target)
    return at === undefined ? '' : plain(row.cells[at] ?? '').replace(/^[`']+/, '')
  }
  const text = (row: StatementRow, target: LineTarget, most: number) => {
    const found = cell(row, target).replace(/\s+/g, ' ')
    return found === '' || /^[-—]+$/.test(found) ? null : found.slice(0, most)
  }
  // Some banks write money out as less than nothing in a column of its own; a single one below nothing is a reversal.
  const signed = (() => {
    const given = table.rows
      .map((row) => readAmount(cell(row, 'debit')))
      .filter((each) => typeof each === 'number' && each !== 0) as number[]
    return given.length > 1 && given.every((each) => each < 0)
  })()

  function amountOf(row: StatementRow, faults: LineFault[]): number | null {
    const read = (target: LineTarget) => {
      const found = readAmount(cell(row, target))
      if (found === undefined)
        faults.push({
          target,
          sentence: [
            `“${cell(row, target).slice(0, 40)}”不是金额；应为最多两位小数的数字。`,
            `“${cell(row, target).slice(0, 40)}” is no amount: a number with two digits after the point at most.`,
          ],
        })
      return found ?? null
    }
    const credit = read('credit')
    const debit = read('debit')
    if (credit && debit)
      faults.push({
        target: 'debit',
        sentence: ['同一行收入和支出都有金额，请核对列对应。', 'One row has money in and money out: check what goes where.'],
      })
    if (credit !== null || debit !== null) return (credit ?? 0) - (signed ? Math.abs(debit ?? 0) : (debit ?? 0))
    const amount = read('amount')
    if (amount === null) return null
    const direction = cell(row, 'direction')
    if (out.test(direction)) return 0 - Math.abs(amount)
    if (direction !== '' && !into.test(direction))
      faults.push({
        target: 'direction',
        sentence: [
          `看不懂借贷标志“${direction.slice(0, 20)}”；应为借/贷、收/支或 D/C。`,
          `“${direction.slice(0, 20)}” is neither debit nor credit: D/C, 借/贷 or 收/支 is expected.`,
        ],
      })
    return amount
  }

  return (row) => {
    const faults: LineFault[] = []
    const date = readDay(cell(row, 'date'))
    if (date === undefined)
      faults.push({
        target: 'date',
        sentence: [
          `“${cell(row, 'date').slice(0, 40)}”不是日期；应如 2026-11-01 或 20261101。`,
          `“${cell(row, 'date').slice(0, 40)}” is no day: 2026-11-01 or 20261101 is expected.`,
        ],
      })
    const currency = cell(row, 'currency')
    if (currency !== '' && !/人民币|cny|rmb|^156$|^01$|^10$/i.test(currency))
      faults.push({
        target: 'currency',
        sentence: [
          `只对人民币账户，此行为 ${currency.slice(0, 20)}。`,
          `Only yuan accounts are reconciled; this row is in ${currency.slice(0, 20)}.`,
        ],
      })
    const amount = amountOf(row, faults)
    if (amount === null && faults.length === 0) faults.push({ target: 'amount', sentence: ['此行没有金额。', 'This row has no amount.'] })
    if (faults.length > 0 || date === undefined || amount === null) return { faults }
    if (amount === 0) return { nothing: ['金额为零，没有资金变动。', 'The amount is zero: no money moved.'] }
    const outward = amount < 0 && places.has('payee')
    const line: StatementLine = {
      date,
      at: readTime(cell(row, 'time')) ?? readTime(/[\s:T日]/.test(cell(row, 'date')) ? cell(row, 'date') : ''),
      amount,
      balance: readAmount(cell(row, 'balance')) ?? null,
      payer: text(row, outward ? 'payee' : 'payer', 160),
      payerAccount: text(row, outward && places.has('payeeAccount') ? 'payeeAccount' : 'payerAccount', 60),
      payerBank: text(row, 'payerBank', 160),
      serial: serialOf(text(row, 'serial', 80)),
      reference: text(row, 'reference', 300),
      summary: text(row, 'summary', 300),
    }
    return { line, account: text(row, 'account', 60) }
  }
}

/** The columns of formats whose meaning is fixed: each is called what it holds. */
export const fixedColumns = [
  'date',
  'time',
  'amount',
  'balance',
  'payer',
  'payerAccount',
  'payerBank',
  'serial',
  'reference',
  'summary',
  'account',
  'currency',
] as const satisfies readonly LineTarget[]

/** The cells of a line in the order of `fixedColumns`. */
export const fixedCells = (values: Readonly<Partial<Record<(typeof fixedColumns)[number], string | null>>>): string[] =>
  fixedColumns.map((name) => values[name] ?? '')
