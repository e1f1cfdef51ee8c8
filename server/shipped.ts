/** What a company finds in its registers at the first start: roles, calendars, approval chains. Added once, where missing; never changed afterwards. */
import { system } from './access/actor.ts'
import { calendarOf, completeYears } from './clocks/index.ts'
import { Refusal } from './errors.ts'
import { create, createMany, together, type World } from './records/index.ts'
import { fillIdCopies } from './registers/customers/idCopies.ts'
import { shippedRoles } from './registers/organisation/shippedRoles.ts'
import { shippedCalendars, shippedDays } from './registers/policies/shippedCalendars.ts'
import { shippedChains } from './registers/policies/shippedChains.ts'

/** `work` in a transaction that other servers starting at this moment wait for. */
export const alone = <T>(world: World, work: (inner: World) => Promise<T>): Promise<T> =>
  together(world, async (inner) => {
    await inner.database.dialect.lockTables(inner.database.knex)
    return work(inner)
  })

/** Codes that a register has already, those in the recycle bin among them. */
async function codesIn(world: World, register: string): Promise<Set<string>> {
  const present: { code: string }[] = await world.database.knex(register).select('code')
  return new Set(present.map(({ code }) => code))
}

/** Adds the shipped roles that are missing; roles are told by their code. One that cannot be added (its name is taken, say) is told and left out: a company can work without it, not without its server. */
async function addRoles(world: World, warn: (sentence: string) => void): Promise<void> {
  const known = await codesIn(world, 'roles')
  for (const [code, [name, englishName]] of Object.entries(shippedRoles)) {
    if (known.has(code)) continue
    try {
      await create(world, system, 'roles', { code, name, englishName })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      warn(`未添加随附角色 ${code}（${name}）/ Shipped role ${code} (${englishName}) not added: ${error.message}`)
    }
  }
}

/** Adds the calendars to a company that has none; a year that a later release knows is added when it is not complete; days that somebody entered stay. */
async function addCalendars(world: World): Promise<void> {
  const known = await codesIn(world, 'calendars')
  for (const calendar of shippedCalendars) if (!known.has(calendar.code)) await create(world, system, 'calendars', calendar)
  const { knex } = world.database
  const company: { id: number } | undefined = await knex('calendars').where({ code: 'company' }).first('id')
  const present: { date: string }[] = await knex('calendarDays')
    .where({ calendar: company?.id ?? 0 })
    .select('date')
  const { years } = await calendarOf(world)
  const entered = new Set(present.map(({ date }) => date))
  const yearOf = ({ date }: { readonly date: string }) => Number(date.slice(0, 4))
  const missing = shippedDays().filter((day) => !years.has(yearOf(day)))
  if (!company || missing.length === 0) return
  await createMany(
    world,
    system,
    'calendarDays',
    missing.filter(({ date }) => !entered.has(date)).map((day) => ({ ...day, calendar: company.id })),
  )
  await completeYears(world, system, company.id, [...new Set(missing.map(yearOf))], missing[0]?.source ?? '')
}

/** Adds the chains that are missing; one whose signer is blank comes out of force (CF-22). */
async function addChains(world: World): Promise<void> {
  const known = await codesIn(world, 'approvalChains')
  const missing = shippedChains.filter(({ code, document }) => !known.has(code) && world.catalog.has(document))
  if (missing.length === 0) return
  const roles: { id: number; code: string }[] = await world.database.knex('roles').select('id', 'code')
  const roleOf = (code: string | null | undefined) => roles.find((each) => each.code === code)?.id ?? null
  const bodies = missing.map(({ steps, ...chain }) => ({
    ...chain,
    from: '2020-01-01',
    active: steps.every(({ by, role }) => by !== 'role' || roleOf(role) !== null),
    steps: steps.map((step) => ({ ...step, role: roleOf(step.role), mode: 'any' })),
  }))
  await createMany(world, system, 'approvalChains', bodies)
}

/** Adds what ships and is missing, in one transaction; harmless when it is all there. */
export async function addShipped(world: World, warn: (sentence: string) => void): Promise<void> {
  await alone(world, async (inner) => {
    if (inner.catalog.has('roles')) await addRoles(inner, warn)
    if (inner.catalog.has('calendarDays')) await addCalendars(inner)
    if (inner.catalog.has('approvalChains')) await addChains(inner)
    if (inner.catalog.has('customers')) await fillIdCopies(inner, warn)
  })
}
