/** What an actor may know of the registers: the projection that leaves the server, listed name by name. */
import type { Actor } from '../access/actor.ts'
import { closedColumns, mayAskBy, mayRead, mayWrite, rowRule } from '../access/rows.ts'
import type { Fields } from '../definition/types.ts'
import { kindOf } from '../kinds/index.ts'
import type { Catalog } from './catalog.ts'
import type { CompleteRegister } from './complete.ts'
import type { Description, FieldDescription } from './description.ts'

function describeFields(register: CompleteRegister, actor: Actor): Record<string, FieldDescription> {
  const shown = Object.entries(register.fields).filter(([name]) => mayRead(register, actor, name))
  return Object.fromEntries(
    shown.map(([name, field]) => {
      const operators = mayAskBy(register, actor, name) ? kindOf(field).operators : []
      const writable = mayWrite(register, actor, name) && name !== register.workflow?.field
      return [name, { ...field, ...describeColumns(register, actor, name), writable, operators }]
    }),
  )
}

/** The columns of lines that the actor may see; those he or she alone may not write are read-only. */
function describeColumns(register: CompleteRegister, actor: Actor, name: string): { fields?: Fields } {
  const lines = register.lines.find((each) => each.name === name)
  if (!lines) return {}
  const shut = closedColumns(register, actor, lines)
  const shown = Object.entries(lines.fields).filter(([inner]) => mayRead(register, actor, `${name}.${inner}`))
  return { fields: Object.fromEntries(shown.map(([inner, field]) => [inner, shut.has(inner) ? { ...field, readOnly: true } : field])) }
}

/** One register as `actor` may know it; undefined when he or she may not read it at all. */
export function describe(catalog: Catalog, register: CompleteRegister, actor: Actor): Description | undefined {
  if (rowRule(register, actor, 'read') === undefined) return undefined
  const grant = actor.grant(register.name)
  const fields = describeFields(register, actor)
  const known = (names: readonly string[]) => names.filter((name) => name in fields)
  // A link to records that the actor may not even see by name says nothing in a list or on a page.
  const named = (name: string) => {
    const field = fields[name]
    return field?.kind !== 'link' || rowRule(catalog.get(field.to), actor, 'read') !== undefined
  }
  const told = (names: readonly string[]) => known(names).filter((name) => named(name) || fields[name]?.writable)
  const may = (right: 'create' | 'update' | 'remove') => rowRule(register, actor, right) !== undefined && !register.immutable
  const { workflow, tree, help, offered } = register
  return {
    name: register.name,
    label: register.label,
    ...(help ? { help } : {}),
    system: register.system,
    title: register.title,
    fields,
    list: told(register.list),
    filters: known(register.filters)
      .filter(named)
      .filter((name) => (fields[name]?.operators.length ?? 0) > 0),
    search: register.search.filter((name) => mayAskBy(register, actor, name)),
    sort: register.sort[0] in fields ? register.sort : ['id', 'DESC'],
    form: register.form.map(({ label, fields: names }) => ({ label, fields: told(names) })).filter((each) => each.fields.length > 0),
    ...(tree ? { tree } : {}),
    ...(offered ? { offered } : {}),
    detached: register.detached ?? false,
    may: {
      read: true,
      create: may('create'),
      update: may('update'),
      remove: may('remove'),
      export: grant.export === true,
      import: grant.import === true && !register.immutable,
      reveal: grant.reveal === true && register.sensitive.size > 0,
    },
    keys: known(register.keys ?? []),
    ...(workflow
      ? {
          workflow: {
            field: workflow.field,
            start: workflow.start,
            moves: Object.entries(workflow.moves).map(([name, { label, from, to, reason }]) => ({
              name,
              label,
              from,
              to,
              reason: reason ?? false,
            })),
          },
        }
      : {}),
    related: catalog.incoming(register.name).filter(({ register: from, field, lines }) => {
      if (lines) return false
      const other = catalog.get(from)
      return rowRule(other, actor, 'read') !== undefined && mayRead(other, actor, field)
    }),
  }
}

/** Every register that `actor` may read, in menu order. */
export const describeAll = (catalog: Catalog, actor: Actor): Description[] =>
  catalog.registers.flatMap((each) => describe(catalog, each, actor) ?? [])
