/** /api/reports: fixed reports as JSON and as Excel files. The answer comes from the reports process; the rights of the asker go with the question. */
import { dimensions, type Report } from '../../reports/messages.ts'
import { say } from '../definition/words.ts'
import { weeklyQuestion } from '../reporting/weeklySales.ts'
import { creditReportRoutes } from './creditReports.ts'
import { fundReportRoutes } from './fundReports.ts'
import { answerJson, answerWorkbook, onlyParameters, spanWords } from './reportAnswers.ts'
import { type Call, jsonOf, type Route } from './route.ts'
import { tableReportRoutes } from './tableReports.ts'

function weekly(call: Call) {
  onlyParameters(call, ['from', 'to', 'by', 'where'])
  const { from, to, by } = call.query
  return weeklyQuestion(call.world, call.actor, { from, to, by, where: jsonOf(call, 'where') })
}

function weeklyWorkbook(call: Call): Promise<undefined> {
  const question = weekly(call)
  const { language } = call.actor
  return answerWorkbook<Report>(call, question, {
    title: ['周销售统计', 'Weekly sales statistics'],
    file: 'weekly-sales',
    exported: 'orders',
    filtered: 'orders',
    where: question.where,
    days: spanWords(call, question.from, question.to),
    asked({ columns }) {
      const grouped = columns.filter(({ name }) => (dimensions as readonly string[]).includes(name))
      const [between, none] = language === 'zh' ? ['、', '合计'] : [', ', 'totals']
      return [[['分组', 'By'], grouped.map((column) => say(column.label, language)).join(between) || none]]
    },
  })
}

export const reportRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/api/reports/weekly-sales',
    who: 'signed',
    summary: ['周销售统计（RPT-01、RPT-36）', 'Weekly sales statistics (RPT-01, RPT-36)'],
    handle: (call) => answerJson(call, weekly(call)),
  },
  {
    method: 'get',
    path: '/api/reports/weekly-sales.xlsx',
    who: 'signed',
    summary: ['周销售统计 Excel', 'Weekly sales statistics as Excel'],
    handle: weeklyWorkbook,
  },
  ...creditReportRoutes,
  ...fundReportRoutes,
  ...tableReportRoutes,
]
