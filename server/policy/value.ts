/** Values of policies: written as text with a unit, read as exact numbers. No float ever holds a share or an amount. */
import type { Duration } from '../calendar/duration.ts'
import { formatDecimal, parseDecimal } from '../definition/decimal.ts'
import type { Words } from '../definition/words.ts'
import type { PolicyKey } from './keys.ts'
import { type Unit, unitLabels } from './units.ts'

/** An exact part: numerator over denominator. */
export interface Share {
  readonly part: bigint
  readonly of: bigint
}

/** One row of a table of shares: a role's code, `signer` or `company`, and hundredths of a percent. */
export interface RoleShare {
  readonly who: string
  readonly hundredths: number
}

const whole = (text: string, least: number, most: number): boolean =>
  /^-?\d{1,9}$/.test(text) && Number(text) >= least && Number(text) <= most

/** `1/3`, `0.25` or `30%` as an exact part; undefined when it is none, or not between 0 and 1. */
export function readShare(text: string): Share | undefined {
  const fraction = /^(\d{1,9})\s*\/\s*(\d{1,9})$/.exec(text)
  const decimal = /^(\d{1,3})(?:\.(\d{1,6}))?(%?)$/.exec(text)
  let share: Share | undefined
  if (fraction?.[1] && fraction[2]) share = { part: BigInt(fraction[1]), of: BigInt(fraction[2]) }
  else if (decimal?.[1]) {
    const digits = decimal[2] ?? ''
    share = { part: BigInt(decimal[1] + digits), of: 10n ** BigInt(digits.length) * (decimal[3] ? 100n : 1n) }
  }
  return share && share.of > 0n && share.part <= share.of ? share : undefined
}

/** Is `amount` less than the share of `whole` (both in 分)? Exactly the share is not less (CRD-07). */
export const isLessThanShare = (amount: number, { part, of }: Share, whole: number): boolean => BigInt(amount) * of < BigInt(whole) * part

/** A table such as `sales:30, company:70`; undefined unless the parts make exactly 100 %. */
export function readShares(text: string): RoleShare[] | undefined {
  const rows = text
    .split(/[,，;；、\n]+/)
    .map((each) => each.trim())
    .filter(Boolean)
    .map((each) => /^([A-Za-z]\w{0,39})\s*[:：]\s*(\d{1,3}(?:\.\d{1,2})?)\s*%?$/.exec(each))
  const shares = rows.map((row) => ({ who: row?.[1] ?? '', hundredths: parseDecimal(row?.[2] ?? '', 2) ?? 0 }))
  const sum = shares.reduce((total, { hundredths }) => total + hundredths, 0)
  return rows.length > 0 && rows.every(Boolean) && sum === 10_000 ? shares : undefined
}

