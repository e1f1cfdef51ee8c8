/** Lists kept as JSON text: what choices and files share. */

/** JSON text → list; nothing is an empty list. */
export const readList = (raw: unknown): unknown[] => (typeof raw === 'string' && raw !== '' ? (JSON.parse(raw) as unknown[]) : [])

/** List → JSON text; an empty list is null, so that `empty` means the same for every kind. */
export const writeList = (stored: unknown): string | null => (Array.isArray(stored) && stored.length > 0 ? JSON.stringify(stored) : null)
