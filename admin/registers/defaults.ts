/** What a new record starts with: the defaults of its definition, with `$me`, `$department`, `$today` and `$now` filled in. */
import type { Description } from '../../server/catalog/description.ts'
import { companyToday } from '../kinds/instants.ts'
import type { SessionUser } from '../session.ts'

export function defaultsOf(description: Description, user: SessionUser): Readonly<Record<string, unknown>> {
  const meant: Readonly<Record<string, () => unknown>> = {
    $me: () => user.id,
    $department: () => user.department,
    $today: companyToday,
    $now: () => new Date().toISOString(),
  }
  return Object.fromEntries(
    Object.entries(description.fields).flatMap(([name, field]) => {
      if (!field.writable) return []
      if (field.kind === 'lines') return [[name, field.required ? [{}] : []]]
      if (field.default === undefined) return []
      const word = meant[String(field.default)]
      return [[name, word ? word() : field.default]]
    }),
  )
}
