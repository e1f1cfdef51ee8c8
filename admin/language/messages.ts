/** All messages of react-admin in one language, with the names of the registers and their fields put in. */
import type { TranslationMessages } from 'react-admin'
import type { Description } from '../../server/catalog/description.ts'
import { en } from './en.ts'
import type { Language } from './say.ts'
import { zh } from './zh.ts'

export function messagesIn(language: Language, registers: readonly Description[]): TranslationMessages {
  const at = language === 'zh' ? 0 : 1
  const resources = Object.fromEntries(
    registers.map(({ name, label, fields }) => [
      name,
      { name: label[at], fields: Object.fromEntries(Object.entries(fields).map(([field, description]) => [field, description.label[at]])) },
    ]),
  )
  return { ...(language === 'zh' ? zh : en), resources }
}
