/** The table reports that this person may see, as the server lists them. */
import { useQuery } from '@tanstack/react-query'
import type { TableDescription } from '../../../server/reporting/tables.ts'
import { call } from '../../http.ts'

const none: readonly TableDescription[] = []

export const tablePath = (name: string): string => `/reports/tables/${name}`

const ask = () => call<readonly TableDescription[]>('GET', '/api/reports/tables')

/** None while they are on the way. */
export const useTables = (): readonly TableDescription[] =>
  useQuery({ queryKey: ['tables'], queryFn: ask, staleTime: Number.POSITIVE_INFINITY }).data ?? none

/** One of them; null when there is no such table for this person, undefined while that is not known. */
export function useTable(name: string): TableDescription | null | undefined {
  const { data, error } = useQuery({ queryKey: ['tables'], queryFn: ask, staleTime: Number.POSITIVE_INFINITY })
  return data ? (data.find((table) => table.name === name) ?? null) : error ? null : undefined
}
