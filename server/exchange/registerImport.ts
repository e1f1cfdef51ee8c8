/** Imports into any register: columns mapped to fields, update-or-add by a key, links found by what people call them. */
import { unitsOf } from './grouping.ts'
import type { Importer } from './importer.ts'
import { keyText, type Plan } from './plan.ts'
import { examineEntries, writeEntries } from './writing.ts'

/** The importer of a plan. */
export function registerImporter(plan: Plan): Importer {
  const grouped = plan.targets.some(([, { lines }]) => lines !== undefined)
  // In a tree a row may name the one before it as the one above, which must be there first.
  const nested = plan.register.links.some(({ to }) => to === plan.register.name)
  return {
    labelOf: (path) => plan.targets.find(([, target]) => target.path === path)?.[1].label,
    units: (source, from, scattered) =>
      unitsOf(source, { keyOf: grouped ? (row) => keyText(plan, row) : undefined, scattered, ...(nested ? { atOnce: 1 } : {}) }, from),
    write: (world, { entries }) => writeEntries(world, plan, entries),
    examine: (world, { entries }) => examineEntries(world, plan, entries),
    valuesOf: (row) => Object.fromEntries(plan.targets.map(([at, { path }]) => [path, row.cells[at] ?? ''])),
  }
}
