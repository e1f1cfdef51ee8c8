/** /api/reconciliation: the months, one month, its run, and the sales-funds recovery table on screen and as Excel (PAY-05, PAY-14). */
import type { ReportColumn, TableRow } from '../../reports/messages.ts'
import { say, type Words } from '../definition/words.ts'
import { forbidden, malformed } from '../errors.ts'
import { askForRun, monthLines, monthView, recoveryForm } from '../reconciliation/index.ts'
import type { RecoveryForm, Signature } from '../reconciliation/messages.ts'
import { demand } from '../records/scope.ts'
import { workbook } from '../reporting/workbook.ts'
import type { Call, Route } from './route.ts'

/** The first day of the month in the path. Throws 400 for what is none. */
export function monthIn(call: Call): string {
  const month = call.params.month ?? ''
  if (!/^(?:19|20|21)\d{2}-(?:0[1-9]|1[0-2])$/.test(month))
    throw malformed('月份应写作 YYYY-MM，如 2026-10。', 'The month is written YYYY-MM, such as 2026-10.')
  return `${month}-01`
}

/** Refuses somebody whose role may not look at months at all. */
export const demandReader = ({ world, actor }: Call) => demand(world.catalog.get('reconciliations'), actor, 'read')

function months(call: Call) {
  demandReader(call)
  return monthLines(call.world)
}

function month(call: Call) {
  demandReader(call)
  return monthView(call.world, call.actor, monthIn(call))
}

async function run(call: Call) {
  demandReader(call)
  const from = monthIn(call)
  await askForRun(call.world, call.actor, from)
  return monthView(call.world, call.actor, from)
}

function form(call: Call): Promise<RecoveryForm> {
  demand(call.world.catalog.get('fundRecoveries'), call.actor, 'read')
  return recoveryForm(call.world, monthIn(call), call.actor.language)
}

const money = (name: string, zh: string, en: string): ReportColumn => ({ name, label: [zh, en], format: 'money' })

/** The columns of the paper, in its order. */
const columns: readonly ReportColumn[] = [
  { name: 'name', label: ['客户', 'Customer'], format: 'name' },
  { name: 'salesperson', label: ['客户经理', 'Salesperson'], format: 'text' },
  { name: 'department', label: ['部门', 'Department'], format: 'text' },
  money('opening', '期初应收', 'Opening'),
  money('shipped', '本月发货', 'Shipped'),
  money('invoiced', '本月开票', 'Invoiced'),
  money('received', '本月回款', 'Received'),
  money('returned', '本月退货', 'Returned'),
  money('discounted', '折让', 'Discounted'),
  money('writtenOff', '坏账核销', 'Written off'),
  money('adjusted', '更正', 'Adjusted'),
  money('closing', '期末应收', 'Closing'),
  { name: 'recoveryRate', label: ['回款率', 'Recovery rate'], format: 'percent' },
  money('advanced', '超收预付', 'Paid ahead'),
  money('planned', '计划回款', 'Planned'),
  money('paidOfPlan', '计划内回款', 'Paid of the plan'),
]

/** The totals that are written in capitals, too. */
const capitals: readonly (readonly [keyof RecoveryForm['capitals'], Words])[] = [
  ['opening', ['期初应收（大写）', 'Opening in capitals']],
  ['invoiced', ['本月开票（大写）', 'Invoiced in capitals']],
  ['received', ['本月回款（大写）', 'Received in capitals']],
  ['closing', ['期末应收（大写）', 'Closing in capitals']],
]

const title: Words = ['销售资金回收表', 'Sales-funds recovery table']

async function sheet(call: Call): Promise<undefined> {
  const { world, actor, response } = call
  const { language } = actor
  if (actor.grant('fundRecoveries').export !== true)
    throw forbidden(
      '您的角色不能导出“销售资金回收表”，如确有需要请联系管理员。',
      'Your role may not export the sales-funds recovery table; ask an administrator if you need to.',
    )
  const { rows, totals, ...paper } = await form(call)
  const words = (...each: Words) => say(each, language)
  const at = ({ name, at: instant }: Signature) =>
    `${name}  ${new Intl.DateTimeFormat('sv-SE', { timeZone: world.timeZone, dateStyle: 'short', timeStyle: 'short' }).format(new Date(instant))}`
  const box = (label: Words, signature: Signature | null) => `${say(label, language)}${words('：', ': ')}${signature ? at(signature) : ''}`
  const kinds = world.catalog.get('differences').fields.kind
  const kindOf = (kind: string) => (kinds?.kind === 'choice' && kinds.choices[kind] ? say(kinds.choices[kind], language) : kind)
  const differing = paper.differences.map(({ kind, count, amount }) => `${kindOf(kind)} ${count} / ${amount}`).join(words('；', '; '))
  const bytes = await workbook(
    { columns, rows: rows as unknown as TableRow[], totals: totals as unknown as TableRow },
    {
      title,
      language,
      asked: [
        [words('月份', 'Month'), paper.month],
        [words('单位', 'Unit'), words('元', 'yuan')],
        [words('编号', 'Number'), paper.number ?? words('未出具', 'not issued')],
      ],
      foot: [
        ...capitals.map(([name, label]) => [`${say(label, language)}${words('：', ': ')}${paper.capitals[name]}`]),
        [`${words('差异（笔数 / 金额）', 'Differences (count / amount)')}${words('：', ': ')}${differing || words('无', 'none')}`],
        [box(['销售内勤签字', 'Signed by the sales clerk'], paper.clerk), box(['财务签字', 'Signed by finance'], paper.finance)],
        [paper.basis],
      ],
    },
  )
  const name = `${say(title, language)} ${paper.month}.xlsx`
  response.set({
    'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'Content-Disposition': `attachment; filename="fund-recovery-${paper.month}.xlsx"; filename*=UTF-8''${encodeURIComponent(name)}`,
  })
  response.send(bytes)
}

export const reconciliationRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/api/reconciliation',
    who: 'signed',
    summary: ['资金对账的月份（PAY-05）', 'Months of the fund reconciliation (PAY-05)'],
    handle: months,
  },
  {
    method: 'get',
    path: '/api/reconciliation/:month',
    who: 'signed',
    summary: ['一个月的资金对账', 'The fund reconciliation of a month'],
    handle: month,
  },
  {
    method: 'post',
    path: '/api/reconciliation/:month/run',
    who: 'signed',
    summary: ['开始或重新核对一个月', 'Run a month, or run it again'],
    handle: run,
  },
  {
    method: 'get',
    path: '/api/reconciliation/:month/form',
    who: 'signed',
    summary: ['销售资金回收表', 'The sales-funds recovery table'],
    handle: form,
  },
  {
    method: 'get',
    path: '/api/reconciliation/:month/form.xlsx',
    who: 'signed',
    summary: ['销售资金回收表 Excel', 'The sales-funds recovery table as Excel'],
    handle: sheet,
  },
]
