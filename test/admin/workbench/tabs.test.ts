/** Tabs keep what is written: over a reload, over closing, beside another window, and when the browser is full. */
import { describe, expect, it, vi } from 'vitest'
import { isUnsaved, makeTabStore, type Tab, type TabStore } from '../../../admin/workbench/tabs.ts'

/** A browser's storage in memory, with room for `most` characters in one entry. */
function storage(most = Number.POSITIVE_INFINITY): Storage {
  const kept = new Map<string, string>()
  return {
    get length() {
      return kept.size
    },
    key: (index) => [...kept.keys()][index] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem(key, value) {
      if (value.length > most) throw new Error('QuotaExceededError')
      kept.set(key, value)
    },
    removeItem: (key) => void kept.delete(key),
    clear: () => kept.clear(),
  }
}

const current = (store: ReturnType<typeof makeTabStore>) => store.state().open.find(({ id }) => id === store.state().current)

describe('tabs', () => {
  it('begin with an empty one, which the first thing opened takes', () => {
    const store = makeTabStore(1, storage(), '未命名')
    expect(store.state().open.map(({ name }) => name)).toEqual(['未命名'])
    store.add({ name: '示例', sql: 'select 1' })
    expect(store.state().open.map(({ name }) => name)).toEqual(['示例'])
    store.add({ name: '示例', sql: 'select 2' })
    expect(store.state().open).toHaveLength(2)
    expect(current(store)?.sql).toBe('select 2')
  })

  it('survive a reload, each person with his or her own', () => {
    const browser = storage()
    const store = makeTabStore(1, browser, '未命名')
    store.change(store.state().current, { sql: 'select 1', name: 'A', parameters: { n: { type: 'integer', value: '3' } } })
    store.add({ name: 'B', sql: 'select 2' })
    store.show(store.state().open[0]?.id ?? '')
    const again = makeTabStore(1, browser, '未命名')
    expect(again.state()).toEqual(store.state())
    expect(current(again)?.parameters).toEqual({ n: { type: 'integer', value: '3' } })
    expect(
      makeTabStore(2, browser, '未命名')
        .state()
        .open.map(({ sql }) => sql),
    ).toEqual([''])
  })

  it('can be had back after closing; an empty one is gone; there is always one', () => {
    const store = makeTabStore(1, storage(), '未命名')
    const { current: first } = store.state()
    store.change(first, { sql: 'select 1' })
    store.close(first)
    expect(store.state().open.map(({ sql }) => sql)).toEqual([''])
    expect(store.state().closed.map(({ sql }) => sql)).toEqual(['select 1'])
    store.reopen(first)
    expect(current(store)?.sql).toBe('select 1')
    expect(store.state().closed).toEqual([])
  })

  it('keep the last twenty closed ones', () => {
    const browser = storage()
    const store = makeTabStore(1, browser, '未命名')
    for (let index = 0; index < 25; index += 1) store.close(store.add({ name: `${index}`, sql: `select ${index}` }))
    expect(store.state().closed).toHaveLength(20)
    expect(makeTabStore(1, browser, '未命名').state().closed).toHaveLength(20)
  })

  it('of two windows do not overwrite each other', () => {
    const browser = storage()
    const one = makeTabStore(1, browser, '未命名')
    one.change(one.state().current, { sql: 'select 1' })
    const other = makeTabStore(1, browser, '未命名')
    one.add({ name: 'mine', sql: 'select 2' })
    other.add({ name: 'theirs', sql: 'select 3' })
    expect(
      makeTabStore(1, browser, '未命名')
        .state()
        .open.map(({ sql }) => sql)
        .sort(),
    ).toEqual(['select 1', 'select 2', 'select 3'])
  })

  it('shown in two windows is one text: the window without the focus takes over what is written in the other', () => {
    const browser = storage()
    const windows = [new EventTarget(), new EventTarget()]
    let focused = 0
    const word = () => Object.assign(new Event('storage'), { key: `taizhang.sql.1.${stores[0]?.state().current}` })
    const stores = windows.map((window, at) => {
      vi.stubGlobal('window', window)
      vi.stubGlobal('document', { hasFocus: () => focused === at })
      return makeTabStore(1, browser, '未命名')
    })
    /** What a browser tells every window but the one that wrote. */
    const told = () => {
      for (const [at, window] of windows.entries()) {
        vi.stubGlobal('document', { hasFocus: () => focused === at })
        if (at !== focused) window.dispatchEvent(word())
      }
    }
    const write = (at: number, sql: string) => {
      focused = at
      const store = stores[at]
      store?.change(store.state().current, { sql })
      told()
    }
    const read = () => stores.map((store) => current(store)?.sql)
    write(0, 'select 1')
    expect(read()).toEqual(['select 1', 'select 1'])
    write(1, 'select 1, 2')
    expect(read()).toEqual(['select 1, 2', 'select 1, 2'])
    // A late word of the other window does not take away what is just being written here.
    browser.setItem(word().key, JSON.stringify({ ...current(stores[1] as TabStore), sql: 'select 1' }))
    vi.stubGlobal('document', { hasFocus: () => true })
    windows[1]?.dispatchEvent(word())
    expect(read()[1]).toBe('select 1, 2')
    vi.unstubAllGlobals()
  })

  it('say when the browser has no room, and keep the text on the screen', () => {
    const store = makeTabStore(1, storage(400), '未命名')
    store.change(store.state().current, { sql: 'x'.repeat(1000) })
    expect(store.state().full).toBe(true)
    expect(current(store)?.sql).toHaveLength(1000)
    store.change(store.state().current, { sql: 'short' })
    expect(store.state().full).toBe(false)
  })

  it('pass over what is no tab', () => {
    const browser = storage()
    browser.setItem('taizhang.sql.1.broken', '{')
    browser.setItem('taizhang.sql.1.other', '"text"')
    expect(makeTabStore(1, browser, '未命名').state().open).toHaveLength(1)
  })

  it('know what no saved query has', () => {
    const tab: Tab = { id: 'a', name: 'A', sql: '', parameters: {}, chart: null, openedAt: 0 }
    const origin = { id: 1, version: 1, sql: 'select 1', parameters: {}, chart: null }
    expect(isUnsaved(tab)).toBe(false)
    expect(isUnsaved({ ...tab, sql: 'select 1' })).toBe(true)
    expect(isUnsaved({ ...tab, sql: 'select 1', origin })).toBe(false)
    expect(isUnsaved({ ...tab, sql: 'select 2', origin })).toBe(true)
    expect(isUnsaved({ ...tab, sql: 'select 1', origin, chart: { kind: 'bar', x: 'a', y: ['b'], series: null } })).toBe(true)
  })
})
