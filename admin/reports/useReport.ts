/** Reads a report and keeps it fresh: one of them looks every few seconds, the others follow when there is something new. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Report } from '../../reports/messages.ts'
import { call } from '../http.ts'

/** Between two looks, in milliseconds. */
const every = 5000

interface Options {
  /** Looks for news by itself. */
  readonly live?: boolean
  /** The state of the data that another report was read at: read again when it moves on; undefined to wait for it. */
  readonly after?: number | undefined
}

/** The answer of `/api/reports/<name>?<query>`; while a new one is on the way, the one before. */
export function useReport(name: string, query: string, { live = false, after }: Options) {
  return useQuery({
    queryKey: ['reports', name, query, ...(live ? [] : [after])],
    queryFn: ({ signal }) => call<Report>('GET', `/api/reports/${name}?${query}`, undefined, signal),
    placeholderData: keepPreviousData,
    enabled: live || after !== undefined,
    refetchInterval: live ? every : false,
    staleTime: live ? 0 : Number.POSITIVE_INFINITY,
  })
}
