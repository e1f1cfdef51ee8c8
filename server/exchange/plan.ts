/** What an import into a register is to do: which column fills what, and by what records are known again. */
import type { Actor } from '../access/actor.ts'
import type { CompleteRegister } from '../catalog/complete.ts'
import { forbidden, invalid } from '../errors.ts'
import type { World } from '../records/index.ts'
import { mayBringStates, type Target, targetsOf } from './columns.ts'
import { LinkFinder } from './linkFinder.ts'
import type { Row } from './rows.ts'

export type Mapping = Readonly<Record<string, string | null>>

export interface Plan {
  readonly register: CompleteRegister
  readonly actor: Actor
  /** Places of the mapped columns and what they fill. */
  readonly targets: readonly (readonly [at: number, target: Target])[]
  /** Fields that records are matched by; none means that every row is new. */
  readonly key: readonly string[]
  readonly finder: LinkFinder
  /** Keys that earlier rows of the file had, with their line: a file names a record once. */
  readonly seen: Map<string, number>
  /** States are brought in too: finished papers, written by the system for the actor. */
  readonly states: boolean
}

/** Refuses an actor who may not import into the register. */
export function demandImport(register: CompleteRegister, actor: Actor): void {
  if (actor.grant(register.name).import !== true)
    throw forbidden(
      `您的角色不能导入“${register.label[0]}”，如确有需要请联系管理员。`,
      `Your role may not import ${register.label[1]}; ask an administrator if you need to.`,
    )
}

/** The plan of an import. Throws a 422 Refusal when the mapping names what is not there, or leaves the key out. */
export function planOf(
  world: World,
  actor: Actor,
  name: string,
  columns: readonly string[],
  mapping: Mapping,
  key: readonly string[],
): Plan {
  const register = world.catalog.get(name)
  demandImport(register, actor)
  const byPath = new Map(targetsOf(register, actor).map((each) => [each.path, each]))
  const targets = columns.flatMap((column, at) => {
    const path = mapping[column]
    if (!path) return []
    const target = byPath.get(path)
    if (!target) throw invalid(['导入', 'Import'], { [column]: [`“${path}”不能由导入填写。`, `“${path}” cannot be filled by an import.`] })
    return [[at, target] as const]
  })
  const paths = targets.map(([, { path }]) => path)
  const twice = paths.find((path, at) => paths.indexOf(path) !== at)
  if (twice)
    throw invalid(['导入', 'Import'], {
      mapping: [`两列都对应“${twice}”，请只留一列。`, `Two columns go into “${twice}”: keep one of them.`],
    })
  if (paths.length === 0) throw invalid(['导入', 'Import'], { mapping: ['请至少对应一列。', 'Map one column at least.'] })
  const missing = key.find((each) => !paths.includes(each))
  if (missing) throw invalid(['导入', 'Import'], { key: [`对应键“${missing}”没有对应的列。`, `No column goes into the key “${missing}”.`] })
  if (paths.some((path) => path.includes('.')) && key.length === 0)
    throw invalid(['导入', 'Import'], {
      key: ['带明细的导入须选择对应键，同键的行合为一条。', 'An import with lines needs a key: rows with the same key make one record.'],
    })
  return {
    register,
    actor,
    targets,
    key,
    finder: new LinkFinder(actor),
    seen: new Map(),
    states: register.workflow !== undefined && paths.includes(register.workflow.field) && mayBringStates(register, actor),
  }
}

/** The key of a row as text, empty when any part of it is. */
export function keyText({ key, targets }: Plan, row: Row): string {
  const parts = key.map((name) => {
    const at = targets.find(([, { path }]) => path === name)?.[0]
    return at === undefined ? '' : (row.cells[at] ?? '').trim()
  })
  return parts.includes('') ? '' : parts.join('\u0001')
}
