/** /api/reports/customer-credit and /api/reports/statement: how customers stand, one of them day by day, and the customer statement (RPT-14, RPT-16, RPT-18, PAY-06). */
import type { Statement } from '../../reports/messages.ts'
import { inCapitals } from '../definition/capitals.ts'
import type { Words } from '../definition/words.ts'
import { malformed } from '../errors.ts'
import { creditQuestion, seriesQuestion, statementQuestion } from '../reporting/customerCredit.ts'
import { textOf } from '../reporting/reporting.ts'
import { answerJson, answerWorkbook, ask, onlyParameters, spanWords } from './reportAnswers.ts'
import { type Call, idOf, jsonOf, type Route } from './route.ts'

/** How ages are counted, as the sheet says it. */
export const ageingWords: Readonly<Record<string, Words>> = { due: ['按到期日', 'By due day'], invoice: ['按开票日', 'By invoice day'] }

function analysis(call: Call) {
  onlyParameters(call, ['on', 'ageing', 'trend', 'where'])
  const { on, ageing, trend } = call.query
  return creditQuestion(call.world, call.actor, { on, ageing, trend, where: jsonOf(call, 'where') })
}

function analysisWorkbook(call: Call): Promise<undefined> {
  const question = analysis(call)
  return answerWorkbook(call, question, {
    title: ['客户授信分析', 'Customer credit'],
    file: 'customer-credit',
    exported: 'invoices',
    filtered: 'invoices',
    where: question.where,
    days: question.on,
    asked: () => [[['账龄', 'Ages'], ageingWords[question.ageing]?.[call.actor.language === 'zh' ? 0 : 1] ?? question.ageing]],
  })
}

function series(call: Call) {
  onlyParameters(call, ['from', 'to'])
  const { from, to } = call.query
  return seriesQuestion(call.world, call.actor, idOf(call, 'customer'), { from, to })
}

function statementAsked(call: Call) {
  onlyParameters(call, ['customer', 'from', 'to'])
  const { customer = '', from, to } = call.query
  if (!/^[1-9]\d{0,8}$/.test(customer)) throw malformed('customer 应为客户的编号。', 'customer must be the id of a customer.')
  return statementQuestion(call.world, call.actor, Number(customer), { from, to })
}

/** The statement with its closing balance in capitals. */
async function statement(call: Call): Promise<unknown> {
  const found = JSON.parse(await textOf(await ask(call, await statementAsked(call)))) as Statement
  return { ...found, closingInCapitals: inCapitals(found.closing) }
}

async function statementWorkbook(call: Call): Promise<undefined> {
  const question = await statementAsked(call)
  return answerWorkbook<Statement>(call, question, {
    title: ['客户对账单', 'Customer statement'],
    file: 'statement',
    exported: 'invoices',
    filtered: 'invoices',
    where: {},
    days: spanWords(call, question.from, question.to),
    asked: ({ customer, opening, closing }) => [
      [['客户', 'Customer'], customer.name ?? String(customer.id)],
      [['期初余额', 'Opening balance'], opening],
      [['期末余额', 'Closing balance'], closing],
      [['大写', 'In capitals'], inCapitals(closing)],
    ],
  })
}

export const creditReportRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/api/reports/customer-credit',
    who: 'signed',
    summary: ['客户授信分析（RPT-14、RPT-16、RPT-18）', 'Customer-credit analysis (RPT-14, RPT-16, RPT-18)'],
    handle: (call) => answerJson(call, analysis(call)),
  },
  {
    method: 'get',
    path: '/api/reports/customer-credit.xlsx',
    who: 'signed',
    summary: ['客户授信分析 Excel', 'Customer-credit analysis as Excel'],
    handle: analysisWorkbook,
  },
  {
    method: 'get',
    path: '/api/reports/customer-credit/:customer',
    who: 'signed',
    summary: ['一位客户逐日的额度与欠款', "One customer's limit and debt, day by day"],
    handle: async (call) => answerJson(call, await series(call)),
  },
  {
    method: 'get',
    path: '/api/reports/statement',
    who: 'signed',
    summary: ['客户对账单（PAY-06、RPT-18）', 'Customer statement (PAY-06, RPT-18)'],
    handle: statement,
  },
  {
    method: 'get',
    path: '/api/reports/statement.xlsx',
    who: 'signed',
    summary: ['客户对账单 Excel', 'Customer statement as Excel'],
    handle: statementWorkbook,
  },
]
