/** Takes a body apart: each field through its kind, all faults at once. What may not be written may only be sent back unchanged. */
import { closedColumns, mayWrite } from '../access/rows.ts'
import type { Lines } from '../catalog/complete.ts'
import type { Words } from '../definition/words.ts'
import { kindOf } from '../kinds/index.ts'
import { masked } from '../kinds/kind.ts'
import type { Draft } from './draft.ts'
import { sameValue } from './rows.ts'
import type { Stored } from './rules.ts'

export type Body = Readonly<Record<string, unknown>>

/** Names that every record carries and that a client may send back; the verbs read `version` themselves. */
const carried = new Set(['id', 'version', 'deletedAt', 'createdAt', 'createdBy', 'updatedAt', 'updatedBy', 'path', 'searchText'])

/** The same for lines. */
const carriedByLines = new Set(['id', 'parent', 'position'])

const unknown = (name: string): Words => [`没有字段“${name.slice(0, 40)}”。`, `There is no field “${name.slice(0, 40)}”.`]
const closed: Words = ['此字段由系统填写或您无权修改。', 'This field is filled in by the system, or your role may not change it.']

const fixed: Words = ['建立后不能更改；需要别的值请另建一条记录。', 'Fixed once made: add another record for another value.']

/** Puts what `body` says into `draft.after`; faults go to the draft. */
export function accept(draft: Draft, body: Body): void {
  const { register, actor, before } = draft
  for (const [name, input] of Object.entries(body)) {
    if (name.startsWith('_') || carried.has(name) || input === undefined) continue
    const field = Object.hasOwn(register.fields, name) ? register.fields[name] : undefined
    if (!field) {
      draft.fault(name, unknown(name))
      continue
    }
    if (field.derive) continue
    const kind = kindOf(field)
    const old = before?.[name]
    if (before && field.sensitive && old !== null && input === masked(kind.show(old, field))) continue
    const lines = register.lines.find((each) => each.name === name)
    const taken = kind.accept(input, field)
    if ('fault' in taken) {
      draft.fault(name, taken.fault)
      continue
    }
    const value = lines ? acceptLines(draft, lines, taken.value as Body[], (old as Stored[] | undefined) ?? []) : taken.value
    if (sameValue(value, draft.after[name])) continue
    if (before && field.fixed) {
      draft.fault(name, fixed)
      continue
    }
    if (!actor.unbound && !mayWrite(register, actor, name)) {
      draft.fault(name, closed)
      continue
    }
    draft.after[name] = value
    draft.touched.add(name)
  }
}

/** Lines as sent: those with an id keep what is not mentioned; the rest are new. */
function acceptLines(draft: Draft, lines: Lines, sent: readonly Body[], old: readonly Stored[]): Stored[] {
  const shut = closedColumns(draft.register, draft.actor, lines)
  const byId = new Map(old.map((line) => [line.id, line]))
  return sent.map((body, index) => {
    const known = byId.get(body.id)
    // A line named twice is that line once, and a new one.
    byId.delete(body.id)
    const line: Stored = known ? { ...known } : {}
    acceptLine(draft, lines, body, line, index, shut)
    for (const name of lines.required)
      if (line[name] === null || line[name] === undefined)
        draft.fault(`${lines.name}.${index}.${name}`, ['请填写。', 'Please fill this in.'])
    return line
  })
}

function acceptLine(draft: Draft, lines: Lines, body: Body, line: Stored, index: number, shut: ReadonlySet<string>): void {
  for (const { name, field } of lines.columns)
    if (!(name in line))
      line[name] = field.default !== undefined && !String(field.default).startsWith('$') ? ground(field.default, field) : null
  for (const [name, input] of Object.entries(body)) {
    const path = `${lines.name}.${index}.${name}`
    if (name.startsWith('_') || carriedByLines.has(name) || input === undefined) continue
    const field = Object.hasOwn(lines.fields, name) ? lines.fields[name] : undefined
    if (!field) draft.fault(path, unknown(name))
    else if (!field.derive) {
      const taken = kindOf(field).accept(input, field)
      if ('fault' in taken) draft.fault(path, taken.fault)
      else if (!shut.has(name)) line[name] = taken.value
      else if (!sameValue(taken.value, line[name])) draft.fault(path, closed)
    }
  }
}

/** A default as stored. */
export function ground(value: unknown, field: Parameters<typeof kindOf>[0]): unknown {
  const taken = kindOf(field).accept(value, field)
  return 'value' in taken ? taken.value : null
}
