/** One record of a register, in words: registers are named in the plural where a language has one. */
import type { Words } from './say.ts'

/** `Product categories` → `product category`, for use inside a sentence; words without a plural stay. */
export function singularEnglish(plural: string): string {
  const one = plural
    .replace(/ies$/, 'y')
    .replace(/(ss|x|ch|sh)es$/, '$1')
    .replace(/([^s])s$/, '$1')
  return withinSentence(one)
}

/** A label inside a sentence: `Orders` → `orders`, but `SQL runs` stays. */
export const withinSentence = (label: string): string => (/^[A-Z]{2}/.test(label) ? label : label.charAt(0).toLowerCase() + label.slice(1))

/** What a new record of a register is called. */
export const newOne = ([chinese, english]: Words): Words => [`新建${chinese}`, `New ${singularEnglish(english)}`]
