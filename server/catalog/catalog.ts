/** The registers in force: shipped ones completed, custom fields merged in, checked once at start. */
import type { Fields, Register } from '../definition/types.ts'
import type { Words } from '../definition/words.ts'
import { malformed } from '../errors.ts'
import { check } from './check.ts'
import { type CompleteRegister, complete, systemFields } from './complete.ts'

/** A link field of one register that leads to another. */
export interface Incoming {
  readonly register: string
  readonly field: string
  /** The lines that the field is of; absent for a field of the record itself. */
  readonly lines?: string
}

export interface Catalog {
  /** In menu order. */
  readonly registers: readonly CompleteRegister[]
  /** Fields that the company added, by register; they are among the fields of `registers`. */
  readonly custom: Readonly<Record<string, Fields>>
  /** The register of that name; throws a 400 Refusal when there is none. */
  get(name: string): CompleteRegister
  has(name: string): boolean
  /** Link fields of all registers that lead to `name`. */
  incoming(name: string): readonly Incoming[]
}

/** Puts a catalog together from definitions and custom fields (by register). Throws one Error naming every fault of the definitions. */
export function makeCatalog(definitions: readonly Register[], custom: Readonly<Record<string, Fields>> = {}): Catalog {
  const registers = definitions.map((each) => complete(each, custom[each.name]))
  const byName = new Map(registers.map((each) => [each.name, each]))
  const faults = check(registers)
  if (faults.length > 0) throw new Error(`register definitions:\n${faults.join('\n')}`)
  const incoming = new Map<string, Incoming[]>()
  const note = (to: string, link: Incoming) => incoming.set(to, [...(incoming.get(to) ?? []), link])
  for (const register of registers) {
    for (const { name, to } of register.links) if (!Object.hasOwn(systemFields, name)) note(to, { register: register.name, field: name })
    for (const lines of register.lines)
      for (const { name, to } of lines.links) note(to, { register: register.name, field: name, lines: lines.name })
  }
  return {
    registers,
    custom,
    has: (name) => byName.has(name),
    get(name) {
      const found = byName.get(name)
      if (!found) throw malformedRegister(name)
      return found
    },
    incoming: (name) => incoming.get(name) ?? [],
  }
}

const malformedRegister = (name: string) => {
  const shown = name.slice(0, 60)
  return malformed(`没有名为“${shown}”的台账。`, `There is no register named “${shown}”.`)
}

/** What people call a record of a register in a sentence: `客户 C-0001` / `Customers C-0001`. */
export const called = (register: Register | CompleteRegister, which: unknown): Words => [
  `${register.label[0]} ${String(which)}`,
  `${register.label[1]} ${String(which)}`,
]
