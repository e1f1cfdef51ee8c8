/** A saved query as its register keeps it, and its way into a tab and back. */
import type { PanelRecord } from '../../registers/catalog.ts'
import type { ChartSettings } from '../charts/settings.ts'
import { kept, restored, type SavedParameter } from '../parameters.ts'
import type { Origin, Tab } from '../tabs.ts'

/** Who sees a query or board besides its owner: everybody who asks in SQL, or some roles by their codes. */
export interface Sharing {
  readonly shared: boolean
  readonly roles: readonly string[]
}

export type SavedQuery = PanelRecord & {
  readonly name: string
  readonly folder: string | null
  readonly sql: string
  readonly parameters: readonly SavedParameter[] | null
  readonly description: string | null
  readonly chart: ChartSettings | null
  readonly shared: boolean | null
  readonly roles: readonly string[] | null
  readonly owner: number | null
}

export const originOf = (query: SavedQuery): Origin => ({
  id: query.id,
  version: query.version,
  sql: query.sql,
  parameters: restored(query.parameters),
  chart: query.chart ?? null,
})

/** Does the saved query hold what it held when a tab was opened from it? Its name, folder and sharing, which no tab keeps, may be others. */
export function holdsStill(query: SavedQuery, { sql, parameters, chart }: Origin): boolean {
  const now = originOf(query)
  return JSON.stringify([now.sql, now.parameters, now.chart]) === JSON.stringify([sql, parameters, chart])
}

export const sharingOf = (record: { readonly shared: boolean | null; readonly roles: readonly string[] | null } | undefined): Sharing => ({
  shared: record?.shared === true,
  roles: record?.roles ?? [],
})

/** Does anybody besides the owner see it? */
export const isShared = ({ shared, roles }: Sharing): boolean => shared || roles.length > 0

/** Shared with whoever either is shared with. */
export const sharedAlso = (one: Sharing, other: Sharing): Sharing => ({
  shared: one.shared || other.shared,
  roles: [...new Set([...one.roles, ...other.roles])],
})

/** What of `one` has to change for those whom `other` is shared with to see it, too; undefined where they do. */
export function widened(one: Sharing, other: Sharing): Sharing | undefined {
  const wider = sharedAlso(one, other)
  return wider.shared === one.shared && wider.roles.length === one.roles.length ? undefined : wider
}

/** The query as a tab to be opened. */
export function tabOf(query: SavedQuery): Pick<Tab, 'name' | 'sql' | 'parameters' | 'chart'> & { readonly origin: Origin } {
  const origin = originOf(query)
  return { name: query.name, sql: origin.sql, parameters: origin.parameters, chart: origin.chart, origin }
}

/** What of a tab a saved query keeps. */
export const contentOf = ({ sql, parameters, chart }: Tab) => ({ sql, parameters: kept(parameters), chart })

export interface Folder {
  readonly name: string
  readonly queries: readonly SavedQuery[]
}

/** Queries by folder; those in none come first. */
export function folders(queries: readonly SavedQuery[]): readonly Folder[] {
  const byName = Map.groupBy(queries, ({ folder }) => folder ?? '')
  return [...byName].sort(([a], [b]) => a.localeCompare(b, 'zh-CN')).map(([name, inside]) => ({ name, queries: inside }))
}

export const holds = ({ name, folder, description, sql }: SavedQuery, typed: string): boolean => {
  const text = [name, folder, description, sql].join(' ').toLowerCase()
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}
