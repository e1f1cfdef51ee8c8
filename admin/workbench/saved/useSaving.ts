/** Saving the tab one is in: over the query it came from, or as a new one; a query somebody else changed meanwhile is not overwritten unasked. */
import { useState } from 'react'
import { useNotify } from 'react-admin'
import { HttpFault } from '../../http.ts'
import { useSay } from '../../language/say.ts'
import { useSave } from '../../registers/useSave.ts'
import type { Tab, TabStore } from '../tabs.ts'
import { contentOf, holdsStill, originOf, type SavedQuery, tabOf } from './query.ts'

export interface Saving {
  /** The query as somebody else left it, while one must choose. */
  readonly theirs: SavedQuery | undefined
  /** A name is being asked for. */
  readonly naming: boolean
  save(): void
  saveAs(): void
  overwrite(): void
  saved(query: SavedQuery): void
  openTheirs(): void
  dismiss(): void
}

export function useSaving(store: TabStore, tab: Tab): Saving {
  const say = useSay()
  const notify = useNotify()
  const [theirs, setTheirs] = useState<SavedQuery>()
  const [naming, setNaming] = useState(false)
  const { save: write } = useSave<SavedQuery>('queries')
  const saved = (query: SavedQuery) => {
    setNaming(false)
    setTheirs(undefined)
    store.change(tab.id, { name: query.name, origin: originOf(query) })
  }
  const over = async (id: number, version: number) => {
    try {
      // What differs from what was read is sent: the whole content is, for nothing of it is given here.
      saved(await write(contentOf(tab), { id, version }))
      notify(say(['已保存', 'Saved']), { type: 'success' })
    } catch (error) {
      const current = error instanceof HttpFault && error.status === 409 ? (error.body.current as SavedQuery | undefined) : undefined
      // Renamed or shared meanwhile, often by oneself: nothing of the text is written over.
      if (current && tab.origin && holdsStill(current, tab.origin) && current.version !== version) await over(id, current.version)
      else if (current) setTheirs(current)
      else if (error instanceof HttpFault && (error.status === 403 || error.status === 404)) {
        notify(error.message, { type: 'warning' })
        setNaming(true)
      } else notify(error instanceof Error ? error.message : String(error), { type: 'error' })
    }
  }
  return {
    theirs,
    naming,
    save: () => (tab.origin ? void over(tab.origin.id, tab.origin.version) : setNaming(true)),
    saveAs: () => {
      setTheirs(undefined)
      setNaming(true)
    },
    overwrite: () => theirs && void over(theirs.id, theirs.version),
    saved,
    openTheirs: () => {
      if (theirs) store.add(tabOf(theirs))
      setTheirs(undefined)
    },
    dismiss: () => {
      setTheirs(undefined)
      setNaming(false)
    },
  }
}
