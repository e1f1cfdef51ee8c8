/** /api/reports/tables: the table reports that the asker may see, each as JSON and as an Excel file. */
import type { TableDefinition } from '../../reports/tables/index.ts'
import { exportedAs, filteredBy, parametersOf, tableNamed, tableQuestion, tablesFor } from '../reporting/tables.ts'
import { answerJson, answerWorkbook, onlyParameters, spanWords } from './reportAnswers.ts'
import { type Call, jsonOf, type Route } from './route.ts'

function asked(call: Call, table: TableDefinition) {
  onlyParameters(call, parametersOf(table))
  return tableQuestion(call.world, call.actor, table, call.query, jsonOf(call, 'where'))
}

const named = (call: Call) => tableNamed(call.params.name ?? '')

function tableWorkbook(call: Call): Promise<undefined> {
  const table = named(call)
  const question = asked(call, table)
  return answerWorkbook(call, question, {
    title: table.label,
    file: table.name,
    exported: exportedAs(table),
    filtered: filteredBy(table),
    where: question.where,
    days: question.ask === 'table' ? spanWords(call, question.first, question.last) : question.on,
  })
}

export const tableReportRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/api/reports/tables',
    who: 'signed',
    summary: ['可看的报表及其参数', 'The table reports one may see, with their parameters'],
    handle: ({ world, actor }) => tablesFor(world, actor),
  },
  {
    method: 'get',
    path: '/api/reports/tables/:name.xlsx',
    who: 'signed',
    summary: ['报表 Excel', 'A table report as Excel'],
    handle: tableWorkbook,
  },
  {
    method: 'get',
    path: '/api/reports/tables/:name',
    who: 'signed',
    summary: ['报表（RPT-05、14、16、17、18、27、34）', 'A table report (RPT-05, 14, 16, 17, 18, 27, 34)'],
    handle: (call) => answerJson(call, asked(call, named(call))),
  },
]
