/** Who is asking. A required argument of every verb: nobody is an administrator by omission, and the system says that it is the system. */
import type { Grant } from '../definition/types.ts'
import type { Language } from '../definition/words.ts'

export interface Actor {
  /** The user's id; null for the system. */
  readonly id: number | null
  readonly name: string
  readonly username: string
  /** The role's code: `sales`, `finance` …; `system` for the system. */
  readonly role: string
  readonly department: number | null
  /** Where the department stands in the tree: `/1/4/9/`; empty without one. */
  readonly departmentPath: string
  readonly language: Language
  /** Writes what no person may type: states, read-only fields, immutable registers. Said by name, never by leaving something out. */
  readonly unbound?: true
  /** What the role may do with a register. */
  grant(register: string): Grant
}

const everything: Grant = { read: 'all', create: 'all', update: 'all', remove: 'all', export: true, import: true, reveal: true }

/** The explicit actor of jobs, seeds and set-up. */
export const system: Actor = {
  id: null,
  name: '系统 System',
  username: 'system',
  role: 'system',
  department: null,
  departmentPath: '',
  language: 'zh',
  unbound: true,
  grant: () => everything,
}

/** The system at work for `actor`, who stays the one that history names; only where his or her rights were checked before (imports of finished papers). */
export const onBehalfOf = (actor: Actor): Actor => ({ ...actor, unbound: true, grant: () => everything })
