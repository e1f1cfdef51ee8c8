/** What an import would do, from its first rows: every faulty cell named, nothing written. */
import type { Actor } from '../access/actor.ts'
import { say } from '../definition/words.ts'
import type { World } from '../records/index.ts'
import { add, nothing, shortened } from './importer.ts'
import { type Job, openJob } from './job.ts'

/** Rows that a preview looks at, and rows that it shows: all faulty ones first. */
const looked = 1_000
const shown = 100

export interface Preview {
  readonly rows: readonly { readonly line: number; readonly values: Record<string, string>; readonly faults: Record<string, string> }[]
  readonly counts: { readonly create: number; readonly update: number; readonly skip: number; readonly faulty: number }
  /** How many rows of the file the counts speak of. */
  readonly examined: number
  /** What will be to be known of the file as a whole, in the asker's language. */
  readonly notes: readonly string[]
}

/** Examines the first rows of a job. */
export async function preview(world: World, actor: Actor, job: Job): Promise<Preview> {
  const { source, importer } = await openJob(world, actor, job)
  let outcome = nothing
  let examined = 0
  const rows = []
  for await (const unit of importer.units(source, 0)) {
    outcome = add(outcome, await importer.examine(world, unit))
    rows.push(...unit.entries.flatMap((entry) => entry.rows))
    examined = rows.length
    if (examined >= looked) break
  }
  const faults = new Map<number, Record<string, string>>()
  for (const { faults: list } of outcome.refused)
    for (const { row, path, sentence } of list)
      faults.set(row.line, { ...faults.get(row.line), [path ?? 'root']: say(sentence, actor.language) })
  const first = [...rows.filter(({ line }) => faults.has(line)), ...rows.filter(({ line }) => !faults.has(line))].slice(0, shown)
  const ignored = outcome.refused.filter((each) => each.ignored).length
  return {
    rows: first
      .sort((a, b) => a.line - b.line)
      .map((row) => ({ line: row.line, values: importer.valuesOf(row), faults: faults.get(row.line) ?? {} })),
    counts: { create: outcome.created, update: outcome.updated, skip: outcome.skipped + ignored, faulty: outcome.refused.length - ignored },
    examined,
    notes: shortened(outcome.notes ?? []).map((words) => say(words, actor.language)),
  }
}
