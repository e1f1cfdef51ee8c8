/** The dashboards, as the reports room names them; there are none before that room exists. */
import type { ComponentType } from 'react'
import type { Words } from './language/say.ts'

export interface ReportPage {
  readonly path: string
  readonly label: Words
  readonly icon?: ComponentType
  readonly Page: ComponentType
  readonly roles?: readonly string[]
}

export const reportPages: readonly ReportPage[] = []
