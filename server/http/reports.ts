/** /api/reports: fixed reports as JSON and as Excel files. The answer comes from the reports process; the rights of the asker go with the question. */
import { type Answer, dimensions, type Report, type ReportColumn } from '../../reports/messages.ts'
import { say, type Words } from '../definition/words.ts'
import { forbidden, malformed, Refusal } from '../errors.ts'
import { filterWords } from '../reporting/filterWords.ts'
import { textOf } from '../reporting/reporting.ts'
import { weeklyQuestion } from '../reporting/weeklySales.ts'
import { workbook } from '../reporting/workbook.ts'
import { type Call, jsonOf, type Route } from './route.ts'

const title: Words = ['周销售统计', 'Weekly sales statistics']

const parameters = ['from', 'to', 'by', 'where']

function questionOf(call: Call) {
  const unknown = Object.keys(call.query).find((name) => !parameters.includes(name))
  if (unknown !== undefined)
    throw malformed(
      `没有参数“${unknown.slice(0, 40)}”。可用：${parameters.join('、')}。`,
      `There is no parameter “${unknown.slice(0, 40)}”; use ${parameters.join(', ')}.`,
    )
  const { from, to, by } = call.query
  return weeklyQuestion(call.world, call.actor, { from, to, by, where: jsonOf(call, 'where') })
}

function ask(call: Call, question: ReturnType<typeof questionOf>): Promise<Answer> {
  if (!call.reports) throw new Refusal(503, 'reportsDown', ['报表服务未启动。', 'Reports are not running.'])
  return call.reports.fetch(question, { who: String(call.actor.id) })
}

async function asJson(call: Call): Promise<undefined> {
  const answer = await ask(call, questionOf(call))
  const { request, response } = call
  response.type('application/json').vary('Accept-Encoding')
  if ('gzip' in answer && request.acceptsEncodings('gzip')) response.set('Content-Encoding', 'gzip').end(answer.gzip)
  else response.send(await textOf(answer))
}

const instantIn = (instant: string | null, timeZone: string) =>
  instant === null ? '—' : new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(new Date(instant))

async function asWorkbook(call: Call): Promise<undefined> {
  const { world, actor, response } = call
  const question = questionOf(call)
  if (actor.grant('orders').export !== true)
    throw forbidden(
      '您的角色不能导出销售数据，如确有需要请联系管理员。',
      'Your role may not export sales data; ask an administrator if you need to.',
    )
  const report = JSON.parse(await textOf(await ask(call, question))) as Report
  const { language } = actor
  const words = (zh: string, en: string) => (language === 'zh' ? zh : en)
  const grouped = report.columns.filter((column: ReportColumn) => (dimensions as readonly string[]).includes(column.name))
  const filters = await filterWords(world, actor, world.catalog.get('orders'), question.where)
  const bytes = await workbook(report, {
    title,
    language,
    asked: [
      [words('期间', 'Period'), `${question.from} ${words('至', 'to')} ${question.to}`],
      [words('分组', 'By'), grouped.map((column) => say(column.label, language)).join(words('、', ', ')) || words('合计', 'totals')],
      [words('筛选', 'Filter'), filters.join(words('；', '; ')) || words('全部', 'everything')],
      [words('数据截至', 'As of'), instantIn(report.asOf.at, world.timeZone)],
      [words('导出', 'Exported by'), `${actor.name} ${instantIn(world.now().toISOString(), world.timeZone)}`],
    ],
  })
  const name = `${say(title, language)} ${question.from} ${question.to}.xlsx`
  response.set({
    'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'Content-Disposition': `attachment; filename="weekly-sales.xlsx"; filename*=UTF-8''${encodeURIComponent(name)}`,
  })
  response.send(bytes)
}

export const reportRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/api/reports/weekly-sales',
    who: 'signed',
    summary: ['周销售统计（RPT-01、RPT-36）', 'Weekly sales statistics (RPT-01, RPT-36)'],
    handle: asJson,
  },
  {
    method: 'get',
    path: '/api/reports/weekly-sales.xlsx',
    who: 'signed',
    summary: ['周销售统计 Excel', 'Weekly sales statistics as Excel'],
    handle: asWorkbook,
  },
]
