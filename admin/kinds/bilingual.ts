/** Text that the system keeps in both languages: Chinese lines, then as many in English. */
import type { Language } from '../language/say.ts'

/** The lines of `text` in one language; all of it where it does not stand in two. */
export function inLanguage(text: string, language: Language): string {
  const lines = text.split('\n')
  if (lines.length % 2 !== 0) return text
  const half = lines.length / 2
  return (language === 'en' ? lines.slice(half) : lines.slice(0, half)).join('\n')
}
