/** The month under reconciliation as the server sees it now; looked at every second while a run is under way. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type {
  BoardLine,
  BoardMatch,
  BoardPaper,
  MonthLine,
  MonthView,
  Page,
  RecoveryForm,
} from '../../../server/reconciliation/messages.ts'
import { call } from '../../http.ts'

const key = 'reconciliation'

const path = (month: string, rest = '') => `/api/reconciliation/${month}${rest}`

/** Signed months are for looking only. */
export const isFixed = ({ status }: MonthView): boolean => !['open', 'matching', 'explained'].includes(status)

/** Every month there is something to say of, the latest first. */
export const useMonths = () => useQuery({ queryKey: [key], queryFn: () => call<readonly MonthLine[]>('GET', '/api/reconciliation') })

export const useMonth = (month: string) =>
  useQuery({
    queryKey: [key, month],
    queryFn: () => call<MonthView>('GET', path(month)),
    refetchInterval: ({ state }) => (state.data && state.data.running !== null ? 1000 : 15_000),
    refetchOnWindowFocus: true,
  })

export const useForm = (month: string) =>
  useQuery({ queryKey: [key, month, 'form'], queryFn: () => call<RecoveryForm>('GET', path(month, '/form')) })

interface Sides {
  readonly bank: BoardLine
  readonly papers: BoardPaper
  readonly proposed: BoardMatch
  readonly made: BoardMatch
}

/** Rows of one side of the board, the first `most` of them. */
export const most = 200

export const useSide = <Side extends keyof Sides>(month: string, side: Side, q: string) =>
  useQuery({
    queryKey: [key, month, 'board', side, q],
    queryFn: () => {
      const query = new URLSearchParams({ side, perPage: String(most), ...(q ? { q } : {}) })
      return call<Page<Sides[Side]>>('GET', path(month, `/board?${query}`))
    },
    placeholderData: (before) => before,
  })

/** Asks all of it anew, after something was done. */
export function useMonthDone(): () => void {
  const client = useQueryClient()
  return useCallback(() => void client.invalidateQueries({ queryKey: [key] }), [client])
}