const rules: Readonly<Record<Unit, { readonly fits: (text: string, key: PolicyKey) => boolean; readonly shape: Words }>> = {
  workingDay: { fits: (text) => whole(text, 0, 3660), shape: ['0–3660 的整数', 'a whole number from 0 to 3660'] },
  day: { fits: (text) => whole(text, 0, 3660), shape: ['0–3660 的整数', 'a whole number from 0 to 3660'] },
  hour: { fits: (text) => whole(text, 0, 87_600), shape: ['0–87600 的整数', 'a whole number from 0 to 87600'] },
  month: { fits: (text) => whole(text, 0, 120), shape: ['0–120 的整数', 'a whole number from 0 to 120'] },
  monthEnd: {
    fits: (text) => whole(text, 0, 120),
    shape: ['0–120 的整数，0 为当月底', 'a whole number from 0 to 120; 0 is this month’s end'],
  },
  dayOfMonth: { fits: (text) => whole(text, 1, 31), shape: ['1–31 的整数', 'a whole number from 1 to 31'] },
  year: { fits: (text) => whole(text, 1, 100), shape: ['1–100 的整数', 'a whole number from 1 to 100'] },
  count: { fits: (text) => whole(text, 0, 10_000), shape: ['0–10000 的整数', 'a whole number from 0 to 10000'] },
  yuan: {
    fits: (text) => (parseDecimal(text, 2) ?? -1) >= 0,
    shape: ['不小于 0 的金额，最多两位小数', 'an amount of 0 or more with at most two decimals'],
  },
  percent: {
    fits: (text) => {
      const hundredths = parseDecimal(text, 2)
      return hundredths !== undefined && hundredths >= 0 && hundredths <= 10_000
    },
    shape: ['0–100，最多两位小数', '0 to 100 with at most two decimals'],
  },
  share: { fits: (text) => readShare(text) !== undefined, shape: ['0 与 1 之间的比例，如 1/3', 'a part between 0 and 1, such as 1/3'] },
  shares: {
    fits: (text) => readShares(text) !== undefined,
    shape: ['角色:百分比，用逗号隔开，合计恰为 100', 'role:percent separated by commas, exactly 100 in all'],
  },
  choice: {
    fits: (text, { choices }) => choices !== undefined && Object.hasOwn(choices, text),
    shape: ['所列选项之一', 'one of the choices listed'],
  },
  second: { fits: (text) => whole(text, 1, 3600), shape: ['1–3600 的整数', 'a whole number from 1 to 3600'] },
  megabyte: { fits: (text) => whole(text, 128, 65_536), shape: ['128–65536 的整数', 'a whole number from 128 to 65536'] },
  row: { fits: (text) => whole(text, 1, 100_000_000), shape: ['1–100000000 的整数', 'a whole number from 1 to 100000000'] },
}

/** Why a value does not do for a policy; undefined when it does. */
export function valueFault(key: PolicyKey, unit: Unit, text: string): Words | undefined {
  const rule = rules[unit]
  if (rule.fits(text, key)) return undefined
  const offered = key.choices ? [Object.keys(key.choices).join('、'), Object.keys(key.choices).join(', ')] : ['', '']
  return [
    `“${key.label[0]}”须填${rule.shape[0]}${offered[0] ? `：${offered[0]}` : ''}。`,
    `“${key.label[1]}” takes ${rule.shape[1]}${offered[1] ? `: ${offered[1]}` : ''}.`,
  ]
}

/** A table of shares as a person reads it, each capacity by the name that `nameOf` knows. */
export function sharesWords(text: string, nameOf: (who: string) => Words): Words {
  const shares = readShares(text)?.map(({ who, hundredths }) => [nameOf(who), formatDecimal(hundredths, 2).replace(/\.?0+$/, '')] as const)
  if (!shares) return [text, text]
  return [
    shares.map(([[name], percent]) => `${name} ${percent}%`).join('、'),
    shares.map(([[, name], percent]) => `${name} ${percent}%`).join(', '),
  ]
}

/** A value with its unit as a person reads it; a table of shares as it is written. */
export function valueWords(key: PolicyKey, unit: Unit, text: string): Words {
  if (unit === 'choice') return key.choices?.[text] ?? [text, text]
  if (unit === 'share' || unit === 'shares') return [text, text]
  if (unit === 'monthEnd' && text === '0') return ['当月底', 'the end of the month']
  if (unit === 'dayOfMonth') return [`每月 ${text} 日`, `day ${text} of the month`]
  const grouped = text.replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ',')
  const [chinese, english] = unitLabels[unit]
  return [`${grouped} ${chinese}`, `${grouped} ${text === '1' ? english.replace(/s$/, '') : english}`]
}

/** The value as a length of time. Throws a RangeError for a policy that is none: a mistake of the program, not of a person. */
export function toDuration(unit: Unit, text: string): Duration {
  if (unit !== 'workingDay' && unit !== 'day' && unit !== 'hour' && unit !== 'month' && unit !== 'monthEnd')
    throw new RangeError(`a policy in ${unit} is no duration`)
  return { unit, amount: Number(text) }
}
