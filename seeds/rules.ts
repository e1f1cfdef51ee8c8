/** The rules of the demo company: policies answered with their history, signers named, somebody away with a stand-in. Two policies stay blank, so that the set-up checklist has something to say. */
import { system } from '../server/access/actor.ts'
import { createMany, updateMany } from '../server/records/index.ts'
import { type Company, colleague, onDay, plan, sure } from './company.ts'
import { addDays } from './days.ts'

type Answer = readonly [key: string, value: string, unit: string | null, reason: string]

const first: readonly Answer[] = [
  ['credit.badDebt.inLimit.share', 'sales:40, regionalManager:20, company:40', null, '财务制度汇编第一版'],
  ['credit.badDebt.lastRelease.share', 'signer:50, sales:50', null, '财务制度汇编第一版'],
  ['deadline.soon', '2', 'workingDay', '办公会：提前两个工作日提醒'],
]

/** A year later the shares were set anew; grossProfit.floor and prepayment.share nobody answered yet. */
const second: readonly Answer[] = [
  ['credit.badDebt.inLimit.share', 'sales:30, regionalManager:20, company:50', null, '财务制度汇编修订版，总经理办公会通过'],
  ['credit.badDebt.lastRelease.share', 'signer:60, sales:40', null, '财务制度汇编修订版，总经理办公会通过'],
  ['approval.remind', '2', 'workingDay', '审批催办放宽到两个工作日'],
]

const rowOf =
  (from: string) =>
  ([key, value, unit, reason]: Answer) => ({ key, value, unit, scope: 'company', from, reason })

async function namePolicies(company: Company): Promise<void> {
  const { start } = company
  const admin = colleague(company, 'admin')
  const begun = addDays(start, -400)
  await createMany(onDay(company, begun), admin, 'policies', first.map(rowOf(begun)))
  await createMany(onDay(company, start), admin, 'policies', [
    {
      key: 'credit.overdueAfter',
      value: '45',
      unit: 'day',
      scope: 'tier',
      tier: 'strategic',
      from: start,
      reason: '战略合作客户账期放宽至 45 天',
    },
  ])
  const changed = addDays(start, 200)
  plan(company, changed, async () => {
    await createMany(onDay(company, changed), admin, 'policies', second.map(rowOf(changed)))
  })
}

/** The company answers who signs a last release (CRD-08): the marketing VP. */
async function nameSigner(company: Company): Promise<void> {
  const { knex } = company.world.database
  const chain: { id: number } = await knex('approvalChains').where({ code: 'releases.last' }).first('id')
  const step: { id: number } = await knex('approvalChains_steps').where({ parent: chain.id }).first('id')
  const role: { id: number } = await knex('roles').where({ code: 'marketingVP' }).first('id')
  await updateMany(onDay(company, addDays(company.start, -400)), colleague(company, 'admin'), 'approvalChains', [chain.id], {
    active: true,
    note: '总经理办公会指定：末次放行由营销副总签批。',
    steps: [{ id: step.id, name: '营销副总', role: role.id }],
  })
}

/** The general manager is away this week, the marketing VP signs instead; the head of market was away in spring. */
async function standIn(company: Company): Promise<void> {
  const { today, people } = company
  const id = (username: string) => sure(people, username).id
  const away = addDays(today, -2)
  plan(company, away, async () => {
    await createMany(onDay(company, away), colleague(company, 'executive'), 'delegations', [
      { user: id('executive'), to: id('marketing'), from: away, until: addDays(today, 5), reason: '赴上海参加食品展' },
    ])
  })
  const past = addDays(today, -100)
  plan(company, past, async () => {
    await createMany(onDay(company, past), colleague(company, 'market'), 'delegations', [
      { user: id('market'), to: id('marketing'), from: past, until: addDays(past, 9), document: 'carrierContracts', reason: '年休假' },
    ])
  })
}

export async function foundRules(company: Company): Promise<void> {
  await namePolicies(company)
  await nameSigner(company)
  await standIn(company)
}

/** Notices older than a week were read. */
export async function readOldNotices(company: Company): Promise<void> {
  const old: { id: number }[] = await company.world.database
    .knex('notices')
    .where({ state: 'unread' })
    .where('at', '<', `${addDays(company.today, -7)}T00:00:00Z`)
    .select('id')
  await updateMany(
    company.world,
    system,
    'notices',
    old.map(({ id }) => id),
    { state: 'read' },
  )
}
