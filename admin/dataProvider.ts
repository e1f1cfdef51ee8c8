/** The ra-data-simple-rest contract plus what it lacks: versions, only changed and writable fields on update, and bulk writes in one request. */
import simpleRest from 'ra-data-simple-rest'
import type { DataProvider, Identifier, RaRecord } from 'react-admin'
import type { Description } from '../server/catalog/description.ts'
import type { Fields, LinesField } from '../server/definition/types.ts'
import { freshId } from './freshId.ts'
import { call, HttpFault, send } from './http.ts'
import type { PanelRecord } from './registers/catalog.ts'

const base = '/api/records'

type Values = Readonly<Record<string, unknown>>

const writableLine = (fields: Fields, line: Values): Values =>
  Object.fromEntries(
    Object.entries(line).filter(([name]) => name === 'id' || (fields[name] && !fields[name].derive && !fields[name].readOnly)),
  )

const isBlank = (line: Values): boolean => Object.values(line).every((value) => value === null || value === undefined || value === '')

/** Rows begun at the end and left empty are not meant; one in the middle stays, so that faults keep the row they speak of. */
export function withoutBlankTail(lines: readonly Values[]): readonly Values[] {
  let end = lines.length
  while (end > 0 && isBlank(lines[end - 1] ?? {})) end -= 1
  return lines.slice(0, end)
}

/** What of `values` this person may write, with nothing the server would not know. */
export function writable(description: Description | undefined, values: Values): Values {
  if (!description) return values
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => {
      const field = description.fields[name]
      if (!field?.writable || value === undefined) return []
      if (field.kind !== 'lines' || !Array.isArray(value)) return [[name, value]]
      const lines = (value as Values[]).map((line) => writableLine((field as unknown as LinesField).fields, line))
      return [[name, withoutBlankTail(lines)]]
    }),
  )
}

const same = (a: unknown, b: unknown): boolean =>
  a === b || ((a ?? null) === null && (b ?? null) === null) || JSON.stringify(a) === JSON.stringify(b)

/** The writable fields that differ from what was read: somebody else's change of another field stays. */
export function changed(description: Description | undefined, values: Values, before: Values): Values {
  const mine = writable(description, values)
  const theirs = writable(description, before)
  return Object.fromEntries(Object.entries(mine).filter(([name, value]) => !same(value, theirs[name])))
}

const byIds = (ids: readonly Identifier[]): string => `filter=${encodeURIComponent(JSON.stringify({ id: ids }))}`

/** More than this many ids would make an address too long for some proxies. */
const idsPerRequest = 150

/** The answer of `write`, or of the same write that is still under way: impatient keys make no second record, nor a conflict with oneself. */
function together<Answer>(underway: Map<string, Promise<unknown>>, what: string, write: () => Promise<Answer>): Promise<Answer> {
  const running = underway.get(what) ?? write().finally(() => underway.delete(what))
  underway.set(what, running)
  return running as Promise<Answer>
}

/** Did the server say for certain that nothing was made? Without an answer, or with a proxy's, nobody knows. */
const certainlyNot = (error: unknown): boolean => error instanceof HttpFault && error.status >= 400 && error.status < 500

export interface PanelProvider extends DataProvider {
  /** Takes a move of the workflow. */
  move(resource: string, id: Identifier, move: string, body: { version: number; reason?: string }): Promise<PanelRecord>
}

/** The data provider of the panel for the registers of `catalog`. */
export function makeDataProvider(catalog: ReadonlyMap<string, Description>): PanelProvider {
  const underway = new Map<string, Promise<unknown>>()
  // By what was asked for: the key it goes out with, the same as long as no certain answer has come.
  const keys = new Map<string, string>()
  const rest = simpleRest(base, async (url: string, options?: RequestInit) => {
    const answer = await send(url, options)
    // The provider's own type wants a parsed body of any shape.
    return answer as Awaited<ReturnType<typeof send>> & { json: never }
  })
  return {
    ...rest,
    getMany: async (resource, params) => {
      const ids = [...new Set(params.ids)]
      const parts: Promise<{ data: RaRecord[] }>[] = []
      for (let from = 0; from < ids.length; from += idsPerRequest)
        parts.push(rest.getMany(resource, { ...params, ids: ids.slice(from, from + idsPerRequest) }))
      return { data: (await Promise.all(parts)).flatMap(({ data }) => data) as never[] }
    },
    create: (resource, params) => {
      const data = writable(catalog.get(resource), params.data)
      const what = JSON.stringify(['create', resource, data])
      const key = keys.get(what) ?? freshId()
      keys.set(what, key)
      return together(underway, what, async () => {
        try {
          const made = await call<PanelRecord>('POST', `${base}/${resource}`, data, undefined, { 'Idempotency-Key': key })
          keys.delete(what)
          return { data: made as never }
        } catch (error) {
          if (certainlyNot(error)) keys.delete(what)
          throw error
        }
      })
    },
    update: (resource, params) => {
      const data = {
        ...changed(catalog.get(resource), params.data, params.previousData ?? {}),
        version: params.previousData?.version,
      } as never
      return together(underway, JSON.stringify(['update', resource, params.id, data]), () => rest.update(resource, { ...params, data }))
    },
    updateMany: async (resource, params) => ({
      data: await call<Identifier[]>('PUT', `${base}/${resource}?${byIds(params.ids)}`, writable(catalog.get(resource), params.data)),
    }),
    deleteMany: async (resource, params) => ({ data: await call<Identifier[]>('DELETE', `${base}/${resource}?${byIds(params.ids)}`) }),
    move: (resource, id, move, body) => call<PanelRecord>('POST', `${base}/${resource}/${id}/${move}`, body),
  }
}
