/** The saved queries this person may see. */
import { useGetList } from 'react-admin'
import { readable, useCatalog } from '../../registers/catalog.ts'
import type { SavedQuery } from './query.ts'

export function useQueries() {
  const catalog = useCatalog()
  return useGetList<SavedQuery>(
    'queries',
    { pagination: { page: 1, perPage: 500 }, sort: { field: 'name', order: 'ASC' } },
    { enabled: readable(catalog, 'queries') },
  )
}
