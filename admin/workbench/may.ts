/** Who is shown the way to the workbench, and to changing what is kept there. The server has the last word on each. */
import type { Catalog } from '../registers/catalog.ts'

/** Whoever may save queries. */
export const mayAnalyse = ({ byName }: Catalog): boolean => byName.get('queries')?.may.create === true

/** The owner of a saved query or a board, and an administrator. */
export const keeps = ({ user }: Pick<Catalog, 'user'>, { owner }: { readonly owner: number | null }): boolean =>
  owner === user.id || user.role === 'administrator'
