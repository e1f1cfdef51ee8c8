/** Every shipped register is plain data in both languages, and every name it speaks of exists. */
import { describe, expect, test } from 'vitest'
import { fieldAt } from '../../server/access/rows.ts'
import { check, pathsOf } from '../../server/catalog/check.ts'
import { complete } from '../../server/catalog/complete.ts'
import type { Field } from '../../server/definition/types.ts'
import { registers, rules } from '../../server/registers/index.ts'
import { shippedRoles } from '../../server/registers/organisation/shippedRoles.ts'

const systems = [
  'customers',
  'sales',
  'transport',
  'money',
  'reconciliation',
  'credit',
  'policies',
  'catalogue',
  'reports',
  'organisation',
  'settings',
]

/** Every pair of words anywhere in a definition, with where it stands. */
function* words(value: unknown, path: string): Generator<readonly [string, readonly string[]]> {
  if (
    Array.isArray(value) &&
    value.length === 2 &&
    value.every((part) => typeof part === 'string') &&
    /(label|help|unless)$|choices\.\w+$/.test(path)
  )
    yield [path, value]
  else if (typeof value === 'object' && value !== null)
    for (const [key, part] of Object.entries(value)) yield* words(part, `${path}.${key}`)
}

const allFields = (fields: Readonly<Record<string, Field>>): [string, Field][] =>
  Object.entries(fields).flatMap(([name, field]): [string, Field][] => [
    [name, field],
    ...(field.kind === 'lines' ? Object.entries(field.fields).map(([inner, each]): [string, Field] => [`${name}.${inner}`, each]) : []),
  ])

test('the engine finds no fault in any of them', () => {
  expect(check(registers.map((each) => complete(each)))).toEqual([])
})

test('a fixed field of lines is a fault: lines are taken out and put in again', () => {
  const one = registers[0]
  const lines = {
    kind: 'lines',
    label: ['明细', 'Lines'],
    fields: { code: { kind: 'text', label: ['代码', 'Code'], fixed: true } },
  } as const
  expect(one && check([complete({ ...one, fields: { ...one.fields, lines } })])).toContain(
    `${one?.name}: "lines.code" cannot be fixed: lines come and go`,
  )
})

test('rules and roles belong to registers and shipped roles', () => {
  const names = registers.map((each) => each.name)
  expect(new Set(names).size).toBe(names.length)
  for (const name of Object.keys(rules)) expect(names).toContain(name)
  for (const role of Object.keys(shippedRoles)) expect(registers.some((each) => role in each.permissions)).toBe(true)
})

describe.each(registers.map((each) => [each.name, each] as const))('%s', (_, register) => {
  const completed = complete(register)
  const known = (path: string) => path === 'id' || completed.fields[path.split('.')[0] ?? ''] !== undefined

  test('survives JSON', () => {
    expect(JSON.parse(JSON.stringify(register))).toEqual(register)
  })

  test('speaks both languages', () => {
    const found = [...words(register, register.name)]
    expect(found.length).toBeGreaterThan(Object.keys(register.fields).length)
    for (const [path, [chinese, english]] of found) {
      expect(chinese?.trim(), path).not.toBe('')
      expect(english, path).toMatch(/[A-Za-z]/)
      expect(english, path).not.toMatch(/[一-鿿]/)
    }
    for (const [name, field] of allFields(register.fields)) expect(field.label.length, name).toBe(2)
    expect(systems).toContain(register.system)
  })

  test('names only fields it has', () => {
    const named = [
      register.title,
      ...register.list,
      ...register.filters,
      ...register.search,
      ...register.form.flatMap((each) => each.fields),
    ]
    for (const name of named) expect(known(name), name).toBe(true)
    expect(new Set(register.list).size).toBe(register.list.length)
    expect(register.list.length).toBeLessThanOrEqual(9)
  })

  test('shows every field somewhere', () => {
    const shown = new Set(register.form.flatMap((each) => each.fields))
    for (const [name, field] of Object.entries(register.fields))
      expect(shown.has(name) || field.readOnly === true || field.derive !== undefined, name).toBe(true)
    const all = register.form.flatMap((each) => each.fields)
    expect(new Set(all).size).toBe(all.length)
  })

  test('can be filtered by what it is filtered by, and found by text', () => {
    for (const name of register.filters) expect(['lines', 'json', 'longText', 'file']).not.toContain(completed.fields[name]?.kind)
    for (const name of register.search) expect(completed.fields[name]?.sensitive ?? false, name).toBe(false)
  })

  test('gives rights only to shipped roles, over fields and scopes that exist', () => {
    for (const [role, grant] of Object.entries(register.permissions)) {
      expect(Object.keys(shippedRoles), role).toContain(role)
      for (const name of [...(grant.hidden ?? []), ...(grant.readOnly ?? [])])
        expect(fieldAt(completed, name), `${role} ${name}`).toBeDefined()
      for (const name of grant.hidden ?? []) expect(completed.required, `${role} ${name}`).not.toContain(grant.create ? name : '')
      const reaches = [grant.read, grant.create, grant.update, grant.remove]
      if (reaches.includes('own')) expect(register.scopes?.own, role).toBeDefined()
      if (reaches.includes('department')) expect(register.scopes?.department, role).toBeDefined()
    }
    for (const scope of Object.values(register.scopes ?? {})) for (const path of pathsOf(scope)) expect(known(path), path).toBe(true)
  })

  test('lets the auditor read everything and write nothing', () => {
    const { read, create, update, remove, import: bring, reveal, hidden } = register.permissions.auditor ?? {}
    expect(read).toBe('all')
    expect([create ?? 'none', update ?? 'none', remove ?? 'none']).toEqual(['none', 'none', 'none'])
    expect([bring ?? false, reveal ?? false, hidden ?? []]).toEqual([false, false, []])
  })

  test('has a workflow that can be walked', () => {
    const { workflow } = register
    if (!workflow) return
    const field = register.fields[workflow.field]
    const states = field?.kind === 'choice' ? Object.keys(field.choices) : []
    expect(states).toContain(workflow.start)
    const reached = new Set([workflow.start])
    for (const _round of states)
      for (const { from, to } of Object.values(workflow.moves)) if (from.some((state) => reached.has(state))) reached.add(to)
    expect([...reached].sort()).toEqual([...states].sort())
    for (const { from, roles = [] } of Object.values(workflow.moves)) {
      for (const state of from) expect(states).toContain(state)
      for (const role of roles) expect(Object.keys(shippedRoles)).toContain(role)
    }
    for (const [state, fields] of Object.entries(workflow.frozen ?? {})) {
      expect(states).toContain(state)
      for (const name of fields) expect(name === '*' || known(name), name).toBe(true)
    }
  })

  test('can be matched by its keys', () => {
    for (const key of register.keys ?? []) expect(known(key), key).toBe(true)
    for (const group of register.unique ?? []) for (const name of group) expect(known(name), name).toBe(true)
  })
})
