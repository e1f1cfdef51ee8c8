/** Reads a report and keeps it fresh: one question looks every moment, the others follow when there is something new. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { AsOf } from '../../reports/messages.ts'
import { call } from '../http.ts'

/** Between two looks, in milliseconds: what is written is on the screen within two seconds. */
const every = 1000

/** How long an answer that newer data has overtaken is kept, in milliseconds. */
const kept = 5000

interface Options {
  /** Looks for news by itself. */
  readonly live?: boolean
  /** The state of the data that another report was read at: read again when it moves on; undefined to wait for it. */
  readonly after?: number | undefined
}

/** The answer of `/api/reports/<name>?<query>`; while a new one is on the way, the one before. */
export function useReport<T extends { readonly asOf: AsOf }>(name: string, query: string, { live = false, after }: Options) {
  return useQuery({
    queryKey: ['reports', name, query, ...(live ? [] : [after])],
    queryFn: ({ signal }) => call<T>('GET', `/api/reports/${name}?${query}`, undefined, signal),
    placeholderData: keepPreviousData,
    enabled: live || after !== undefined,
    refetchInterval: live ? every : false,
    staleTime: live ? 0 : Number.POSITIVE_INFINITY,
    gcTime: kept,
  })
}
