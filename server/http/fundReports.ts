/** /api/reports/fund-reconciliation: what customers owed, paid and owe, month by month (RPT-04, PAY-05, PAY-14). */
import type { FundReport } from '../../reports/messages.ts'
import { groupColumns } from '../../reports/pages/funds/columns.ts'
import { say } from '../definition/words.ts'
import { fundQuestion } from '../reporting/fundReconciliation.ts'
import { answerJson, answerWorkbook, onlyParameters } from './reportAnswers.ts'
import { type Call, jsonOf, type Route } from './route.ts'

function asked(call: Call) {
  onlyParameters(call, ['month', 'by', 'where'])
  const { month, by } = call.query
  return fundQuestion(call.world, call.actor, { month, by, where: jsonOf(call, 'where') })
}

function book(call: Call): Promise<undefined> {
  const question = asked(call)
  const { language } = call.actor
  return answerWorkbook<FundReport>(call, question, {
    title: ['资金对账', 'Fund reconciliation'],
    file: 'fund-reconciliation',
    exported: 'invoices',
    filtered: 'invoices',
    where: question.where,
    days: question.month.slice(0, 7),
    asked: ({ period }) => [
      [['分组', 'By'], say(groupColumns[question.by].label, language)],
      [
        ['依据', 'Basis'],
        period.frozen
          ? say([`已锁定的回收表 ${period.number ?? ''}`, `the locked table ${period.number ?? ''}`], language)
          : say(['未锁定，随单据变动', 'not locked: moves with its papers'], language),
      ],
    ],
  })
}

export const fundReportRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/api/reports/fund-reconciliation',
    who: 'signed',
    summary: ['资金对账（RPT-04、PAY-05、PAY-14）', 'Fund reconciliation (RPT-04, PAY-05, PAY-14)'],
    handle: (call) => answerJson(call, asked(call)),
  },
  {
    method: 'get',
    path: '/api/reports/fund-reconciliation.xlsx',
    who: 'signed',
    summary: ['资金对账 Excel', 'Fund reconciliation as Excel'],
    handle: book,
  },
]
