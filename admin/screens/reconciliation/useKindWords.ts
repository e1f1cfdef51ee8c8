/** What a kind of difference is called, as its register says. */
import type { ChoiceField } from '../../../server/definition/types.ts'
import { useSay } from '../../language/say.ts'
import { useCatalog } from '../../registers/catalog.ts'

export function useKindWords(): (kind: string) => string {
  const say = useSay()
  const field = useCatalog().byName.get('differences')?.fields.kind as ChoiceField | undefined
  return (kind) => say(field?.choices[kind] ?? [kind, kind])
}
