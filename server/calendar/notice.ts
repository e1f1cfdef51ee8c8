/** Reads the State Council's yearly notice on holidays as it is published, in Chinese sentences: which days rest, which are made up for. Pure. */
import { plusDays } from './weeks.ts'
import type { DayKind } from './workingDays.ts'

export interface NoticeDay {
  readonly date: string
  readonly kind: DayKind
  readonly name: string
}

export interface Notice {
  readonly days: readonly NoticeDay[]
  /** Sentences that speak of days but could not be read; a person must look at them. */
  readonly unread: readonly string[]
}

const day = String.raw`(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日`
/** Weekdays and asides in brackets say nothing new. */
const bare = (text: string) => text.replace(/[（(][^（）()]*[）)]/g, '').replace(/\s+/g, '')

const iso = (year: number, month: number, date: number): string | undefined => {
  const found = new Date(Date.UTC(year, month - 1, date))
  return found.getUTCMonth() === month - 1 && found.getUTCDate() === date ? found.toISOString().slice(0, 10) : undefined
}

/** The days that a sentence names: single ones, lists with 、 and ranges with 至; a month or year once named goes on until another is. */
function daysIn(sentence: string, year: number): string[] {
  const found: string[] = []
  let at = { year, month: 0 }
  const read = (match: RegExpMatchArray, offset: number): string | undefined => {
    at = { year: match[offset] ? Number(match[offset]) : at.year, month: match[offset + 1] ? Number(match[offset + 1]) : at.month }
    return iso(at.year, at.month, Number(match[offset + 2]))
  }
  for (const match of sentence.matchAll(new RegExp(`${day}(?:至${day})?`, 'g'))) {
    const first = read(match, 1)
    const last = match[6] ? read(match, 4) : first
    if (!first || !last || last < first || last > plusDays(first, 31)) return []
    for (let each = first; each <= last; each = plusDays(each, 1)) found.push(each)
  }
  return found
}

/** The days of the notice for `year`; days that rest or are worked on as the sentence around them says (放假, 上班). */
export function readNotice(text: string, year: number): Notice {
  const days = new Map<string, NoticeDay>()
  const unread: string[] = []
  let name = ''
  for (const line of text.split(/[\n。；;]/)) {
    const sentence = bare(line)
    const heading = /^(?:[一二三四五六七八九十]+、)?([^：:\d，,]{2,12})[：:]/.exec(sentence)
    if (heading?.[1]) name = heading[1]
    const said = heading ? sentence.slice(heading[0].length) : sentence
    if (!/\d日/.test(said) || !/(放假|休息|调休|上班)/.test(said)) continue
    const kind: DayKind = /上班/.test(said) ? 'workday' : 'holiday'
    const named = daysIn(said.replace(/[，,]?共\d+天.*$/, ''), year)
    if (named.length === 0) unread.push(line.trim())
    for (const date of named) days.set(date, { date, kind, name })
  }
  return { days: [...days.values()].sort((a, b) => (a.date < b.date ? -1 : 1)), unread }
}
