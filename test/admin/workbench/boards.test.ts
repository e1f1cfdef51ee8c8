/** What arranging a board makes of its charts, and what its filters are called. */
import { describe, expect, it } from 'vitest'
import {
  asking,
  filtersOf,
  fromAddress,
  inOrder,
  moved,
  numbered,
  sizeOf,
  type Tile,
  tileOf,
} from '../../../admin/workbench/boards/board.ts'
import { calledOf, kept, relabelled, restored } from '../../../admin/workbench/parameters.ts'
import { holdsStill, originOf, type SavedQuery, sharedAlso, widened } from '../../../admin/workbench/saved/query.ts'

const tiles: readonly Tile[] = ['a', 'b', 'c', 'd'].map((title, place) => tileOf(place, title, null, place))
const titles = (some: readonly Tile[]) => some.map(({ title }) => title).join('')

describe('arranging', () => {
  it.each([
    [0, 2, 'bcad'],
    [3, 0, 'dabc'],
    [1, 1, 'abcd'],
    [0, -1, 'abcd'],
    [3, 4, 'abcd'],
  ])('from %i to %i makes %s', (from, to, order) => {
    expect(titles(moved(tiles, from, to))).toBe(order)
  })

  it('keeps the order once it is saved', () => {
    expect(titles(inOrder([...numbered(moved(tiles, 3, 0))].reverse()))).toBe('dabc')
  })

  it.each([
    [450, 330, { width: 4, height: 8 }],
    [520, 500, { width: 6, height: 12 }],
    [5000, 1, { width: 12, height: 6 }],
    [-20, 290, { width: 4, height: 8 }],
  ])('pulls %i × %i pixels to a size that fits', (width, height, size) => {
    expect(sizeOf(width, height, 100)).toEqual(size)
  })
})

describe('names of parameters', () => {
  it('travel from the tab into the query, the board and its address', () => {
    const parameters = {
      day: relabelled({ type: 'date', value: '2026-05-01' }, '开始日期'),
      top: relabelled({ type: 'integer', value: '5' }, ''),
    }
    expect(restored(kept(parameters))).toEqual(parameters)
    const query = { parameters: kept(parameters) } as unknown as SavedQuery
    const values = fromAddress(filtersOf([query], null), new URLSearchParams('p.day=2026-06-01'))
    expect(values.day).toEqual({ type: 'date', value: '2026-06-01', label: '开始日期' })
    expect(Object.entries(values).map(([name, parameter]) => calledOf(name, parameter))).toEqual(['开始日期', '$top'])
  })
})

describe('a tab of a saved query', () => {
  const query = { id: 7, version: 1, name: '甲', sql: 'select 1', parameters: null, chart: null } as SavedQuery
  it('is not in conflict with a new name, folder or sharing; it is with another text, parameters or chart', () => {
    const origin = originOf(query)
    for (const change of [{ name: '乙' }, { folder: '销售' }, { shared: true }, { roles: ['analyst'] }])
      expect([change, holdsStill({ ...query, version: 2, ...change }, origin)]).toEqual([change, true])
    const chart = { kind: 'bar', x: 'a', y: ['b'], series: null } as const
    for (const change of [{ sql: 'select 2' }, { parameters: [{ name: 'n', type: 'integer' }] as const }, { chart }])
      expect([change, holdsStill({ ...query, version: 2, ...change }, origin)]).toEqual([change, false])
  })
})

describe('sharing', () => {
  it('reaches whoever either the query or its board is shared with', () => {
    expect(sharedAlso({ shared: false, roles: ['a', 'b'] }, { shared: false, roles: ['b', 'c'] })).toEqual({
      shared: false,
      roles: ['a', 'b', 'c'],
    })
    expect(sharedAlso({ shared: false, roles: ['a'] }, { shared: true, roles: [] })).toEqual({ shared: true, roles: ['a'] })
  })

  it('widens what is seen by fewer, and changes nothing else', () => {
    const sharing = { shared: false, roles: ['a', 'b'] }
    expect(widened({ shared: false, roles: ['a', 'c'] }, sharing)).toEqual({ shared: false, roles: ['a', 'c', 'b'] })
    expect(widened(sharing, { shared: true, roles: [] })).toEqual({ shared: true, roles: ['a', 'b'] })
    for (const seen of [sharing, { shared: false, roles: ['b'] }, { shared: false, roles: [] }])
      expect(widened(sharing, seen)).toBeUndefined()
  })
})

describe('a chart', () => {
  it('waits for what its first statement asks for and nobody entered', () => {
    const query = { sql: 'select $from; select $to', parameters: [{ name: 'from', type: 'date' as const }] }
    expect(asking(query, {}).missing).toEqual(['from'])
    expect(asking(query, { from: { type: 'date', value: '2026-01-01' } }).missing).toEqual([])
    expect(asking({ ...query, sql: 'select coalesce($from, current_date)' }, {}).missing).toEqual([])
  })
})
