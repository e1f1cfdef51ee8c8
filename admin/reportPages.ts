/** What a dashboard says of itself, so that the menu and the routes can be made of it. */
import type { ComponentType } from 'react'
import type { Words } from './language/say.ts'

export interface ReportPage {
  readonly path: string
  readonly label: Words
  readonly icon?: ComponentType
  readonly Page: ComponentType
  /** Roles that see it in the menu; everybody unless told. */
  readonly roles?: readonly string[]
}
