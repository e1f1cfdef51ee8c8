/** The language a person reads: the context that holds it and `useSay`, which turns words into a sentence. */
import { createContext, useCallback, useContext } from 'react'
import type { Language, Words } from '../../server/definition/words.ts'

export type { Language, Words }

export type Values = Readonly<Record<string, string | number>>
export type Say = (words: Words, values?: Values) => string

/** `words` in one language, with `{name}` replaced from `values`. */
export const sayIn = (language: Language, words: Words, values?: Values): string => {
  const text = words[language === 'zh' ? 0 : 1]
  return values ? text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole)) : text
}

export interface LanguageChoice {
  readonly language: Language
  change(language: Language): void
}

export const LanguageContext = createContext<LanguageChoice>({ language: 'zh', change: () => undefined })

export const useLanguage = (): LanguageChoice => useContext(LanguageContext)

/** `const say = useSay(); say(['客户', 'Customers'])`. */
export function useSay(): Say {
  const { language } = useContext(LanguageContext)
  return useCallback((words, values) => sayIn(language, words, values), [language])
}

const remembered = 'taizhang.language'

/** The language chosen last in this browser; Chinese for a newcomer. */
export const rememberedLanguage = (): Language => (localStorage.getItem(remembered) === 'en' ? 'en' : 'zh')

export const rememberLanguage = (language: Language): void => {
  localStorage.setItem(remembered, language)
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
}
