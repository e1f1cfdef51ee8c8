/** A saved query as its register keeps it, and its way into a tab and back. */
import type { PanelRecord } from '../../registers/catalog.ts'
import type { ChartSettings } from '../charts/settings.ts'
import { kept, restored, type SavedParameter } from '../parameters.ts'
import type { Origin, Tab } from '../tabs.ts'

export interface Share {
  readonly id?: number
  readonly role: number
}

export type SavedQuery = PanelRecord & {
  readonly name: string
  readonly folder: string | null
  readonly sql: string
  readonly parameters: readonly SavedParameter[] | null
  readonly description: string | null
  readonly chart: ChartSettings | null
  /** On single records only. */
  readonly shares?: readonly Share[]
  readonly owner: number | null
}

export const originOf = (query: SavedQuery): Origin => ({
  id: query.id,
  version: query.version,
  sql: query.sql,
  parameters: restored(query.parameters),
  chart: query.chart ?? null,
})

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
