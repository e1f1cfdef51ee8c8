/** How any report is answered: as JSON passed on as it came from the reports process, or as an Excel file with what was asked in words. */
import type { Answer, PageQuestion, Table } from '../../reports/messages.ts'
import type { Where } from '../definition/where.ts'
import { say, type Words } from '../definition/words.ts'
import { forbidden, malformed, Refusal } from '../errors.ts'
import { filterWords } from '../reporting/filterWords.ts'
import { textOf } from '../reporting/reporting.ts'
import { workbook } from '../reporting/workbook.ts'
import type { Call } from './route.ts'

/** Refuses a query string with parameters that the report does not know. */
export function onlyParameters(call: Call, known: readonly string[]): void {
  const unknown = Object.keys(call.query).find((name) => !known.includes(name))
  if (unknown !== undefined)
    throw malformed(
      `没有参数“${unknown.slice(0, 40)}”。可用：${known.join('、')}。`,
      `There is no parameter “${unknown.slice(0, 40)}”; use ${known.join(', ')}.`,
    )
}

/** The answer to `question`. Throws a 503 Refusal where reports do not run. */
export function ask(call: Call, question: PageQuestion): Promise<Answer> {
  if (!call.reports) throw new Refusal(503, 'reportsDown', ['报表服务未启动。', 'Reports are not running.'])
  return call.reports.fetch(question, { who: String(call.actor.id) })
}

export async function answerJson(call: Call, question: PageQuestion): Promise<undefined> {
  const answer = await ask(call, question)
  const { request, response } = call
  response.type('application/json').vary('Accept-Encoding')
  if ('gzip' in answer && request.acceptsEncodings('gzip')) response.set('Content-Encoding', 'gzip').end(answer.gzip)
  else response.send(await textOf(answer))
}

const instantIn = (instant: string | null, timeZone: string) =>
  instant === null ? '—' : new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(new Date(instant))

/** What an Excel file of a report says beside the rows. */
export interface Sheet<T extends Table> {
  readonly title: Words
  /** Name of the file for programs that know no other letters. */
  readonly file: string
  /** The register whose right to export it needs. */
  readonly exported: string
  /** The register whose paths the filter uses. */
  readonly filtered: string
  readonly where: Where
  /** The days, as the file is named after them. */
  readonly days: string
  /** What else was asked: label and value. */
  asked?(report: T): readonly (readonly [label: Words, value: string])[]
}

export async function answerWorkbook<T extends Table = Table>(call: Call, question: PageQuestion, sheet: Sheet<T>): Promise<undefined> {
  const { world, actor, response } = call
  const { language } = actor
  if (actor.grant(sheet.exported).export !== true)
    throw forbidden(
      `您的角色不能导出“${sheet.title[0]}”，如确有需要请联系管理员。`,
      `Your role may not export “${sheet.title[1]}”; ask an administrator if you need to.`,
    )
  const report = JSON.parse(await textOf(await ask(call, question))) as T
  const words = (zh: string, en: string) => (language === 'zh' ? zh : en)
  const filters = await filterWords(world, actor, world.catalog.get(sheet.filtered), sheet.where)
  const title = say(sheet.title, language)
  const bytes = await workbook(report, {
    title: sheet.title,
    language,
    asked: [
      [words('期间', 'Period'), sheet.days],
      ...(sheet.asked?.(report) ?? []).map(([label, value]) => [say(label, language), value] as const),
      [words('筛选', 'Filter'), filters.join(words('；', '; ')) || words('全部', 'everything')],
      [words('数据截至', 'As of'), instantIn(report.asOf.at, world.timeZone)],
      [words('导出', 'Exported by'), `${actor.name} ${instantIn(world.now().toISOString(), world.timeZone)}`],
    ],
  })
  response.set({
    'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'Content-Disposition': `attachment; filename="${sheet.file}.xlsx"; filename*=UTF-8''${encodeURIComponent(`${title} ${sheet.days}.xlsx`)}`,
  })
  response.send(bytes)
}

/** Days from one to another, in words. */
export const spanWords = ({ actor }: Call, from: string, to: string): string => `${from} ${actor.language === 'zh' ? '至' : 'to'} ${to}`
