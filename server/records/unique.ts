/** What may occur only once: checked with a clear sentence before the write; the database's own index catches what arrives at the same moment. */
import type { CompleteRegister } from '../catalog/complete.ts'
import { portions } from '../database/portions.ts'
import type { Words } from '../definition/words.ts'
import { invalid, type Refusal } from '../errors.ts'
import { kindOf } from '../kinds/index.ts'
import type { Draft } from './draft.ts'
import type { Stored } from './rules.ts'
import type { World } from './world.ts'

const labels = (register: CompleteRegister, rule: readonly string[]): Words => [
  rule.map((name) => register.fields[name]?.label[0] ?? name).join('＋'),
  rule.map((name) => register.fields[name]?.label[1] ?? name).join(' + '),
]

const sentence = (register: CompleteRegister, rule: readonly string[], stored: Stored | undefined): Words => {
  const [chinese, english] = labels(register, rule)
  const [name = ''] = rule
  const field = register.fields[name]
  const value = rule.length === 1 && field && stored ? `“${kindOf(field).text(stored[name], field, 'zh')}”` : ''
  return [
    `${chinese}${value}已存在，请换一个或打开已有记录。`,
    `${english} ${value} is taken already: choose another, or open the record that has it.`.replace('  ', ' '),
  ]
}

const keyOf = (rule: readonly string[], stored: Stored): string | undefined =>
  rule.some((name) => stored[name] === null || stored[name] === undefined) ? undefined : JSON.stringify(rule.map((name) => stored[name]))

/** Faults for values that another live record, or another draft of the batch, has already. */
export async function checkUnique(world: World, drafts: readonly Draft[]): Promise<void> {
  const register = drafts[0]?.register
  for (const rule of register?.uniqueRules ?? []) {
    const [first = ''] = rule
    const concerned = drafts.filter(
      ({ before, after }) => keyOf(rule, after) && (!before || rule.some((name) => before[name] !== after[name])),
    )
    if (!register || concerned.length === 0) continue
    const taken = new Map<string, number>()
    for (const some of portions(concerned)) {
      const values = [...new Set(some.map(({ after }) => after[first]))]
      const rows = await world.database
        .knex(register.table)
        .whereNull('deletedAt')
        .whereIn(first, values as never)
        .select('id', ...rule)
      for (const row of rows as (Stored & { id: number })[]) taken.set(keyOf(rule, row) ?? '', row.id)
    }
    for (const draft of concerned) {
      const key = keyOf(rule, draft.after) ?? ''
      const owner = taken.get(key)
      if (owner !== undefined && owner !== draft.before?.id) draft.fault(first, sentence(register, rule, draft.after))
      else taken.set(key, draft.before?.id ?? -1)
    }
  }
}

/** The refusal for a broken unique index, found by its name or columns; undefined when `error` is something else. */
export function takenMeanwhile(world: World, register: CompleteRegister, error: unknown): Refusal | undefined {
  const broken = world.database.dialect.brokenUnique(error)
  if (broken === undefined) return undefined
  const rule = register.uniqueRules.find(
    (each) =>
      broken.includes(`ux_${register.table}_${each.join('_')}`.slice(0, 60)) ||
      each.every((name) => broken.includes(`${register.table}.${name}`)),
  )
  return invalid(register.label, { [rule?.[0] ?? 'root']: sentence(register, rule ?? [register.title], undefined) })
}
