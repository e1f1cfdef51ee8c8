/** Can lines of one day in two statements be the same lines? Told by where on that day each statement begins and ends. Pure. */

/** How a statement lies over one of its days. */
export interface Extent {
  /** It began before this day. */
  readonly since: boolean
  /** It goes on after this day. */
  readonly lasts: boolean
  /** Balance where it begins, and where it ends, on this day, in 分; null when it does not tell. */
  readonly begins: number | null
  readonly ends: number | null
}

/** `shared`: the lines of the one are among those of the other. `apart`: the one ends where the other begins. `unknown`: nothing tells. */
export type Sharing = 'shared' | 'apart' | 'unknown'

const same = (a: number | null, b: number | null): boolean => a !== null && a === b

/** What two statements that speak of one day share of it. */
export function sharingOf(a: Extent, b: Extent): Sharing {
  // One holds all of the day, or both hold its morning, or both its evening.
  if ((a.since && a.lasts) || (b.since && b.lasts) || (a.since && b.since) || (a.lasts && b.lasts)) return 'shared'
  if (same(a.begins, b.begins) && same(a.ends, b.ends)) return 'shared'
  const together = same(a.begins, b.begins) || same(a.ends, b.ends)
  const follows = same(a.begins, b.ends) || same(a.ends, b.begins)
  return together === follows ? 'unknown' : together ? 'shared' : 'apart'
}

/** What a statement says of itself. */
export interface Told {
  readonly from: string
  readonly to: string
  readonly opening: number | null
  readonly closing: number | null
}

/** How a statement lies over `day`; `sum` answers what its lines of the days from … to come to. */
export async function extentOn(
  { from, to, opening, closing }: Told,
  day: string,
  sum: (part: 'before' | 'after') => Promise<number>,
): Promise<Extent> {
  const [since, lasts] = [from < day, day < to]
  return {
    since,
    lasts,
    begins: opening === null || !since ? opening : opening + (await sum('before')),
    ends: closing === null || !lasts ? closing : closing - (await sum('after')),
  }
}
