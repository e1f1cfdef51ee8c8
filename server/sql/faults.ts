/** What goes back to somebody whose SQL did not run: a sentence that says what and where, and nothing of the server. */
import type { Words } from '../definition/words.ts'
import { noSpace, Refusal } from '../errors.ts'
import { SandboxFault } from './sandbox.ts'

/** How a run can end, as the log has it. */
export type Outcome = 'done' | 'failed' | 'refused' | 'cancelled' | 'timeout' | 'died'

/** How a run ended that came to nothing. */
export interface Ending {
  readonly outcome: Outcome
  readonly refusal: Refusal
}

const grouped = (count: string): string => Number(count).toLocaleString('en-US')

const refused: Readonly<Record<string, (name: string) => Words>> = {
  empty: () => ['没有可运行的语句。', 'There is no statement to run.'],
  several: () => ['一次只运行一条语句。', 'One statement runs at a time.'],
  select: () => [
    '只能查询：请写一条 SELECT（动态 PIVOT 请用 IN (…) 列出取值）。',
    'Only queries run here: write one SELECT (a PIVOT names its values with IN (…)).',
  ],
  form: (name) => [`这种写法不开放：${name}。`, `This form is not open here: ${name}.`],
  function: (name) => [`函数 ${name} 不开放。`, `The function ${name} is not open here.`],
  table: (name) => [
    `没有表 ${name}，或您无权查看；可用的表见左侧目录。`,
    `There is no table ${name}, or you may not see it; the tables you have are listed on the left.`,
  ],
  large: () => ['一行就超出了结果的大小上限；请少取一些列。', 'A single row is larger than a result may be: take fewer columns.'],
  rows: (most) => [
    `结果超过导出上限 ${grouped(most)} 行；请缩小范围或先汇总。`,
    `The result has more rows than an export may have (${grouped(most)}): narrow it down or sum up first.`,
  ],
  sheetRows: (most) => [
    `结果超过 Excel 的导出上限 ${grouped(most)} 行；请缩小范围，或导出为 CSV 或 Parquet。`,
    `The result has more rows than a workbook takes (${grouped(most)}): narrow it down, or export CSV or Parquet.`,
  ],
  columns: (most) => [
    `工作簿最多 ${grouped(most)} 列；请少取列，或导出为 CSV 或 Parquet。`,
    `A workbook takes ${grouped(most)} columns: take fewer, or export CSV or Parquet.`,
  ],
}

/** Why a run is stopped from outside: the reason with which its signal is aborted. */
export const stopped = {
  cancelled: (): Ending => ({ outcome: 'cancelled', refusal: new Refusal(409, 'sqlCancelled', ['已取消。', 'Cancelled.']) }),
  timeout: (seconds: number): Ending => ({
    outcome: 'timeout',
    refusal: new Refusal(408, 'sqlTimeout', [
      `运行超过 ${seconds} 秒，已中断；请缩小范围或先汇总。`,
      `It ran for more than ${seconds} s and was stopped: narrow it down or sum up first.`,
    ]),
  }),
  revoked: (): Ending => ({
    outcome: 'cancelled',
    refusal: new Refusal(403, 'forbidden', [
      '您已退出登录，或账号、权限已变更，因此停止运行；如仍需要请重新登录，或联系管理员。',
      'You have logged out, or your account or rights were changed, so it was stopped: log in again, or ask an administrator.',
    ]),
  }),
  large: (megabytes: number): Ending => ({
    outcome: 'failed',
    refusal: new Refusal(422, 'tooLarge', [
      `文件超过 ${megabytes} MB 的导出空间；请缩小范围、少取列，或导出为 Parquet。`,
      `The file is larger than the ${megabytes} MB that exports may take: narrow it down, take fewer columns, or export Parquet.`,
    ]),
  }),
}

/** The refusal for what went wrong in a sandbox, and the outcome to log. */
export function refusalOf({ fault, what, about, place, message }: SandboxFault): Ending {
  if (fault === 'sql') return { outcome: 'failed', refusal: new Refusal(422, 'sql', [message, message], { extra: place }) }
  if (what === 'large') return { outcome: 'failed', refusal: new Refusal(422, 'sqlMemory', refused.large?.('') ?? ['', '']) }
  if (fault === 'memory')
    return {
      outcome: 'failed',
      refusal: new Refusal(422, 'sqlMemory', [
        '内存或临时空间不够；请缩小范围、少取列或先汇总。',
        'It needs more memory or temporary space than a query has: narrow it down, take fewer columns, or sum up first.',
      ]),
    }
  if (fault === 'disk') return { outcome: 'failed', refusal: noSpace() }
  if (what === 'parameter') {
    const sentence: Words = ['请填写此参数。', 'Please give this parameter.']
    return {
      outcome: 'refused',
      refusal: new Refusal(422, 'sqlParameters', [`缺少参数 $${about}。`, `The parameter $${about} is missing.`], {
        errors: { [about]: sentence },
      }),
    }
  }
  if (fault === 'refused')
    return {
      outcome: 'refused',
      refusal: new Refusal(422, 'sqlRefused', refused[what]?.(about) ?? ['不能运行。', 'It cannot run.'], { extra: place }),
    }
  return {
    outcome: 'died',
    refusal: new Refusal(503, 'sqlDown', [
      '运行此查询的进程已终止（多半是占用内存过多）；请修改后再试。',
      'The process that ran it ended, most likely for want of memory: change the query and try again.',
    ]),
  }
}

/** How a run ended that threw `error`, after `stop` was aborted or not. */
export function endingOf(error: unknown, stop: AbortSignal): Ending {
  if (error instanceof SandboxFault) return stop.aborted ? (stop.reason as Ending) : refusalOf(error)
  if (error instanceof Refusal) return { outcome: error.status < 500 ? 'refused' : 'failed', refusal: error }
  return { outcome: 'failed', refusal: new Refusal(500, 'error', ['服务器出错；问题已记录。', 'The server failed; it has been noted.']) }
}
