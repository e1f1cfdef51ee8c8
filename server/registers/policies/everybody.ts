/** Rights of what every colleague works by and administrators keep: calendars, policy settings. */
import type { Grant } from '../../definition/types.ts'
import { full, look, study } from '../grants.ts'
import { type RoleCode, shippedRoles } from '../organisation/shippedRoles.ts'

const others = Object.keys(shippedRoles) as RoleCode[]

/** Every shipped role reads, administrators write, the auditor and those who study take files away. */
export const everybodyLooks: Readonly<Record<string, Grant>> = {
  ...Object.fromEntries(others.map((role) => [role, look('all')])),
  administrator: full,
  executive: study('all'),
  finance: study('all'),
  analyst: study('all'),
  auditor: study('all'),
}
