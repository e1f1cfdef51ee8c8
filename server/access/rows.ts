/** Which rows and fields of a register an actor may reach; the same answer serves lists, search, export, reports and the check after a write. */
import type { CompleteRegister } from '../catalog/complete.ts'
import type { Grant, Move, Scope } from '../definition/types.ts'
import type { Where } from '../definition/where.ts'
import type { Actor } from './actor.ts'

export type Right = 'read' | 'create' | 'update' | 'remove'

/** The row rule for one right: `{}` for all rows, undefined for none. A register that does not say what "own" means gives none (default deny). */
export function rowRule(register: CompleteRegister, actor: Actor, right: Right): Where | undefined {
  const scope: Scope = actor.grant(register.name)[right] ?? 'none'
  if (scope === 'all') return {}
  if (scope === 'none') return undefined
  const own = register.scopes?.own
  if (scope === 'own') return own
  const department = register.scopes?.department
  if (!department) return own
  return own ? { $or: [own, department] } : department
}

/** May this actor see the field at all? Hidden fields are neither shown nor filtered, sorted, searched or exported. */
export const mayRead = (register: CompleteRegister, actor: Actor, field: string): boolean =>
  !actor.grant(register.name).hidden?.includes(field)

/** Fields that this actor may filter, sort and search by: visible, and not personal data unless he or she may reveal it. */
export const mayAskBy = (register: CompleteRegister, actor: Actor, field: string): boolean =>
  mayRead(register, actor, field) && (!register.sensitive.has(field) || actor.grant(register.name).reveal === true)

/** The moves that a role with this grant may make, as far as it may update the record. */
export const movesOf = ({ workflow }: CompleteRegister, role: string, { moves }: Grant): readonly string[] =>
  moves ?? Object.entries(workflow?.moves ?? {}).flatMap(([name, { roles }]) => (!roles || roles.includes(role) ? [name] : []))

/** May this actor make the move, as far as he or she may update the record? */
export const mayMove = (register: CompleteRegister, actor: Actor, move: Move): boolean =>
  movesOf(register, actor.role, actor.grant(register.name)).some((name) => register.workflow?.moves[name] === move)

/** May this actor write the field (derived, read-only and system fields apart)? */
export function mayWrite(register: CompleteRegister, actor: Actor, name: string): boolean {
  const field = register.fields[name]
  const grant = actor.grant(register.name)
  return field !== undefined && !field.readOnly && !field.derive && !grant.hidden?.includes(name) && !grant.readOnly?.includes(name)
}
