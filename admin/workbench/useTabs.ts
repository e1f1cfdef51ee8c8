/** The tabs of the person who is signed in. */
import { useMemo, useSyncExternalStore } from 'react'
import { useSay } from '../language/say.ts'
import { useCatalog } from '../registers/catalog.ts'
import { makeTabStore, type Tab, type TabStore, type TabsState } from './tabs.ts'

const stores = new Map<number, TabStore>()

export function useTabs(): { readonly store: TabStore; readonly tabs: TabsState; readonly tab: Tab } {
  const say = useSay()
  const { user } = useCatalog()
  const unnamed = say(['未命名', 'Untitled'])
  const store = useMemo(() => {
    const known = stores.get(user.id) ?? makeTabStore(user.id, localStorage, unnamed)
    stores.set(user.id, known)
    return known
  }, [user.id, unnamed])
  const tabs = useSyncExternalStore(store.subscribe, store.state)
  const tab = tabs.open.find(({ id }) => id === tabs.current) ?? tabs.open[0]
  if (!tab) throw new Error('There is always an open tab')
  return { store, tabs, tab }
}
