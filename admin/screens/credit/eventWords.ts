/** What happened to a customer's credit, in words. */
import { useCallback } from 'react'
import type { CreditEvent } from '../../../reports/messages.ts'
import { useSay, type Words } from '../../language/say.ts'
import { useCatalog } from '../../registers/catalog.ts'

const heads: Readonly<Record<CreditEvent['kind'], Words>> = {
  decision: ['放行依据：{what}', 'Decided: {what}'],
  releaseUsed: ['{what}放行', '{what} put to use'],
  releaseSettled: ['{what}收回', '{what} settled'],
}

/** The field whose word an event carries. */
const fieldOf: Readonly<Record<CreditEvent['kind'], string>> = { decision: 'basis', releaseUsed: 'kind', releaseSettled: 'kind' }

export function useEventWords(): (event: CreditEvent) => string {
  const say = useSay()
  const { byName } = useCatalog()
  return useCallback(
    ({ kind, register, what }) => {
      const field = byName.get(register)?.fields[fieldOf[kind]] as { readonly choices?: Readonly<Record<string, Words>> } | undefined
      const word = what === null ? undefined : field?.choices?.[what]
      return say(heads[kind], { what: word ? say(word) : (what ?? '—') })
    },
    [say, byName],
  )
}
