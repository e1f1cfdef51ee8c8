/** Every number and choice of the written policies that the product acts on: what it is called, in which units, what ships, and what a company must answer itself. */
import type { Words } from '../definition/words.ts'
import type { Unit } from './units.ts'

export interface PolicyKey {
  readonly label: Words
  readonly help?: Words
  /** Units it may be told in, the usual one first. Bare 天 means calendar days (CF-13). */
  readonly units: readonly [Unit, ...Unit[]]
  /** The shipped value; absent where the written policies leave a blank that the company must fill. */
  readonly value?: string
  /** Our suggestion for a blank; offered, never applied. */
  readonly suggestion?: string
  readonly choices?: Readonly<Record<string, Words>>
  /** Row of the catalogue it comes from. */
  readonly source: string
}

const duration = ['day', 'workingDay', 'month', 'monthEnd', 'hour'] as const

const keys = {
  'deadline.soon': {
    label: ['到期提醒提前量', 'Due soon, ahead of the deadline'],
    help: ['期限剩余不超过此时长即显示“将到期”。', 'A deadline this close is shown as due soon.'],
    units: ['workingDay', 'day'],
    value: '1',
    source: '§23.1',
  },
  'approval.remind': {
    label: ['审批催办', 'Approval reminder after'],
    units: ['workingDay', 'day', 'hour'],
    value: '1',
    source: '§22',
  },
  'price.special.valid': {
    label: ['特价默认有效期', 'A special price is valid for'],
    units: ['day', 'month', 'workingDay'],
    value: '30',
    source: 'ORD-02',
  },
  'grossProfit.floor': {
    label: ['最低毛利率', 'Lowest gross profit'],
    help: ['订单毛利率低于此值时提示并列入报表（ORD-19）。', 'Orders below it are marked and reported (ORD-19).'],
    units: ['percent'],
    suggestion: '15',
    source: 'ORD-19',
  },
  'payment.mode': {
    label: ['默认结算方式', 'Payment mode unless agreed otherwise'],
    help: ['合同或客户未约定时适用（CF-07）。', 'Where neither contract nor customer says (CF-07).'],
    units: ['choice'],
    value: 'prepaid',
    choices: {
      prepaid: ['先款后货', 'Prepaid'],
      rolling: ['滚动授信', 'Rolling credit'],
      fixed: ['固定授信', 'Fixed credit'],
      cash: ['货到付现', 'Cash on delivery'],
    },
    source: 'CF-07',
  },
  'prepayment.share': {
    label: ['不良信用客户预付比例', 'Prepayment of customers with bad credit'],
    help: ['信用恶化时提高预付比例（GRD-21、PAY-10）。', 'Raised when credit turns bad (GRD-21, PAY-10).'],
    units: ['percent'],
    suggestion: '50',
    source: 'GRD-21',
  },
  'collection.remit.at': {
    label: ['直销货款须上缴额', 'Collections must be remitted from'],
    units: ['yuan'],
    value: '10000.00',
    source: 'PAY-03',
  },
  'collection.remit.max': {
    label: ['直销货款最高暂存额', 'Collections held at most'],
    units: ['yuan'],
    value: '20000.00',
    source: 'PAY-03',
  },
  'collection.remit.within': {
    label: ['达到上缴额后上缴期限', 'To be remitted within'],
    units: ['workingDay', 'day', 'hour'],
    value: '1',
    source: 'PAY-03',
  },
  'collection.plan.longest': {
    label: ['回笼计划最长期限', 'A collection plan runs at most'],
    help: ['我们的设定，可改：最后一期不晚于此（PAY-12）。', 'Our assumption, to be changed: its last step is due by then (PAY-12).'],
    units: ['day', 'month'],
    value: '90',
    source: 'PAY-12',
  },
  'freight.report': {
    label: ['运费报财务', 'Freight reported to finance'],
    units: ['monthEnd'],
    value: '0',
    source: 'CAR-08',
  },
  'recon.salesFunds.day': {
    label: ['资金对账日', 'Day of the funds reconciliation'],
    help: [
      '每月此日自动开始对账；当月没有这一天的，取月末（PAY-05、CF-19）。',
      'The reconciliation begins by itself on this day, or on the last day of a month without it (PAY-05, CF-19).',
    ],
    units: ['dayOfMonth'],
    value: '30',
    source: 'PAY-05',
  },
  'recon.salesFunds.shift': {
    label: ['对账日逢休息日', 'When that day is not worked on'],
    help: ['我们的设定，可改（CF-19）。', 'Our assumption, to be changed (CF-19).'],
    units: ['choice'],
    value: 'next',
    choices: {
      next: ['顺延至下一工作日', 'The next working day'],
      previous: ['提前至上一工作日', 'The working day before'],
      none: ['不变', 'Stays'],
    },
    source: 'CF-19',
  },
  'recon.match.window': {
    label: ['勾对日期相差至多', 'Matched when days differ by at most'],
    help: ['收款日与银行入账日可相差的天数（PAY-14）。', 'Days between a receipt and its bank line (PAY-14).'],
    units: ['day'],
    value: '3',
    source: 'PAY-14',
  },
  'recon.match.threshold': {
    label: ['自动勾对的最低把握', 'Matched by itself from'],
    help: [
      '把握不低于此即自动勾对，低于此只作建议（PAY-14）。',
      'From this score a match is made by itself; below it, it is proposed (PAY-14).',
    ],
    units: ['percent'],
    value: '90',
    source: 'PAY-14',
  },
  'recon.fee.most': {
    label: ['银行手续费至多', 'A bank fee of at most'],
    help: ['到账少于收款不超过此额的作手续费（PAY-14）。', 'What arrives less by no more than this is taken for a fee (PAY-14).'],
    units: ['yuan'],
    value: '50.00',
    source: 'PAY-14',
  },
  'recon.difference.most': {
    label: ['小额差异至多', 'A small difference of at most'],
    help: ['可以小额差异调整了结的金额（PAY-14）。', 'What may be settled by an adjustment as a small difference (PAY-14).'],
    units: ['yuan'],
    value: '1.00',
    source: 'PAY-14',
  },
  'credit.window': {
    label: ['授信滚动窗口', 'Days of dispatched goods that make the limit'],
    units: ['day'],
    value: '30',
    source: 'CRD-02',
  },
  'credit.overdueAfter': {
    label: ['账期', 'Credit term'],
    help: ['超过此期限的欠款须逐笔审批（CRD-05）。', 'Older debt needs approval case by case (CRD-05).'],
    units: ['day', 'workingDay', 'month', 'monthEnd'],
    value: '30',
    source: 'CRD-05',
  },
  'credit.prereq.lastYearBalance': {
    label: ['上年末欠款须不高于', "Last year's balance at most"],
    units: ['yuan'],
    value: '0.00',
    source: 'CRD-01',
  },
  'credit.overLimit.count': {
    label: ['超授信放行次数', 'Over-limit releases, at most'],
    help: [
      '货款收回前可用的放行：2 为首次与末次，1 只许首次，0 不许超授信（CRD-07、CRD-08）。',
      'Releases until the money is back: 2 are a first and a last, 1 is a first alone, 0 is none (CRD-07, CRD-08).',
    ],
    units: ['count'],
    value: '2',
    source: 'CRD-07',
  },
  'credit.overLimit.first.maxShare': {
    label: ['首次超授信上限（小于）', 'First over-limit release, less than'],
    units: ['share'],
    value: '1/3',
    source: 'CRD-07',
  },
  'credit.overLimit.last.maxShare': {
    label: ['末次超授信上限（小于）', 'Last over-limit release, less than'],
    units: ['share'],
    value: '1/3',
    source: 'CRD-08',
  },
  'credit.overLimit.last.due': {
    label: ['末次超授信货款回收期限', 'Money of the last release back by'],
    units: ['monthEnd', ...duration.filter((unit) => unit !== 'monthEnd')],
    value: '0',
    source: 'CRD-13',
  },
  'credit.badDebt.inLimit.share': {
    label: ['额度内坏账分摊', 'Bad debt inside the limit, shared by'],
    help: ['角色:百分比，合计 100；company 为公司承担（CRD-10）。', 'Role:percent, 100 in all; company is the company (CRD-10).'],
    units: ['shares'],
    suggestion: 'sales:30, regionalManager:20, company:50',
    source: 'CRD-10',
  },
  'credit.badDebt.lastRelease.share': {
    label: ['末次放行坏账分摊', 'Bad debt of a last release, borne by'],
    help: [
      '按财务制度由责任人承担（CRD-08、CRD-12、CRD-13）。',
      'Borne by those responsible under finance rules (CRD-08, CRD-12, CRD-13).',
    ],
    units: ['shares'],
    suggestion: 'signer:60, sales:40',
    source: 'CRD-12',
  },
  'credit.badDebt.unapproved.share': {
    label: ['未批超授信发货分摊', 'Unapproved over-limit goods, paid by'],
    help: [
      '物流专员、成品库管、市场部部长共同承担全额（CRD-11）。',
      'Logistics, warehouse keeper and head of market pay the whole (CRD-11).',
    ],
    units: ['shares'],
    value: 'logistics:33.34, warehouse:33.33, marketHead:33.33',
    source: 'CRD-11',
  },
  'retention.bank': {
    label: ['银行对账资料保存期限', 'Bank papers are kept'],
    help: [
      '银行对账单、流水、勾对与财务余额，自其月份起算；关账后期满前不能删除（CF-24）。',
      'Bank statements, their lines, matches and finance’s balances, from their month on; once it is closed, not deleted before the time is over (CF-24).',
    ],
    units: ['year'],
    value: '10',
    source: 'CF-24',
  },
  'retention.ledger': {
    label: ['往来账簿资料保存期限', 'Papers of the ledger are kept'],
    help: [
      '资金对账、回收表、差异与往来调整，自其月份起算；关账后期满前不能删除（CF-24）。',
      'Months of the reconciliation, recovery tables, differences and adjustments, from their month on; once it is closed, not deleted before the time is over (CF-24).',
    ],
    units: ['year'],
    value: '30',
    source: 'CF-24',
  },
  'sql.timeout': {
    label: ['SQL 查询最长时间', 'An SQL query runs at most'],
    help: ['超时即中断；中断无效则终止其进程。', 'Then it is interrupted, and its process killed when that does not help.'],
    units: ['second'],
    value: '60',
    source: 'SQL',
  },
  'sql.memory': {
    label: ['SQL 查询内存', 'Memory of an SQL query'],
    help: ['超出部分写入限额的临时目录。', 'What does not fit goes to a temporary folder with a quota.'],
    units: ['megabyte'],
    value: '1024',
    source: 'SQL',
  },
  'sql.rows': {
    label: ['SQL 屏幕最多行数', 'Rows of an SQL result on the screen'],
    units: ['row'],
    value: '100000',
    source: 'SQL',
  },
  'sql.concurrent': {
    label: ['每人同时运行的 SQL', 'SQL queries of one person at a time'],
    units: ['count'],
    value: '2',
    source: 'SQL',
  },
  'sql.export.rows': {
    label: ['SQL 导出最多行数', 'Rows of an SQL export'],
    units: ['row'],
    value: '5000000',
    source: 'SQL',
  },
  'sql.spill': {
    label: ['SQL 临时文件总空间', 'Temporary files of all SQL together'],
    help: [
      '每台服务器；同时运行的查询平分，用完即报内存不足。',
      'On each server, in equal parts for the queries that may run at a time; one that needs more ends.',
    ],
    units: ['megabyte'],
    value: '16384',
    source: 'SQL',
  },
  'sql.export.space.person': {
    label: ['每人 SQL 导出文件空间', 'Exported SQL files of one person'],
    help: [
      '已完成的文件合计；超出时先清除其最早的文件，单个文件不得超过。',
      'Finished files together: the oldest go first to make room, and no single file is larger.',
    ],
    units: ['megabyte'],
    value: '2048',
    source: 'SQL',
  },
  'sql.export.space': {
    label: ['全部 SQL 导出文件空间', 'Exported SQL files of everybody'],
    help: ['已完成的文件合计；超出时先清除最早的文件。', 'Finished files together: the oldest go first to make room.'],
    units: ['megabyte'],
    value: '20480',
    source: 'SQL',
  },
  'sql.log.days': {
    label: ['SQL 运行记录保存期', 'SQL runs are kept for'],
    help: [
      '更早的记录自动删除；网络日志依法至少保存六个月。',
      'Older ones are deleted by themselves; the law has network logs kept for six months at least.',
    ],
    units: ['day'],
    value: '365',
    source: 'SQL',
  },
  'sql.snapshot.every': {
    label: ['SQL 数据更新间隔', 'SQL data are renewed every'],
    help: ['有人使用且数据有变化时，至多每隔此时间更新一次。', 'At most this often, while somebody uses them and something changed.'],
    units: ['second'],
    value: '30',
    source: 'SQL',
  },
} as const satisfies Record<string, PolicyKey>

export type PolicyName = keyof typeof keys

/** The policies by key, in the order they are shown. */
export const policyKeys: Readonly<Record<PolicyName, PolicyKey>> = keys

export const isPolicy = (name: string): name is PolicyName => Object.hasOwn(keys, name)
