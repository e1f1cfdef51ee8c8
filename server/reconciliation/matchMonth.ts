/** The matching step of a run (PAY-14): facts out of the registers, certain matches made and the others proposed, in transactions of some hundred; done again, it goes on where it was. */
import { system } from '../access/actor.ts'
import { dayOf } from '../calendar/today.ts'
import { plusDays } from '../calendar/weeks.ts'
import { portions } from '../database/portions.ts'
import { yuan } from '../definition/decimal.ts'
import { Refusal } from '../errors.ts'
import { moneyIn, percentIn, policiesAt } from '../policy/index.ts'
import { createMany, insist, move, type World } from '../records/index.ts'
import { checkStatements } from './bankBook.ts'
import { paperField, reckonLines } from './matched.ts'
import type { Found, MatchPolicy } from './matching/facts.ts'
import { match } from './matching/match.ts'
import { matchingFacts } from './matchingFacts.ts'
import type { Period } from './period.ts'

/** Matches in one transaction. */
const atOnce = 200

/** The policies of matching as they are today. */
export async function matchPolicy(world: World): Promise<MatchPolicy> {
  const keys = ['recon.match.window', 'recon.match.threshold', 'recon.fee.most', 'recon.difference.most'] as const
  const found = await policiesAt(world, keys, {}, dayOf(world.now(), world.timeZone))
  return {
    window: Number(found['recon.match.window']?.value ?? 0),
    threshold: found['recon.match.threshold'] ? percentIn(found['recon.match.threshold']) / 100 : 100,
    fee: found['recon.fee.most'] ? moneyIn(found['recon.fee.most']) : 0,
    difference: found['recon.difference.most'] ? moneyIn(found['recon.difference.most']) : 0,
  }
}

const bodyOf = ({ bank, papers, score, reason, certain }: Found) => ({
  bank: bank.map(({ id, amount }) => ({ line: id, amount: yuan(amount) })),
  papers: papers.map(({ kind, id, amount }) => ({ [paperField[kind]]: id, amount: yuan(amount) })),
  score: String(score),
  reason: reason.join('\n'),
  made: 'auto',
  status: certain ? 'confirmed' : 'proposed',
})

/** Writes these matches; what somebody took meanwhile is left out. */
async function writeFound(world: World, found: readonly Found[]): Promise<void> {
  if (found.length === 0) return
  try {
    await insist(world, (inner) => createMany(inner, system, 'matches', found.map(bodyOf)))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (found.length === 1) return
    const middle = found.length >> 1
    await writeFound(world, found.slice(0, middle))
    await writeFound(world, found.slice(middle))
  }
}

/** What a match is made of, as one text. */
const made = (bank: readonly (readonly [number, number])[], papers: readonly (readonly [string, number, number])[]): string =>
  JSON.stringify([[...bank].sort(), [...papers].sort()])

const keyOf = ({ bank, papers }: Found) =>
  made(
    bank.map(({ id, amount }) => [id, amount] as const),
    papers.map(({ kind, id, amount }) => [kind, id, amount] as const),
  )

/** Proposals that wait, by what they are made of; those with a line or paper after `until` are of later months, which this run does not look at. */
async function waiting({ database: { knex } }: World, until: string): Promise<Map<string, number>> {
  const later = (part: string, field: string, register: string, day: string) =>
    knex({ p: part }).join({ r: register }, 'r.id', `p.${field}`).where(`r.${day}`, '>', until).select('p.parent')
  const open = () =>
    knex('matches')
      .where({ status: 'proposed', made: 'auto' })
      .whereNull('deletedAt')
      .whereNotIn('id', later('matches_bank', 'line', 'bankLines', 'date'))
      .whereNotIn('id', later('matches_papers', 'receipt', 'receipts', 'date'))
      .whereNotIn('id', later('matches_papers', 'refund', 'refunds', 'paidOn'))
      .select('id')
  const bank: { parent: number; line: number; amount: number }[] = await knex('matches_bank')
    .whereIn('parent', open())
    .select('parent', 'line', 'amount')
  const papers: { parent: number; receipt: number | null; refund: number | null; amount: number }[] = await knex('matches_papers')
    .whereIn('parent', open())
    .select('parent', 'receipt', 'refund', 'amount')
  const byMatch = new Map<number, { bank: [number, number][]; papers: [string, number, number][] }>()
  const of = (id: number) => {
    const known = byMatch.get(id) ?? { bank: [], papers: [] }
    byMatch.set(id, known)
    return known
  }
  for (const { parent, line, amount } of bank) of(parent).bank.push([line, amount])
  for (const { parent, receipt, refund, amount } of papers)
    of(parent).papers.push(receipt === null ? ['refunds', refund ?? 0, amount] : ['receipts', receipt, amount])
  return new Map([...byMatch].map(([id, { bank: lines, papers: own }]) => [made(lines, own), id]))
}

/** Proposals as they are found now: new ones made, those that no longer hold taken back, the rest left as they wait. */
async function bringProposals(world: World, until: string, found: readonly Found[], done: (part: number) => Promise<void>): Promise<void> {
  const wanted = new Set(found.map(keyOf))
  const old = await waiting(world, until)
  for (const [key, id] of old)
    if (!wanted.has(key))
      await move(world, system, 'matches', id, 'undo').catch((error: unknown) => {
        // Somebody confirmed or undid it meanwhile, which is just as well.
        if (!(error instanceof Refusal)) throw error
      })
  const fresh = found.filter((each) => !old.has(keyOf(each)))
  for (let start = 0; start < fresh.length; start += atOnce) {
    await writeFound(world, fresh.slice(start, start + atOnce))
    await done((start + atOnce) / fresh.length)
  }
}

/** Matches what is open up to the end of `period`; `done` is told the part finished. A process that dies half way leaves whole matches, and the next run takes the rest. */
export async function matchMonth(world: World, period: Period, done: (part: number) => Promise<void>): Promise<void> {
  const policy = await matchPolicy(world)
  const facts = await matchingFacts(world, period, policy)
  for (const account of new Set(facts.bank.map(({ account }) => account))) await insist(world, (inner) => checkStatements(inner, account))
  await done(0.1)
  const found = match(facts)
  await done(0.3)
  const certain = found.filter((each) => each.certain)
  for (let start = 0; start < certain.length; start += atOnce) {
    await writeFound(world, certain.slice(start, start + atOnce))
    await done(0.3 + (0.5 * Math.min(certain.length, start + atOnce)) / certain.length)
  }
  await bringProposals(
    world,
    plusDays(period.to, policy.window),
    found.filter((each) => !each.certain),
    (part) => done(0.8 + 0.15 * Math.min(1, part)),
  )
  const taken = new Set(found.flatMap(({ bank }) => bank.map(({ id }) => id)))
  const left = facts.bank.flatMap(({ id }) => (taken.has(id) ? [] : [id]))
  for (const some of portions(left)) await insist(world, (inner) => reckonLines(inner, some))
  await done(1)
}
