/** Brings collection plans up to date with confirmed receipts (PAY-12, CRD-09): after every receipt, and once a day for those whose day has passed. */
import { system } from '../../access/actor.ts'
import { dayOf } from '../../calendar/today.ts'
import { yuan } from '../../definition/decimal.ts'
import { updateMany, type World } from '../../records/index.ts'
import { assess, type Money, type Step } from './promises.ts'

const running = ['active', 'kept', 'broken']

interface Row extends Step {
  readonly id: number
}

/** Assesses the plans of one customer anew. */
export async function keepPlans(world: World, customer: number): Promise<void> {
  const { knex, dialect } = world.database
  const plans: { id: number; from: string }[] = await dialect.hold(
    knex('collectionPlans').where({ customer }).whereIn('status', running).whereNull('deletedAt').orderBy('id').select('id', 'from'),
    'changed',
  )
  if (plans.length === 0) return
  const today = dayOf(world.now(), world.timeZone)
  const steps: Row[] = await knex({ s: 'collectionPlans_steps' })
    .join({ p: 'collectionPlans' }, 'p.id', 's.parent')
    .whereIn(
      's.parent',
      plans.map(({ id }) => id),
    )
    .orderBy(['s.parent', 's.position'])
    .select('s.id', 's.parent as plan', 's.dueOn', 's.amount', 'p.from')
  const money: Money[] = await knex('receipts')
    .where({ customer, status: 'confirmed' })
    .whereNull('deletedAt')
    .orderBy('id')
    .select('date', knex.raw('?? - coalesce(??, 0) as ??', ['kept', 'adjusted', 'amount']))
  const results = assess(steps, money, today)
  for (const { id } of plans) {
    const mine = [...steps.entries()].filter(([, step]) => step.plan === id).map(([index, step]) => ({ step, result: results[index] }))
    const due = mine.filter(({ step, result }) => (result?.paid ?? 0) < step.amount).map(({ step }) => step.dueOn)
    const broken = mine.some(({ result }) => result?.kept === false)
    await updateMany(world, system, 'collectionPlans', [id], {
      steps: mine.map(({ step, result }) => ({ id: step.id, paid: yuan(result?.paid ?? 0), kept: result?.kept ?? null })),
      nextDue: due.sort()[0] ?? null,
      status: broken ? 'broken' : due.length === 0 ? 'kept' : 'active',
    })
  }
}

/** Assesses every plan with a step whose day has passed: for the round of the day. */
export async function keepDuePlans(world: World): Promise<void> {
  const today = dayOf(world.now(), world.timeZone)
  const rows: { customer: number }[] = await world.database
    .knex('collectionPlans')
    .where({ status: 'active' })
    .where('nextDue', '<', today)
    .whereNull('deletedAt')
    .distinct('customer')
  for (const { customer } of rows) await keepPlans(world, customer)
}
