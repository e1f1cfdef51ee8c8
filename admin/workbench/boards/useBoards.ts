/** Boards this person may see, and writing to them. */
import { useGetList } from 'react-admin'
import { readable, useCatalog } from '../../registers/catalog.ts'
import type { Board } from './board.ts'

export function useBoards() {
  const catalog = useCatalog()
  return useGetList<Board>(
    'boards',
    { pagination: { page: 1, perPage: 200 }, sort: { field: 'name', order: 'ASC' } },
    { enabled: readable(catalog, 'boards') },
  )
}
