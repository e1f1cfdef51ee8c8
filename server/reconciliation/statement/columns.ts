/** What the columns of a bank's export can be, and what banks call them; the guess is only a proposal that a person may change. */
import type { Words } from '../../definition/words.ts'
import { plain } from './cells.ts'

/** What a column of an export can hold, in the order people think of it. */
export const lineTargets = {
  date: ['交易日期', 'Date'],
  time: ['交易时间', 'Time'],
  credit: ['收入（贷方）', 'Money in (credit)'],
  debit: ['支出（借方）', 'Money out (debit)'],
  amount: ['金额（收入为正）', 'Amount (money in is positive)'],
  direction: ['借贷标志', 'Debit or credit'],
  balance: ['余额', 'Balance'],
  payer: ['对方户名（或付款人）', 'Other party (or payer)'],
  payerAccount: ['对方账号（或付款账号）', "Other party's (or payer's) account"],
  payerBank: ['对方开户行', "Other party's bank"],
  payee: ['收款人', 'Payee'],
  payeeAccount: ['收款账号', "Payee's account"],
  serial: ['银行流水号', 'Serial'],
  reference: ['凭证号/附言', 'Reference'],
  summary: ['摘要', 'Summary'],
  account: ['本方账号', 'Own account'],
  currency: ['币种', 'Currency'],
} as const satisfies Readonly<Record<string, Words>>

export type LineTarget = keyof typeof lineTargets

export const isTarget = (name: string): name is LineTarget => Object.hasOwn(lineTargets, name)

/** Headings by target, the surest first; a heading is compared without widths, blanks and what stands in brackets. */
const headings: Readonly<Record<LineTarget, readonly string[]>> = {
  date: [
    '交易日期',
    '交易日',
    '记账日期',
    '记帐日期',
    '入账日期',
    '入帐日期',
    '账务日期',
    '日期',
    '交易日期时间',
    '交易时间',
    '起息日',
    'date',
    'bookingdate',
    'transactiondate',
    'valuedate',
  ],
  time: ['交易时间', '时间', '交易时间戳', '记账时间', 'time', 'transactiontime'],
  credit: [
    '贷方发生额',
    '贷方金额',
    '收入金额',
    '收入',
    '贷方',
    '转入金额',
    '存入金额',
    '存入',
    '贷方交易金额',
    '贷',
    'credit',
    'creditamount',
    'moneyin',
    'paidin',
  ],
  debit: [
    '借方发生额',
    '借方金额',
    '支出金额',
    '支出',
    '借方',
    '转出金额',
    '支取金额',
    '支取',
    '借方交易金额',
    '借',
    'debit',
    'debitamount',
    'moneyout',
    'paidout',
  ],
  amount: ['交易金额', '发生额', '金额', '交易额', '入账金额', '本次发生额', 'amount', 'tradeamount', 'transactionamount'],
  direction: [
    '借贷标志',
    '借贷标识',
    '借贷方向',
    '借/贷',
    '借贷',
    '收支方向',
    '收/支',
    '收支',
    '收支标志',
    '收付标志',
    '交易方向',
    '往来账标志',
    '来往账',
    'direction',
    'dc',
    'd/c',
    'debit/credit',
  ],
  balance: [
    '账户余额',
    '帐户余额',
    '余额',
    '本次余额',
    '当前余额',
    '交易后余额',
    '联机余额',
    'balance',
    'after-transactionbalance',
    'aftertransactionbalance',
    'accountbalance',
  ],
  payer: [
    '对方户名',
    '对方账户名称',
    '对方账户名',
    '对方单位名称',
    '对方单位',
    '对方名称',
    '交易对手名称',
    '交易对手',
    '对手户名',
    '收/付方名称',
    '收付方名称',
    '收付款人名称',
    '付款人名称',
    '付款人户名',
    '付款方户名',
    '付款方名称',
    '付款人',
    '户名',
    'counterparty',
    'payer',
    "payer'sname",
    'payername',
    'name',
  ],
  payerAccount: [
    '对方账号',
    '对方帐号',
    '对方账户',
    '交易对手账号',
    '对手账号',
    '收/付方账号',
    '收/付方帐号',
    '收付方账号',
    '付款人账号',
    '付款账号',
    '付款方账号',
    'debitaccountno.',
    'counterpartyaccount',
    'payeraccount',
    "payer'saccount",
  ],
  payerBank: [
    '对方开户行',
    '对方开户机构',
    '对方行名',
    '对方银行',
    '对方开户行名',
    '对方开户网点',
    '交易对手开户行',
    '收/付方开户行名',
    '收/付方开户行',
    '付款人开户行名',
    '付款人开户行',
    '付款行名',
    'payerbank',
    'counterpartybank',
  ],
  payee: ['收款人名称', '收款人户名', '收款方户名', '收款方名称', '收款人', "payee'sname", 'payee'],
  payeeAccount: ['收款人账号', '收款账号', '收款方账号', "payee'saccountnumber", 'payeeaccount'],
  serial: [
    '交易流水号',
    '银行流水号',
    '账户明细编号-交易流水号',
    '流水号',
    '核心流水号',
    '业务流水号',
    '交易编号',
    '交易序号',
    '日志号',
    '唯一流水号',
    'serial',
    'transactionreferencenumber',
    'transactionid',
    'serialnumber',
  ],
  reference: [
    '附言',
    '用途',
    '凭证号',
    '凭证号码',
    '凭证代码',
    '业务编号',
    '业务参考号',
    '企业流水号',
    '备注',
    '交易附言',
    '个性化信息',
    'reference',
    'purpose',
    'remark',
    'remarks',
    'voucherno',
  ],
  summary: ['摘要', '交易摘要', '业务摘要', '交易类型', '业务类型', '交易名称', '交易说明', 'summary', 'description', 'transactiontype'],
  account: [
    '本方账号',
    '本方帐号',
    '账号',
    '帐号',
    '查询账号',
    '查询账号inquireraccountnumber',
    '我方账号',
    '银行账号',
    'account',
    'accountnumber',
    'ownaccount',
  ],
  currency: ['币种', '货币', '交易货币', 'currency', 'tradecurrency'],
}

