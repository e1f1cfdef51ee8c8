/** The editor's tabs, kept in the browser under one key each, so that two windows of one person never write over each other's text. */

import { freshId } from '../freshId.ts'
import type { Parameters } from './answers.ts'
import type { ChartSettings } from './charts/settings.ts'

/** The saved query a tab came from, as it was then. */
export interface Origin {
  readonly id: number
  readonly version: number
  readonly sql: string
  readonly parameters: Parameters
  readonly chart: ChartSettings | null
}

export interface Tab {
  readonly id: string
  readonly name: string
  readonly sql: string
  readonly parameters: Parameters
  readonly chart: ChartSettings | null
  readonly origin?: Origin | undefined
  readonly openedAt: number
  /** Closed ones are kept a while, so that nothing written is lost. */
  readonly closedAt?: number | undefined
}

/** How many closed tabs are kept. */
const keptClosed = 20

export interface TabsState {
  readonly open: readonly Tab[]
  readonly closed: readonly Tab[]
  readonly current: string
  /** The browser has no room left to keep what is written. */
  readonly full: boolean
}

/** Is there something in the tab that no saved query has? */
export function isUnsaved({ sql, parameters, chart, origin }: Tab): boolean {
  if (!origin) return sql.trim() !== ''
  return sql !== origin.sql || JSON.stringify([parameters, chart]) !== JSON.stringify([origin.parameters, origin.chart])
}

const parsed = (text: string | null): Tab | undefined => {
  try {
    const value: unknown = JSON.parse(text ?? '')
    return typeof value === 'object' && value !== null && 'sql' in value && 'id' in value ? (value as Tab) : undefined
  } catch {
    return undefined
  }
}

export interface TabStore {
  subscribe(listener: () => void): () => void
  state(): TabsState
  /** Opens a tab and shows it; the one that is shown gives way when it is empty. */
  add(tab: Partial<Omit<Tab, 'id'>> & { readonly name: string }): string
  show(id: string): void
  change(id: string, change: Partial<Omit<Tab, 'id'>>): void
  close(id: string): void
  reopen(id: string): void
}

/** The tabs of one person. `storage` is `localStorage`; `unnamed` names a tab nobody has named. */
export function makeTabStore(user: number, storage: Storage, unnamed: string): TabStore {
  const prefix = `taizhang.sql.${user}.`
  const currentKey = `taizhang.sqlCurrent.${user}`
  const listeners = new Set<() => void>()
  let full = false
  let state: TabsState = { open: [], closed: [], current: '', full }

  const read = (): Tab[] =>
    Array.from({ length: storage.length }, (_, index) => storage.key(index))
      .filter((key) => key?.startsWith(prefix))
      .flatMap((key) => parsed(storage.getItem(key ?? '')) ?? [])
  const write = (tab: Tab) => {
    try {
      storage.setItem(prefix + tab.id, JSON.stringify(tab))
      full = false
    } catch {
      full = true
    }
  }
  const settle = (tabs: readonly Tab[], wanted: string) => {
    const open = tabs.filter(({ closedAt }) => closedAt === undefined).sort((a, b) => a.openedAt - b.openedAt)
    const closed = tabs.filter(({ closedAt }) => closedAt !== undefined).sort((a, b) => (b.closedAt ?? 0) - (a.closedAt ?? 0))
    for (const { id } of closed.slice(keptClosed)) storage.removeItem(prefix + id)
    const current = open.some(({ id }) => id === wanted) ? wanted : (open.at(-1)?.id ?? '')
    state = { open, closed: closed.slice(0, keptClosed), current, full }
    if (storage.getItem(currentKey) !== current) storage.setItem(currentKey, current)
    for (const listener of listeners) listener()
  }
  const all = () => [...state.open, ...state.closed]
  const put = (tab: Tab, wanted = state.current) => {
    write(tab)
    settle([...all().filter(({ id }) => id !== tab.id), tab], wanted)
  }
  const find = (id: string) => all().find((tab) => tab.id === id)
  const fresh = (name: string): Tab => ({ id: freshId(), name, sql: '', parameters: {}, chart: null, openedAt: Date.now() })

  const store: TabStore = {
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    state: () => state,
    add(given) {
      const shown = find(state.current)
      if (shown && shown.sql.trim() === '' && !shown.origin && given.sql) {
        put({ ...shown, ...given }, shown.id)
        return shown.id
      }
      // Two tabs of one instant still have an order.
      const latest = Math.max(0, ...state.open.map(({ openedAt }) => openedAt))
      const tab = { ...fresh(given.name), ...given, openedAt: Math.max(Date.now(), latest + 1) }
      put(tab, tab.id)
      return tab.id
    },
    show: (id) => settle(all(), id),
    change(id, change) {
      const tab = find(id)
      if (tab) put({ ...tab, ...change })
    },
    close(id) {
      const tab = find(id)
      if (!tab) return
      const at = state.open.indexOf(tab)
      const next = state.current === id ? (state.open[at + 1] ?? state.open[at - 1])?.id : state.current
      if (tab.sql.trim() === '') {
        storage.removeItem(prefix + id)
        settle(
          all().filter((each) => each.id !== id),
          next ?? '',
        )
      } else put({ ...tab, closedAt: Date.now() }, next ?? '')
      if (state.open.length === 0) store.add({ name: unnamed })
    },
    reopen(id) {
      const tab = find(id)
      if (tab) put({ ...tab, closedAt: undefined, openedAt: Date.now() }, id)
    },
  }
  settle(read(), storage.getItem(currentKey) ?? '')
  if (state.open.length === 0) store.add({ name: unnamed })
  // What another window wrote is taken over: of the tab that is shown here only while nobody writes here, and never its closing.
  if (typeof window !== 'undefined')
    window.addEventListener('storage', ({ key }) => {
      if (!key?.startsWith(prefix)) return
      const id = key.slice(prefix.length)
      const theirs = parsed(storage.getItem(key))
      if (id === state.current && (full || document.hasFocus() || !theirs || theirs.closedAt !== undefined)) return
      settle([...all().filter((tab) => tab.id !== id), ...(theirs ? [theirs] : [])], state.current)
    })
  return store
}
