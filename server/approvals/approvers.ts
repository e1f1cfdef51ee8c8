/** Who signs a step: holders of a role near the document's unit, a named person, the applicant's superior, the head of the unit. Never a party to the case; nobody found is an error, never a pass. */
import type { Words } from '../definition/words.ts'
import type { StoredRecord, World } from '../records/index.ts'
import type { Step } from './chains.ts'

export interface Case {
  readonly applicant: number | null
  /** Those who asked for it: whoever submitted it, made the record or is named as its applicant. None of them signs (§23.4). */
  readonly parties: readonly number[]
  /** Department of the document; the applicant's where it names none. */
  readonly department: number | null
}

export interface Approvers {
  readonly people: readonly number[]
  /** Why nobody was found. */
  readonly nobody?: Words
}

/** Ids of the department and those above it, nearest first. */
async function upwards({ database: { knex } }: World, department: number | null): Promise<number[]> {
  const row: { path: string | null } | undefined = department
    ? await knex('departments').where({ id: department }).first('path')
    : undefined
  return (row?.path ?? '').split('/').filter(Boolean).map(Number).reverse()
}

/** Heads of a unit and the units above, nearest first, without those who left and without `besides`. */
async function heads(world: World, department: number | null, besides: readonly number[]): Promise<number[]> {
  const line = await upwards(world, department)
  const rows: { id: number; manager: number }[] = await world.database
    .knex({ d: 'departments' })
    .join({ u: 'users' }, 'u.id', 'd.manager')
    .whereIn('d.id', line)
    .where('u.active', 1)
    .whereNull('u.deletedAt')
    .select('d.id as id', 'd.manager as manager')
  const found = line.flatMap((id) => rows.find((row) => row.id === id)?.manager ?? [])
  return [...new Set(found)].filter((id) => !besides.includes(id))
}

/** Holders of a role whose unit is nearest above (or the same as) the document's; all holders where none stands in that line. */
async function holders(world: World, role: number, { parties, department }: Pick<Case, 'parties' | 'department'>): Promise<number[]> {
  const users: { id: number; department: number | null }[] = await world.database
    .knex('users')
    .where({ role, active: 1 })
    .whereNull('deletedAt')
    .select('id', 'department')
    .orderBy('id')
  const others = users.filter(({ id }) => !parties.includes(id))
  for (const unit of await upwards(world, department)) {
    const near = others.filter((each) => each.department === unit)
    if (near.length > 0) return near.map(({ id }) => id)
  }
  return others.map(({ id }) => id)
}

/** Active holders of a role by its code, nearest to a unit first. */
export async function holdersOf(world: World, code: string, department: number | null): Promise<number[]> {
  const role: { id: number } | undefined = await world.database.knex('roles').where({ code }).first('id')
  return role ? holders(world, role.id, { parties: [], department }) : []
}

async function active({ database: { knex } }: World, id: number | null): Promise<boolean> {
  return id !== null && (await knex('users').where({ id, active: 1 }).whereNull('deletedAt').first('id')) !== undefined
}

async function nameOfRole({ database: { knex } }: World, role: number): Promise<Words> {
  const row: { name: string; englishName: string } | undefined = await knex('roles').where({ id: role }).first('name', 'englishName')
  return [row?.name ?? '', row?.englishName ?? '']
}

const nobody = (zh: string, en: string): Approvers => ({ people: [], nobody: [zh, en] })

/** The people of one step. */
export async function approversOf(world: World, step: Step, of: Case): Promise<Approvers> {
  const { name, by, role, person } = step
  if (by === 'role') {
    if (role === null)
      return nobody(
        `步骤“${name}”尚未指定签批角色，请管理员在审批流程中补上`,
        `the step “${name}” names no role yet; an administrator completes the chain`,
      )
    const people = await holders(world, role, of)
    const [zh, en] = await nameOfRole(world, role)
    return people.length > 0
      ? { people }
      : nobody(
          `步骤“${name}”没有在岗的${zh}（提交人、制单人和申请人不能签批）`,
          `no active ${en} for the step “${name}” (whoever submits, makes or applies for it never signs)`,
        )
  }
  if (by === 'person') {
    if (person !== null && of.parties.includes(person))
      return nobody(
        `步骤“${name}”的签批人就是提交人、制单人或申请人`,
        `the signer of the step “${name}”, who submits, made or applies for it`,
      )
    return person !== null && (await active(world, person))
      ? { people: [person] }
      : nobody(`步骤“${name}”的签批人未指定或已停用`, `the signer of the step “${name}” is missing or disabled`)
  }
  const level = (step.level ?? 1) - 1
  const own: { department: number | null } | undefined = of.applicant
    ? await world.database.knex('users').where({ id: of.applicant }).first('department')
    : undefined
  const from = by === 'superior' ? (own?.department ?? of.department) : (of.department ?? own?.department ?? null)
  const head = (await heads(world, from, of.parties))[level]
  return head === undefined
    ? nobody(
        `步骤“${name}”找不到${by === 'superior' ? '申请人的上级' : '部门负责人'}，请先在部门中指定负责人`,
        `no ${by === 'superior' ? 'superior of the applicant' : 'head of the department'} for the step “${name}”; name the manager of the department first`,
      )
    : { people: [head] }
}

/** What the approvers of a document are looked for by. */
export const caseOf = (record: StoredRecord, applicant: number | null): Case => ({
  applicant,
  parties: [...new Set([applicant, record.createdBy, record.applicant].filter((id): id is number => typeof id === 'number'))],
  department: typeof record.department === 'number' ? record.department : null,
})