/** A heading as it is compared: without widths, blanks, units and what stands in brackets. */
export const headingKey = (heading: string): string =>
  plain(heading)
    .replace(/\[.*?\]|\(.*?\)|【.*?】|<.*?>/g, '')
    .replace(/\/元$|[:：*#\s]/g, '')
    .toLowerCase()

const ranks = new Map<string, [LineTarget, number][]>()
for (const [target, names] of Object.entries(headings) as [LineTarget, readonly string[]][])
  for (const [rank, name] of names.entries()) ranks.set(name, [...(ranks.get(name) ?? []), [target, rank]])

/** How many cells of a row are headings that banks use. */
export const headingCount = (cells: readonly string[]): number => cells.filter((cell) => ranks.has(headingKey(cell))).length

/** Which column goes into what, surest headings first; each target is used once, and a second free-text column stays out. */
export function guessColumns(columns: readonly string[]): Record<string, LineTarget | null> {
  const offers = columns.flatMap((column, at) =>
    (ranks.get(headingKey(column)) ?? []).map(([target, rank]) => ({ column, target, rank, at })),
  )
  offers.sort((a, b) => a.rank - b.rank || a.at - b.at)
  const guess: Record<string, LineTarget | null> = Object.fromEntries(columns.map((column) => [column, null]))
  const taken = new Set<LineTarget>()
  for (const { column, target } of offers)
    if (guess[column] === null && !taken.has(target)) {
      guess[column] = target
      taken.add(target)
    }
  // An export that has one column of day and time, called 交易时间, has its day there.
  if (!taken.has('date')) for (const column of columns) if (guess[column] === 'time') guess[column] = 'date'
  // Money in and out in columns of their own say all; an amount beside them would say it twice.
  if (taken.has('credit') && taken.has('debit')) for (const column of columns) if (guess[column] === 'amount') guess[column] = null
  return guess
}
