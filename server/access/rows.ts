/** Which rows and fields of a register an actor may reach; the same answer serves lists, search, export, reports and the check after a write. */
import type { CompleteRegister, Lines } from '../catalog/complete.ts'
import type { Field, Grant, Move, Scope } from '../definition/types.ts'
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

/** The field at a path: `total`, or `lines.unitPrice` for a column of lines. */
export function fieldAt(register: CompleteRegister, path: string): Field | undefined {
  const [name = '', inner] = path.split('.')
  const set = inner === undefined ? register : register.lines.find((each) => each.name === name)
  return set && Object.hasOwn(set.fields, inner ?? name) ? set.fields[inner ?? name] : undefined
}

/** Do these paths name this one, or the lines that it is a column of? */
const names = (paths: readonly string[] | undefined, path: string): boolean =>
  paths?.some((each) => each === path || path.startsWith(`${each}.`)) === true

/** May this actor see the field (`total`), or the column of lines (`lines.unitPrice`), at all? Hidden ones are neither shown, filtered, sorted, searched nor exported. */
export const mayRead = (register: CompleteRegister, actor: Actor, path: string): boolean =>
  (actor.unbound || !fieldAt(register, path)?.internal) && !names(actor.grant(register.name).hidden, path)

/** Fields that this actor may filter, sort and search by: visible, and not personal data unless he or she may reveal it. */
export const mayAskBy = (register: CompleteRegister, actor: Actor, path: string): boolean =>
  mayRead(register, actor, path) && (!register.sensitive.has(path) || actor.grant(register.name).reveal === true)

/** The columns of lines that this actor may see. */
export const readableColumns = (register: CompleteRegister, actor: Actor, lines: Lines): Lines['columns'] =>
  lines.columns.filter(({ name }) => mayRead(register, actor, `${lines.name}.${name}`))

/** The moves that a role with this grant may make, as far as it may update the record. */
export const movesOf = ({ workflow }: CompleteRegister, role: string, { moves }: Grant): readonly string[] =>
  moves ?? Object.entries(workflow?.moves ?? {}).flatMap(([name, { roles }]) => (!roles || roles.includes(role) ? [name] : []))

/** May this actor make the move, as far as he or she may update the record? */
export const mayMove = (register: CompleteRegister, actor: Actor, move: Move): boolean =>
  movesOf(register, actor.role, actor.grant(register.name)).some((name) => register.workflow?.moves[name] === move)

/** May this actor write the field or column of lines (derived, read-only and system fields apart)? */
export function mayWrite(register: CompleteRegister, actor: Actor, path: string): boolean {
  const field = fieldAt(register, path)
  const { hidden, readOnly } = actor.grant(register.name)
  return field !== undefined && !field.readOnly && !field.derive && !names(hidden, path) && !names(readOnly, path)
}

/** Does the grant take columns of these lines, but not the lines as a whole, out of the actor's hands? */
export function closedColumns(register: CompleteRegister, actor: Actor, lines: Lines): ReadonlySet<string> {
  if (actor.unbound || !mayWrite(register, actor, lines.name)) return new Set()
  return new Set(lines.columns.flatMap(({ name }) => (mayWrite(register, actor, `${lines.name}.${name}`) ? [] : [name])))
}
