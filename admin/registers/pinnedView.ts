/** The view with which a person's list begins, kept in this browser. */
import { useStore } from 'react-admin'
import { useCatalog } from './catalog.ts'
import type { ListFilter } from './conditions.ts'

export interface PinnedView {
  readonly id: number
  readonly filter: ListFilter
  readonly sort: readonly [field: string, direction: 'ASC' | 'DESC']
}

export function usePinnedView(register: string): readonly [PinnedView | undefined, (view: PinnedView | undefined) => void] {
  const { user } = useCatalog()
  const [view, set] = useStore<PinnedView | null>(`${user.id}.${register}.pinnedView`, null)
  return [view ?? undefined, (next) => set(next ?? null)]
}
