/** Who is shown the way to the workbench: whoever may save queries. The server has the last word on each question. */
import type { Catalog } from '../registers/catalog.ts'

export const mayAnalyse = ({ byName }: Catalog): boolean => byName.get('queries')?.may.create === true
