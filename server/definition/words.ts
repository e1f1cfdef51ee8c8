/** Everything a person reads is written twice: Chinese first, English second. */
export type Words = readonly [chinese: string, english: string]

export type Language = 'zh' | 'en'

/** The text of `words` in one language. */
export const say = (words: Words, language: Language): string => words[language === 'zh' ? 0 : 1]
