/** How a customer's credit stands now, or what the gate would say to one dispatch. */
import { useQuery } from '@tanstack/react-query'
import { call } from '../../http.ts'
import type { Words } from '../../language/say.ts'
import { useCatalog } from '../../registers/catalog.ts'

export interface Credit {
  readonly day: string
  readonly mode: 'prepaid' | 'rolling' | 'fixed' | 'cash'
  readonly status: string
  readonly amount: string
  readonly limit: string
  readonly exposure: string
  readonly advance: string
  readonly overdue: string
  readonly oldestOverdueDays: number
  readonly available: string
  readonly excess: string
  readonly missing: readonly string[]
  readonly allowed: boolean
  readonly basis: string | null
  readonly reasons: readonly string[]
  readonly words: Words | null
  readonly policies: readonly Words[]
}

/** Nothing for those who may not see credit. */
export function useCredit(customer: number | null, dispatch?: number) {
  const { byName } = useCatalog()
  return useQuery({
    queryKey: ['credit', customer, dispatch ?? null],
    queryFn: () => call<Credit>('GET', `/api/credit/${customer}${dispatch === undefined ? '' : `?dispatch=${dispatch}`}`),
    enabled: customer !== null && byName.has('creditDecisions'),
    staleTime: 5000,
  })
}
