/** Whether a record on the screen is still the newest: looked up every minute while the page is seen, and when the window comes to the front. */
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useRefresh } from 'react-admin'
import { call } from '../http.ts'
import type { PanelRecord } from './catalog.ts'

export const aMinute = 60_000

/** The record as its list shows it now, when it is newer than this one. A row of a list, because opening a record is noted in the log of views. */
export function useNewer(register: string, { id, version }: PanelRecord): PanelRecord | undefined {
  const { data } = useQuery({
    queryKey: ['newest', register, id],
    queryFn: () => call<PanelRecord[]>('GET', `/api/records/${register}?filter=${encodeURIComponent(JSON.stringify({ id: [id] }))}`),
    refetchInterval: aMinute,
    refetchOnWindowFocus: 'always',
  })
  const newest = data?.[0]
  return newest && newest.version > version ? newest : undefined
}

/** Reads the page anew once its record has become a newer one. */
export function useFollow(register: string, record: PanelRecord): void {
  const newer = useNewer(register, record)?.version
  const refresh = useRefresh()
  useEffect(() => {
    if (newer !== undefined) refresh()
  }, [newer, refresh])
}
