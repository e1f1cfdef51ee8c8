/** The usual shapes of a right, so that a register's permissions read as a table: role → how far it looks and how far it writes. */
import type { Grant, Scope } from '../definition/types.ts'

/** Everything: the administrator. Every reveal is logged all the same. */
export const full: Grant = { read: 'all', create: 'all', update: 'all', remove: 'all', export: true, import: true, reveal: true }

/** Reads and nothing else. */
export const look = (read: Scope, more: Grant = {}): Grant => ({ read, ...more })

/** Reads and takes away as a file: executives, analysts, the auditor. */
export const study = (read: Scope, more: Grant = {}): Grant => ({ read, export: true, ...more })

/** Reads, adds and changes, but deletes nothing. */
export const keep = (scope: Scope, more: Grant = {}): Grant => ({ read: scope, create: scope, update: scope, ...more })

/** Reads, adds, changes and deletes. */
export const manage = (scope: Scope, more: Grant = {}): Grant => ({
  read: scope,
  create: scope,
  update: scope,
  remove: scope,
  export: true,
  ...more,
})

/** The issued and the automatic: everybody may look as far as the scope, nobody may write. */
export const issued = { create: 'none', update: 'none', remove: 'none' } as const satisfies Grant
