/** Both sides of a statement as they stand on paper. */
import { useGetList, useGetOne } from 'react-admin'
import { type PanelRecord, readable, titleOf, useCatalog } from '../../registers/catalog.ts'

export interface Parties {
  /** The customer as far as this person sees it. */
  readonly buyer: PanelRecord | undefined
  /** The name of the head office; undefined for those who may not see it. */
  readonly seller: string | undefined
}

/** Undefined while one of the names is still on its way: a statement without them is no statement. */
export function useParties(customer: number | undefined): Parties | undefined {
  const catalog = useCatalog()
  const description = catalog.byName.get('departments')
  const buyer = useGetOne<PanelRecord>('customers', { id: customer ?? 0 }, { enabled: customer !== undefined })
  const offices = useGetList<PanelRecord>(
    'departments',
    { filter: { kind: 'headOffice' }, pagination: { page: 1, perPage: 1 }, sort: { field: 'id', order: 'ASC' } },
    { enabled: readable(catalog, 'departments') },
  )
  if (buyer.isLoading || offices.isLoading) return undefined
  const [office] = offices.data ?? []
  return { buyer: buyer.data, seller: office && description && titleOf(description, office) }
}
