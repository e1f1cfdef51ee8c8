/** Names as they are compared: without widths, blanks, brackets and the kind of company; and how alike two names are that are not the same. */
import { pinyin } from 'pinyin-pro'

const companyKinds = /有限责任公司|股份有限公司|有限合伙企业|有限公司|有限责任|股份公司|集团公司|责任公司|公司|\(普通合伙\)|\(有限合伙\)/g
const latinKinds = /(?:co|ltd|limited|inc|corp|corporation|company|llc)$/
const pinyinKinds = /(?:gufen)?(?:youxianzeren|youxian)?gongsi$|youxian$/

/** The letters and figures of a text, whatever its widths and signs in between. */
export const bareText = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

/** The name as it is compared; empty for nothing. A branch stays told from its company. */
export function normaliseName(name: string | null): string {
  if (name === null) return ''
  const text = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/分公司/g, '分')
    .replace(companyKinds, '')
    .replace(/[^\p{L}\p{N}]/gu, '')
  let plain = text
  if (/^[a-z0-9]+$/.test(text))
    for (let before = ''; before !== plain; ) [before, plain] = [plain, plain.replace(latinKinds, '').replace(pinyinKinds, '')]
  return plain || text
}

export const isLatin = (normalised: string): boolean => /^[a-z][a-z0-9]*$/.test(normalised)

/** How a normalised Chinese name is written by banks that know Latin letters only. */
export const spelled = (normalised: string): string =>
  pinyin(normalised, { toneType: 'none', type: 'array', v: true })
    .join('')
    .replace(/[^a-z0-9]/g, '')
    .replace(pinyinKinds, '')

/** Pairs of neighbouring characters, each once. */
export function pairsOf(text: string): ReadonlySet<string> {
  const found = new Set<string>()
  for (let at = 0; at + 1 < text.length; at += 1) found.add(text.slice(at, at + 2))
  return found
}

/** Part of the pairs of both that both have, 0 to 1. */
export function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 || b.size === 0) return 0
  let shared = 0
  for (const pair of a) if (b.has(pair)) shared += 1
  return (2 * shared) / (a.size + b.size)
}
