/** Finds the table in a bank's export: the heading row below the preamble, the lines, and what preamble and totals say about the account. */
import { invalid } from '../../errors.ts'
import { plain, readAmount, readDay } from './cells.ts'
import { guessColumns, headingCount } from './columns.ts'
import { mostLines, type StatementFormat, type StatementHead, type StatementRow, type StatementTable } from './statement.ts'

/** Rows in which the headings are looked for. */
const preambleRows = 60

const noHeadings = () =>
  invalid(['对账单', 'Bank statement'], {
    file: [
      '找不到表头：前 60 行中没有一行含“交易日期”与金额等列名；请确认下载的是账户明细，而不是回单或截图。',
      'No headings found: none of the first 60 rows names a date and an amount. Make sure that the file is the list of transactions of the account.',
    ],
  })

/** The row whose cells are headings: most of them known, a day and an amount among them. */
function headingRow(rows: readonly StatementRow[]): number {
  let best = -1
  let most = 2
  for (const [at, { cells }] of rows.slice(0, preambleRows).entries()) {
    const count = headingCount(cells)
    if (count <= most) continue
    const found = new Set(Object.values(guessColumns(cells)))
    if (!found.has('date') || !(['amount', 'credit', 'debit'] as const).some((each) => found.has(each))) continue
    best = at
    most = count
  }
  return best
}

const amountAfter = (text: string, words: RegExp): number | null => {
  const found = words.exec(text)
  if (!found) return null
  const figure = /^[\s:：|,(（元)）¥]*([-+]?[\d,，]+(?:\.\d+)?)/.exec(text.slice(found.index + found[0].length))
  return figure?.[1] === undefined ? null : (readAmount(figure[1]) ?? null)
}

/** What rows outside the table say about account, span and balances. */
function readHead(rows: readonly StatementRow[]): StatementHead {
  const text = rows.map(({ cells }) => plain(cells.map(plain).filter(Boolean).join(' | '))).join('\n')
  const account = /(?:账号|帐号|账户号码|卡号|account\s*(?:no\.?|number)?)[^\d*\n]{0,24}([\d*][\d*\- ]{5,38}[\d*])/i.exec(text)?.[1] ?? null
  const span =
    /(\d{4}[-/.年]?\d{1,2}[-/.月]?\d{1,2}日?)\s*(?:[-—–~至到]+|\||\sto\s)\s*(?:截止日期|终止日期|结束日期|end date)?[\s:：|]*(\d{4}[-/.年]?\d{1,2}[-/.月]?\d{1,2}日?)/i.exec(
      text,
    )
  const first = /(?:起始日期|开始日期|start date)[\s:：|]*(\d{4}[-/.年]?\d{1,2}[-/.月]?\d{1,2}日?)/i.exec(text)?.[1] ?? span?.[1]
  const last = /(?:截止日期|终止日期|结束日期|end date)[\s:：|]*(\d{4}[-/.年]?\d{1,2}[-/.月]?\d{1,2}日?)/i.exec(text)?.[1] ?? span?.[2]
  return {
    account: account?.trim() ?? null,
    from: (first === undefined ? undefined : readDay(first)) ?? null,
    to: (last === undefined ? undefined : readDay(last)) ?? null,
    opening: amountAfter(text, /期初余额|上期余额|承前余额|初始余额|opening balance/i),
    closing: amountAfter(text, /期末余额|本期余额|结余|最终余额|closing balance/i),
  }
}

const total = /合计|总计|小计|累计|总笔数|总金额|本页|承前页|过次页|期初余额|期末余额|上期余额|以下空白|打印|温馨提示|total/i

/** Is this row part of the table, though its day may be wrong? Totals, notes and repeated headings are not. */
function isLine(cells: readonly string[], dayAt: number): boolean {
  if (readDay(cells[dayAt] ?? '') !== undefined) return true
  const filled = cells.filter((cell) => plain(cell) !== '')
  if (filled.length < 3 || headingCount(cells) >= 3) return false
  return !filled.some((cell) => total.test(plain(cell)))
}

/** The table of an export in rows of text. Throws a 422 Refusal when there is none. */
export function readTable(rows: readonly StatementRow[], format: StatementFormat): StatementTable {
  const at = headingRow(rows)
  const header = rows[at]
  if (!header) throw noHeadings()
  const seen = new Map<string, number>()
  const columns = header.cells.map((cell, place) => {
    const name = plain(cell).slice(0, 200) || `列 ${place + 1}`
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    return times === 1 ? name : `${name} (${times})`
  })
  const guess = guessColumns(columns)
  const dayAt = columns.findIndex((column) => guess[column] === 'date')
  const below = rows.slice(at + 1)
  const lines = below.filter(({ cells }) => isLine(cells, dayAt))
  if (lines.length > mostLines)
    throw invalid(['对账单', 'Bank statement'], {
      file: [`流水超过 ${mostLines} 行，请按月拆分下载。`, `There are more than ${mostLines} lines: download month by month.`],
    })
  const outside = new Set(lines)
  const head = readHead([...rows.slice(0, at), ...below.filter((row) => !outside.has(row))])
  return { format, columns, rows: lines, heads: [head], headOf: lines.map(() => 0) }
}
