/** What a report page says of itself, so that the menu and the routes can be made of it. */
import type { ComponentType } from 'react'
import type { Words } from './language/say.ts'
import type { Catalog } from './registers/catalog.ts'

export interface ReportPage {
  readonly path: string
  readonly label: Words
  /** Where it stands in the menu: among the dashboards, among the reports, or nowhere because a link leads there. */
  readonly group: 'dashboards' | 'reports' | null
  readonly Page: ComponentType
  /** What somebody must be able to see to be shown the way, as `<register>.<field>`. */
  readonly reads: readonly string[]
}

/** Is there anything on the page for this person? */
export const mayOpen = ({ byName }: Catalog, { reads }: ReportPage): boolean =>
  reads.every((path) => {
    const [register = '', field = ''] = path.split('.')
    const description = byName.get(register)
    return description?.may.read === true && description.fields[field] !== undefined
  })
