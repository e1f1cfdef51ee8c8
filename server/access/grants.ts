/** What a role may do: the rights an administrator keeps in the roles register, and the shipped ones for registers that came later. */
import type { Catalog } from '../catalog/catalog.ts'
import type { Database } from '../database/connect.ts'
import type { Grant, Scope } from '../definition/types.ts'
import { scopes } from '../definition/types.ts'

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
}

const nothing: Grant = {}

const scopeOf = (word: string | null): Scope => scopes.find((each) => each === word) ?? 'none'
const listOf = (text: string | null): string[] => (text ?? '').split(/[\s,，、]+/).filter(Boolean)

const fromLine = (line: PermissionLine): Grant => ({
  read: scopeOf(line.read),
  create: scopeOf(line.create),
  update: scopeOf(line.update),
  remove: scopeOf(line.remove),
  export: line.export === 1,
  import: line.import === 1,
  reveal: line.reveal === 1,
  hidden: listOf(line.hidden),
  readOnly: listOf(line.readOnly),
})

export type Grants = (register: string) => Grant

/** The rights of one role as kept now. A register without a line has the shipped rights of that role; without those, none. */
export async function grantsOf(database: Database, catalog: Catalog, role: { id: number; code: string }): Promise<Grants> {
  const lines: PermissionLine[] = await database.knex('roles_permissions').where({ parent: role.id })
  const kept = new Map(lines.map((line) => [line.register, fromLine(line)]))
  return (register) => kept.get(register) ?? (catalog.has(register) ? (catalog.get(register).permissions[role.code] ?? nothing) : nothing)
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
