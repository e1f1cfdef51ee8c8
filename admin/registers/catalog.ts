/** The registers this person may see, as described by the server at sign-in. */
import { createContext, useContext } from 'react'
import { useResourceContext } from 'react-admin'
import type { Description, FieldDescription, RecordExtras } from '../../server/catalog/description.ts'
import type { ChoiceField, DateField, SystemName } from '../../server/definition/types.ts'
import { monthOf } from '../kinds/instants.ts'
import { rememberedLanguage, sayIn, type Words } from '../language/say.ts'
import type { SessionUser } from '../session.ts'

/** A record as the server sends it: fields by name, plus what every record carries. */
export type PanelRecord = RecordExtras & { readonly [field: string]: unknown }

/**
 * The `meta` of whole records: rows of a list carry neither lines nor moves, and react-admin would show them on a record's page until
 * the record itself arrives, were they kept under the same key.
 */
export const whole = { whole: true } as const

export interface Catalog {
  readonly user: SessionUser
  readonly registers: readonly Description[]
  readonly byName: ReadonlyMap<string, Description>
}

export const CatalogContext = createContext<Catalog | undefined>(undefined)

export function useCatalog(): Catalog {
  const catalog = useContext(CatalogContext)
  if (!catalog) throw new Error('useCatalog is only for components inside the panel')
  return catalog
}

/** The register of the page one is on. */
export function useDescription(name?: string): Description {
  const fromPage = useResourceContext()
  const wanted = name ?? fromPage ?? ''
  const found = useCatalog().byName.get(wanted)
  if (!found) throw new Error(`No register ${wanted} is in sight`)
  return found
}

/** The menu groups, in order. */
export const systems: Readonly<Record<SystemName, Words>> = {
  customers: ['客户', 'Customers'],
  sales: ['销售', 'Sales'],
  transport: ['物流', 'Transport'],
  money: ['资金', 'Money'],
  reconciliation: ['对账', 'Reconciliation'],
  credit: ['授信', 'Credit'],
  catalogue: ['产品价格', 'Products and prices'],
  reports: ['报表', 'Reports'],
  policies: ['制度与审批', 'Policies and approvals'],
  organisation: ['组织', 'Organisation'],
  settings: ['设置', 'Settings'],
}

const systemField = (
  field: Omit<FieldDescription, 'writable' | 'operators'>,
  operators: FieldDescription['operators'] = [],
): FieldDescription => ({ ...field, writable: false, operators }) as FieldDescription

/** Columns every record has besides its fields. */
const everywhere: Readonly<Record<string, FieldDescription>> = {
  id: systemField({ kind: 'number', label: ['内部编号', 'Id'] }),
  number: systemField({ kind: 'text', label: ['编号', 'Number'] }),
  createdAt: systemField({ kind: 'dateTime', label: ['建立时间', 'Created'] }, ['gte', 'lt']),
  createdBy: systemField({ kind: 'link', label: ['建立人', 'Created by'], to: 'users' } as never),
  updatedAt: systemField({ kind: 'dateTime', label: ['修改时间', 'Changed'] }, ['gte', 'lt']),
  updatedBy: systemField({ kind: 'link', label: ['修改人', 'Changed by'], to: 'users' } as never),
}

/** A field of a register by name, the columns every record has included. */
export const fieldOf = (description: Description, name: string): FieldDescription | undefined =>
  description.fields[name] ?? everywhere[name]

/** What a person calls the record: its title, its number, or its id. */
export function titleOf(description: Description, record: Readonly<Record<string, unknown>>): string {
  const title = record[description.title]
  const field = description.fields[description.title]
  if (field?.kind === 'choice' && typeof title === 'string') {
    const words = (field as unknown as ChoiceField).choices[title]
    if (words) return sayIn(rememberedLanguage(), words)
  }
  if (field?.kind === 'date' && (field as unknown as DateField).month && typeof title === 'string') return monthOf(title)
  const labels = record._labels as Readonly<Record<string, string>> | undefined
  if (typeof title === 'string' && title !== '') return labels?.[description.title] ?? title
  if (title !== null && title !== undefined && title !== '') return labels?.[description.title] ?? String(title)
  return typeof record.number === 'string' && record.number !== '' ? record.number : `#${String(record.id)}`
}

/** May the register be opened by this person? */
export const readable = (catalog: Catalog, name: string): boolean => catalog.byName.get(name)?.may.read === true
