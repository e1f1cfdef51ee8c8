/** Finds mistakes in definitions before anything is built on them: names that lead nowhere, derivations that cannot work. */
import type { LinkField } from '../definition/types.ts'
import { comparisons, type Where } from '../definition/where.ts'
import type { CompleteRegister } from './complete.ts'

const name = /^[a-z][A-Za-z0-9]*$/
const fieldName = /^(x_)?[a-z][A-Za-z0-9_]*$/
const reserved = new Set(['id', 'version', 'deletedAt', 'path', 'searchText', 'parent', 'position', 'q'])
const reservedMoves = new Set(['history', 'restore', 'recover', 'reveal', 'files'])

/** Paths that a `where` speaks of. */
export function pathsOf(where: Where): string[] {
  return Object.entries(where).flatMap(([key, value]) => {
    if (key === '$and' || key === '$or') return (value as readonly Where[]).flatMap(pathsOf)
    if (key === '$not') return pathsOf(value as Where)
    const found = comparisons(key, value)
    return typeof found === 'string' ? [`${key}.${found}`] : found.map((each) => each.path)
  })
}

/** The links of a register and of its lines. */
const linksOf = (register: CompleteRegister): (readonly [string, LinkField])[] =>
  [register, ...register.lines].flatMap((set) =>
    Object.entries(set.fields).flatMap(([name, field]): [string, LinkField][] =>
      field.kind === 'link' ? [[name, field as LinkField]] : [],
    ),
  )

/** One sentence for every mistake in `registers`; empty when there is none. */
export function check(registers: readonly CompleteRegister[]): string[] {
  const byName = new Map(registers.map((each) => [each.name, each]))
  const faults: string[] = []
  const known = (register: CompleteRegister, path: string): boolean => {
    const [head = '', ...rest] = path.split('.')
    if (head === 'id') return rest.length === 0
    const field = register.fields[head]
    if (!field) return false
    if (rest.length === 0) return true
    if (field.kind === 'lines') return rest.length === 1 && Object.hasOwn(field.fields, rest[0] ?? '')
    const target = field.kind === 'link' ? byName.get(field.to) : undefined
    return target !== undefined && known(target, rest.join('.'))
  }
  for (const register of registers) {
    const say = (text: string) => faults.push(`${register.name}: ${text}`)
    if (!name.test(register.name)) say('the name must be camelCase letters and digits')
    for (const { name: lines, columns } of register.lines)
      for (const { name: field } of columns.filter((each) => each.field.fixed))
        say(`"${lines}.${field}" cannot be fixed: lines come and go`)
    for (const field of Object.keys(register.fields))
      if (!fieldName.test(field) || reserved.has(field)) say(`field "${field}" has no usable name`)
    for (const { name: field, to } of [...register.links, ...register.lines.flatMap((each) => each.links)])
      if (!byName.has(to)) say(`link "${field}" leads to no register "${to}"`)
    const named = [
      register.title,
      register.sort[0],
      ...register.list,
      ...register.filters,
      ...register.search,
      ...register.form.flatMap((each) => each.fields),
      ...(register.keys ?? []),
      ...register.uniqueRules.flat(),
    ]
    for (const field of named) if (field !== 'id' && !register.fields[field]) say(`names a field "${field}" that it does not have`)
    for (const scope of Object.values(register.scopes ?? {}))
      for (const path of pathsOf(scope)) if (!known(register, path)) say(`scope speaks of "${path}", which leads nowhere`)
    for (const path of pathsOf(register.offered ?? {}))
      if (!known(register, path)) say(`what is offered speaks of "${path}", which leads nowhere`)
    for (const [field, { to, choose = {} }] of linksOf(register)) {
      const target = byName.get(to)
      for (const path of target ? pathsOf(choose) : [])
        if (target && !known(target, path)) say(`candidates of "${field}" speak of "${path}", which leads nowhere`)
      for (const value of Object.values(choose))
        if (typeof value === 'string' && value.startsWith('$record.') && !register.fields[value.slice('$record.'.length)])
          say(`candidates of "${field}" look at a field "${value}" that it does not have`)
    }
    const { booked } = register
    for (const field of booked ? [booked.on, ...booked.figures] : [])
      if (!register.fields[field]) say(`is booked by a field "${field}" that it does not have`)
    for (const field of [register.retained?.from, register.retained?.since])
      if (field !== undefined && !register.fields[field]) say(`is kept from a field "${field}" on that it does not have`)
    const states = register.workflow ? register.fields[register.workflow.field] : undefined
    for (const state of booked?.states ?? [])
      if (states?.kind !== 'choice' || !Object.hasOwn(states.choices, state)) say(`is booked in a state "${state}" that it does not have`)
    const { approval } = register.workflow ?? {}
    for (const move of approval ? Object.values(approval) : [])
      if (!register.workflow?.moves[move]) say(`approval names a move "${move}" that it does not have`)
    for (const [clock, { from, until, pause, due, who }] of Object.entries(register.clocks ?? {})) {
      for (const field of [from, ...(who ? [who] : []), ...('field' in due ? [due.field] : [])])
        if (!register.fields[field]) say(`clock "${clock}" names a field "${field}" that it does not have`)
      for (const path of [...pathsOf(until), ...pathsOf(pause ?? {})])
        if (!known(register, path)) say(`clock "${clock}" speaks of "${path}", which leads nowhere`)
    }
    for (const [move, { when }] of Object.entries(register.workflow?.moves ?? {})) {
      if (reservedMoves.has(move)) say(`move "${move}" needs another name: that one is an address of its own`)
      for (const path of pathsOf(when ?? {})) if (!known(register, path)) say(`move "${move}" speaks of "${path}", which leads nowhere`)
    }
  }
  return faults
}
