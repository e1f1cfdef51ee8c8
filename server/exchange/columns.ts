/** What a file's columns can go into, and a good guess at which goes where: by field names and by labels in both languages. */
import type { Actor } from '../access/actor.ts'
import { mayWrite } from '../access/rows.ts'
import type { CompleteRegister } from '../catalog/complete.ts'
import type { Field } from '../definition/types.ts'
import type { Words } from '../definition/words.ts'
import { errorColumn } from './errorFile.ts'

/** A field that a column may fill: `name`, or `lines.quantity` for a field of child rows. */
export interface Target {
  readonly path: string
  readonly field: Field
  readonly label: Words
  /** The lines this belongs to, if it does. */
  readonly lines?: string
}

/** May this actor bring in finished papers, states and all? Only who may create and change every record of the register. */
export function mayBringStates(register: CompleteRegister, actor: Actor): boolean {
  const { create, update, import: bring } = actor.grant(register.name)
  return create === 'all' && update === 'all' && bring === true
}

/** Fields of a register that an import by this actor can fill or match by. */
export function targetsOf(register: CompleteRegister, actor: Actor): Target[] {
  const open = (name: string, field: Field) =>
    name === 'number' ||
    (!['file', 'json'].includes(field.kind) &&
      mayWrite(register, actor, name) &&
      (register.workflow?.field !== name || mayBringStates(register, actor)))
  return Object.entries(register.fields).flatMap(([name, field]): Target[] => {
    if (!open(name, field)) return []
    if (field.kind !== 'lines') return [{ path: name, field, label: field.label }]
    return Object.entries(field.fields)
      .filter(([inner]) => mayWrite(register, actor, `${name}.${inner}`))
      .map(([inner, each]) => ({
        path: `${name}.${inner}`,
        field: each,
        label: [`${field.label[0]}.${each.label[0]}`, `${field.label[1]}.${each.label[1]}`] as const,
        lines: name,
      }))
  })
}

const plain = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-.,:;*()[\]{}<>/\\（）【】：，、]+/g, '')

/** The mapping that suggests itself; each target is used once, columns nothing is known for stay out. */
export function guessMapping(columns: readonly string[], targets: readonly Target[]): Record<string, string | null> {
  const byWord = new Map<string, string>()
  const note = (word: string, path: string) => {
    const key = plain(word)
    if (key && !byWord.has(key)) byWord.set(key, path)
  }
  for (const { path, label } of targets) for (const word of [path, ...label]) note(word, path)
  for (const { path, field, lines } of targets) if (lines) for (const word of [path.split('.')[1] ?? '', ...field.label]) note(word, path)
  const used = new Set<string>()
  return Object.fromEntries(
    columns.map((column) => {
      const path = column === errorColumn ? undefined : byWord.get(plain(column))
      if (path === undefined || used.has(path)) return [column, null]
      used.add(path)
      return [column, path]
    }),
  )
}

/** The key that suggests itself: the first of the register's keys that a column is mapped to. */
export function guessKey(register: CompleteRegister, mapping: Readonly<Record<string, string | null>>): string[] {
  const mapped = new Set(Object.values(mapping))
  const single = (register.keys ?? []).find((key) => mapped.has(key))
  if (single) return [single]
  const together = (register.unique ?? []).find((rule) => rule.every((name) => mapped.has(name)))
  return together ? [...together] : []
}
