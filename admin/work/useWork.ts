/** What waits for me, asked once and shared by the first page, the top bar and the approvals page. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { Stranded, Waiting } from '../../server/approvals/index.ts'
import type { DueWork } from '../../server/clocks/index.ts'
import type { Words } from '../../server/definition/words.ts'
import type { PolicyLine } from '../../server/policy/index.ts'
import { call } from '../http.ts'

export interface SetUp {
  readonly calendar: { readonly id: number; readonly years: readonly number[] }
  readonly blanks: readonly PolicyLine[]
  readonly unchained: readonly { readonly name: string; readonly label: Words }[]
  readonly stranded: readonly Stranded[]
  readonly unsigned: readonly { readonly id: number; readonly name: string; readonly source: string | null }[]
}

export interface Work {
  readonly approvals: readonly Waiting[]
  readonly due: readonly DueWork[]
  readonly notices: number
  /** For administrators: what the company has still to answer. */
  readonly setUp?: SetUp
}

const key = ['work']

/** Looked at again every minute and whenever the window is returned to. */
export const useWork = () =>
  useQuery({ queryKey: key, queryFn: () => call<Work>('GET', '/api/work'), refetchInterval: 60_000, refetchOnWindowFocus: true })

/** Asks anew, after something was done. */
export function useWorkDone(): () => void {
  const client = useQueryClient()
  return useCallback(() => void client.invalidateQueries({ queryKey: key }), [client])
}
