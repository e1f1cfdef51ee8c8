/** What goes back to somebody whose SQL did not run: a sentence that says what and where, and nothing of the server. */
import type { Words } from '../definition/words.ts'
import { Refusal } from '../errors.ts'
import type { SandboxFault } from './sandbox.ts'

/** How a run can end, as the log has it. */
export type Outcome = 'done' | 'failed' | 'refused' | 'cancelled' | 'timeout' | 'died'

/** Why a run was stopped from outside. */
export type Stopped = 'cancelled' | 'timeout'

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
  rows: (most) => [`结果超过导出上限 ${most} 行；请缩小范围。`, `The result has more rows than an export takes (${most}); narrow it down.`],
}

/** The refusal for a fault, and the outcome to log. `seconds` is the time a statement had. */
export function refusalOf(
  error: SandboxFault,
  stopped: Stopped | undefined,
  seconds: number,
): { readonly outcome: Outcome; readonly refusal: Refusal } {
  const { fault, what, about, place, message } = error
  if (stopped === 'timeout')
    return {
      outcome: 'timeout',
      refusal: new Refusal(408, 'sqlTimeout', [
        `运行超过 ${seconds} 秒，已中断；请缩小范围或先汇总。`,
        `It ran for more than ${seconds} s and was stopped: narrow it down or sum up first.`,
      ]),
    }
  if (stopped === 'cancelled') return { outcome: 'cancelled', refusal: cancelled() }
  if (fault === 'sql') return { outcome: 'failed', refusal: new Refusal(422, 'sql', [message, message], { extra: place }) }
  if (fault === 'memory' || what === 'large')
    return {
      outcome: 'failed',
      refusal: new Refusal(
        422,
        'sqlMemory',
        what === 'large'
          ? (refused.large?.('') ?? ['', ''])
          : [
              '内存或临时空间不够；请缩小范围、少取列或先汇总。',
              'It needs more memory or temporary space than a query has: narrow it down, take fewer columns, or sum up first.',
            ],
      ),
    }
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

export const cancelled = () => new Refusal(409, 'sqlCancelled', ['已取消。', 'Cancelled.'])
