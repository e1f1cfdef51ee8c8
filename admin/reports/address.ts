/** What a page is asked is in its address: reading it without trusting it, and writing it. */

export const among = <T extends string>(all: readonly T[], word: string | null): T | undefined => all.find((each) => each === word)

/** The day in `text`; undefined for what is none, such as a 30th of February. */
export function dayOf(text: string | null): string | undefined {
  if (text === null || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text) ? text : undefined
}

export const idOf = (text: string | null): number | undefined => (text !== null && /^[1-9]\d*$/.test(text) ? Number(text) : undefined)

export type Change<State> = Partial<Record<keyof State, string | number | undefined>>

/** The address after a change; what is as usual is left out. */
export function changed<State>(query: URLSearchParams, change: Change<State>): URLSearchParams {
  const next = new URLSearchParams(query)
  for (const [name, value] of Object.entries<string | number | undefined>(change as Record<string, string | number | undefined>)) {
    if (value === undefined || value === '') next.delete(name)
    else next.set(name, String(value))
  }
  return next
}

/** A query string without the parameters that are undefined. */
export const asked = (parameters: Readonly<Record<string, string | number | undefined>>): string =>
  changed(new URLSearchParams(), parameters).toString()
