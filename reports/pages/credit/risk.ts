/** The risk of a customer in words: each reason has a level and a sentence made from figures. Rows are those of `figures` in `position.ts`. */
import type { Language, Words } from '../../../server/definition/words.ts'
import { say } from '../../../server/definition/words.ts'

/** From the least to the greatest. */
export const levels = ['low', 'medium', 'high', 'critical'] as const
export type Level = (typeof levels)[number]

export const levelWords: Readonly<Record<Level, Words>> = {
  low: ['低', 'Low'],
  medium: ['中', 'Medium'],
  high: ['高', 'High'],
  critical: ['严重', 'Critical'],
}

interface Reason {
  readonly level: Exclude<Level, 'low'>
  readonly when: string
  /** A sentence with a `{}` for each of `figures`. */
  readonly words: Words
  readonly figures: readonly string[]
}

const amount = (name: string) => `yuan("${name}")`
const text = (name: string) => `"${name}"::varchar`

const reason = (level: Reason['level'], when: string, words: Words, ...figures: readonly string[]): Reason => ({
  level,
  when,
  words,
  figures,
})

const reasons: readonly Reason[] = [
  reason('critical', '"lateOver90" > 0', ['逾期超过 90 天 {}（CRD-05）', '{} overdue by more than 90 days (CRD-05)'], amount('lateOver90')),
  reason(
    'critical',
    '"releasesDue" > 0',
    ['末次超授信 {} 笔到期未收回（CRD-13）', '{} last over-limit release(s) past due and not back (CRD-13)'],
    text('releasesDue'),
  ),
  reason('critical', `"creditStatus" = 'stopped'`, ['已停止赊销（PAY-10）', 'Credit is stopped (PAY-10)']),
  reason('high', '"late31to90" > 0', ['逾期 31–90 天 {}（CRD-05）', '{} overdue by 31 to 90 days (CRD-05)'], amount('late31to90')),
  reason(
    'high',
    'over > 0',
    ['超授信 {}：额度 {}，占用净额 {}（CRD-06）', 'Over the limit by {}: limit {}, net exposure {} (CRD-06)'],
    amount('over'),
    amount('limit'),
    'yuan(exposure - advance)',
  ),
  reason(
    'high',
    '"onCredit" and not eligible and receivable > 0',
    ['不符合授信条件仍欠 {}（CRD-01）', 'Owes {} without being eligible for credit (CRD-01)'],
    amount('receivable'),
  ),
  reason('high', `"creditStatus" = 'restricted'`, ['信用受限，须提高预付（GRD-21）', 'Restricted: more is prepaid (GRD-21)']),
  reason('medium', '"late1to30" > 0', ['逾期 1–30 天 {}', '{} overdue by 1 to 30 days'], amount('late1to30')),
  reason('medium', 'over = 0 and utilisation >= 80', ['额度已用 {}%', '{} % of the limit is used'], text('utilisation')),
  reason(
    'medium',
    '"averageDaysLate" > 15',
    ['近一年平均晚付 {} 天', 'Paid {} days late on average over the last year'],
    text('averageDaysLate'),
  ),
  reason(
    'medium',
    '"plansDue" > "plansMet"',
    ['回笼计划 {} 期中守约 {} 期（PAY-12）', 'Of {} steps of collection plans {} were kept (PAY-12)'],
    text('plansDue'),
    text('plansMet'),
  ),
  reason('medium', `"creditStatus" = 'watch'`, ['信用状况：关注', 'Credit standing: watch']),
]

/** The list of sentences as an expression, with a `?` for each of `said`. */
export const sentences = `list_filter([${reasons
  .map(
    ({ when, figures }) => `case when ${when} then ${figures.length > 0 ? `format(?::varchar, ${figures.join(', ')})` : '?::varchar'} end`,
  )
  .join(', ')}], lambda reason: reason is not null)`

export const said = (language: Language): string[] => reasons.map(({ words }) => say(words, language))

/** The greatest level among the reasons, as its place in `levels`. */
export const level = `greatest(0, ${reasons.map(({ level: reached, when }) => `case when ${when} then ${levels.indexOf(reached)} end`).join(', ')})`
