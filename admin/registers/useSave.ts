/** Writes a record of one register: over what was read of it, or as a new one. */
import { useCreate, useUpdate } from 'react-admin'
import { type PanelRecord, whole } from './catalog.ts'

export function useSave<Kept extends PanelRecord = PanelRecord>(register: string) {
  const [create, { isPending: creating }] = useCreate<Kept, Error>()
  const [update, { isPending: updating }] = useUpdate<Kept, Error>()
  return {
    saving: creating || updating,
    /** Sends what of `data` differs from `before`, with its version; without `before` a new record is made. Throws what the server refused. */
    save: async (data: Readonly<Record<string, unknown>>, before?: Pick<PanelRecord, 'id' | 'version'>): Promise<Kept> =>
      (before
        ? await update(
            register,
            { id: before.id, data: data as Partial<Kept>, previousData: before as Kept, meta: whole },
            { returnPromise: true, mutationMode: 'pessimistic' },
          )
        : await create(register, { data: data as Partial<Kept> }, { returnPromise: true })) as Kept,
  }
}
