/** Finds the records that cells name: by number, by a key, or by title, among those that the actor may see. */
import type { Actor } from '../access/actor.ts'
import { mayAskBy } from '../access/rows.ts'
import type { CompleteRegister } from '../catalog/complete.ts'
import { portions } from '../database/portions.ts'
import type { Words } from '../definition/words.ts'
import { kindOf } from '../kinds/index.ts'
import type { World } from '../records/index.ts'
import { within } from '../records/scope.ts'

export type Found = { readonly id: number } | { readonly fault: Words }

const mostKept = 50_000

/** Fields by which a record of `register` can be named, the surest first. */
function namingFields(register: CompleteRegister, actor: Actor): string[] {
  const single = register.uniqueRules.flatMap((rule) => (rule.length === 1 ? rule : []))
  const names = [...new Set(['number', ...single, ...(register.keys ?? []), register.title])]
  return names.filter((name) => register.fields[name] && register.fields[name]?.kind !== 'link' && mayAskBy(register, actor, name))
}

export class LinkFinder {
  readonly #actor: Actor
  readonly #found = new Map<string, Found>()

  constructor(actor: Actor) {
    this.#actor = actor
  }

  /** Looks up all `texts` that name records of register `to`. */
  async look(world: World, to: string, texts: Iterable<string>): Promise<void> {
    const register = world.catalog.get(to)
    if (this.#found.size > mostKept) this.#found.clear()
    const open = [...new Set(texts)].filter((text) => !this.#found.has(`${to}/${text}`))
    for (const name of namingFields(register, this.#actor)) {
      const missing = open.filter((text) => !this.#found.has(`${to}/${text}`))
      if (missing.length === 0) return
      await this.#lookBy(world, register, name, missing)
    }
  }

  async #lookBy(world: World, register: CompleteRegister, name: string, texts: readonly string[]): Promise<void> {
    const field = register.fields[name]
    if (!field) return
    const stored = new Map<unknown, string[]>()
    for (const text of texts) {
      const taken = kindOf(field).accept(text, field)
      if ('value' in taken && taken.value !== null) stored.set(taken.value, [...(stored.get(taken.value) ?? []), text])
    }
    const values = [...stored.keys()] as string[]
    for (const some of portions(values)) {
      const rows: { id: number; value: unknown }[] = await within(world, this.#actor, register, 'read')
        .whereIn(`${register.table}.${name}`, some)
        .select(`${register.table}.id as id`, `${register.table}.${name} as value`)
      for (const { id, value } of rows)
        for (const text of stored.get(value) ?? []) {
          const at = `${register.name}/${text}`
          const before = this.#found.get(at)
          const twice: Found = {
            fault: [
              `“${register.label[0]}”中有多条“${text}”，请改用编号。`,
              `There are several “${text}” in ${register.label[1]}: use the number.`,
            ],
          }
          this.#found.set(at, before && !('id' in before && before.id === id) ? twice : { id })
        }
    }
  }

  /** The record that `text` names, after `look`. */
  answer(world: World, to: string, text: string): Found {
    const { label } = world.catalog.get(to)
    return (
      this.#found.get(`${to}/${text}`) ?? {
        fault: [
          `“${label[0]}”中找不到“${text.slice(0, 60)}”，请先建立或核对名称。`,
          `There is no “${text.slice(0, 60)}” in ${label[1]}: add it first, or check the name.`,
        ],
      }
    )
  }
}
