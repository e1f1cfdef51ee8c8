/** Deadlines that a person must see to: his or her own, and those without a name of the records he or she may change. */
import type { Actor } from '../access/actor.ts'
import { rowRule } from '../access/rows.ts'
import { getMany, type World } from '../records/index.ts'
import { type ClockView, soonUntil, viewOf } from './state.ts'
import type { ClockRow } from './tables.ts'

export interface DueWork extends ClockView {
  readonly register: string
  readonly record: number
  /** What the record is called. */
  readonly title: string
}

/** As many are shown; whoever has more has a list to work through anyway. */
const most = 100

/** Overdue ones and those soon due, the oldest first, in registers that the actor may see. */
export async function dueWork(world: World, actor: Actor): Promise<DueWork[]> {
  const soon = await soonUntil(world)
  const open = world.catalog.registers.filter(({ clocks }) => clocks)
  const readable = open.filter((register) => rowRule(register, actor, 'read') !== undefined)
  const changeable = open.filter((register) => rowRule(register, actor, 'update') !== undefined)
  const rows: ClockRow[] = await world.database
    .knex('clocks')
    .whereNull('stoppedAt')
    .whereNull('pausedAt')
    .where('dueAt', '<=', soon.toISOString())
    .where((query) =>
      query
        .where((own) => own.where({ who: actor.id }).whereIn('register', names(readable)))
        .orWhere((open) => open.whereNull('who').whereIn('register', names(changeable))),
    )
    .orderBy('dueAt')
    .limit(most * 3)
  const found: DueWork[] = []
  for (const name of new Set(rows.map(({ register }) => register))) {
    const register = world.catalog.get(name)
    const own = rows.filter((row) => row.register === name)
    const seen = new Map(
      (
        await getMany(
          world,
          actor,
          name,
          own.map(({ record }) => record),
        )
      ).map((each) => [each.id, each]),
    )
    for (const row of own) {
      const record = seen.get(row.record)
      const clock = register.clocks?.[row.clock]
      if (!record || !clock) continue
      const labels = record._labels as Readonly<Record<string, string>>
      const title = labels[register.title] ?? record[register.title] ?? record.number ?? `#${row.record}`
      found.push({ ...viewOf(world, row, clock, soon), register: name, record: row.record, title: String(title) })
    }
  }
  return found.sort((a, b) => ((a.dueAt ?? '') < (b.dueAt ?? '') ? -1 : 1)).slice(0, most)
}

const names = (registers: readonly { readonly name: string }[]) => registers.map(({ name }) => name)
