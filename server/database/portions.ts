/** Long lists in portions: as many values as one statement takes on every engine, and few enough that other people's requests never wait long. */

/** Values in one statement. */
const most = 500

/** The list in portions, in its order. */
export function* portions<T>(list: readonly T[], size = most): Generator<T[]> {
  for (let start = 0; start < list.length; start += size) yield list.slice(start, start + size)
}

/** Asks for one portion after the other, and gives all that was found. */
export async function inPortions<T>(ids: readonly number[], ask: (some: number[]) => PromiseLike<readonly T[]>): Promise<T[]> {
  const found: T[] = []
  for (const some of portions(ids)) found.push(...(await ask(some)))
  return found
}
