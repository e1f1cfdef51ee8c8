/** What a role may do: the rights an administrator keeps in the roles register, and the shipped ones for registers that came later. */
import type { Catalog } from '../catalog/catalog.ts'
import type { Database } from '../database/connect.ts'
import type { Grant, Scope } from '../definition/types.ts'
import { scopes } from '../definition/types.ts'
import { movesOf } from './rows.ts'

interface PermissionLine {
  register: string
  read: string | null
  create: string | null
  update: string | null
  remove: string | null
  export: number | null
  import: number | null
  reveal: number | null
  hidden: string | null
  readOnly: string | null
  moves: string | null
}

const nothing: Grant = {}

const scopeOf = (word: string | null): Scope => scopes.find((each) => each === word) ?? 'none'
/** Names in a list that a person typed. */
export const namesIn = (text: unknown): string[] => (typeof text === 'string' ? text.split(/[\s,，、]+/).filter(Boolean) : [])

const fromLine = ({ moves, ...line }: PermissionLine): Grant => ({
  read: scopeOf(line.read),
  create: scopeOf(line.create),
  update: scopeOf(line.update),
  remove: scopeOf(line.remove),
  export: line.export === 1,
  import: line.import === 1,
  reveal: line.reveal === 1,
  hidden: namesIn(line.hidden),
  readOnly: namesIn(line.readOnly),
  ...(namesIn(moves).length > 0 ? { moves: namesIn(moves) } : {}),
})

export type Grants = (register: string) => Grant

interface Role {
  readonly id: number
  readonly code: string
}

/** The rights written into a role, by register. */
async function keptGrants(database: Database, role: Role): Promise<Map<string, Grant>> {
  const lines: PermissionLine[] = await database.knex('roles_permissions').where({ parent: role.id })
  return new Map(lines.map((line) => [line.register, fromLine(line)]))
}

const shippedGrant = (catalog: Catalog, role: Role, register: string): Grant =>
  catalog.has(register) ? (catalog.get(register).permissions[role.code] ?? nothing) : nothing

/** The rights of one role as kept now. A register without a line has the shipped rights of that role; without those, none. */
export async function grantsOf(database: Database, catalog: Catalog, role: Role): Promise<Grants> {
  const kept = await keptGrants(database, role)
  return (register) => kept.get(register) ?? shippedGrant(catalog, role, register)
}

/** A right with nothing left out. */
export interface EffectiveGrant extends Required<Grant> {
  /** Whether the role follows the shipped right here, because no line names the register. */
  readonly shipped: boolean
}

/** What a role may do with every register of the catalog. */
export async function effectiveGrants(database: Database, catalog: Catalog, role: Role): Promise<Record<string, EffectiveGrant>> {
  const kept = await keptGrants(database, role)
  return Object.fromEntries(
    catalog.registers.map((register) => {
      const { name } = register
      const grant = kept.get(name) ?? shippedGrant(catalog, role, name)
      const { read = 'none', create = 'none', update = 'none', remove = 'none', reveal = false, hidden = [], readOnly = [] } = grant
      const files = { export: grant.export ?? false, import: grant.import ?? false }
      const moves = movesOf(register, role.code, grant)
      return [name, { read, create, update, remove, ...files, reveal, hidden, readOnly, moves, shipped: !kept.has(name) }]
    }),
  )
}

/** Keeps the rights of a role until its record gets a new version; the version is read with every session, so a change counts at once on every server. */
export function grantCache(catalog: Catalog) {
  const cached = new Map<number, { version: number; grants: Grants }>()
  return async (database: Database, role: { id: number; code: string; version: number }): Promise<Grants> => {
    const found = cached.get(role.id)
    if (found?.version === role.version) return found.grants
    const grants = await grantsOf(database, catalog, role)
    cached.set(role.id, { version: role.version, grants })
    return grants
  }
}
