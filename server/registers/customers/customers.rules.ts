/** Customers: the department follows the account manager, assignments are kept from day to day (ARC-32), completeness follows the file (ARC-06). */
import { system } from '../../access/actor.ts'
import { dayOf } from '../../calendar/today.ts'
import { createMany, updateMany } from '../../records/index.ts'
import type { Change, Rules, Stored } from '../../records/rules.ts'
import { informationCard, requiredCardFields } from './informationCard.ts'

const filled = (value: unknown) => value !== null && value !== undefined && value !== ''
const cardFields = ['name', ...Object.keys(informationCard)]
const otherParts = ['contracts', 'sales', 'market']

/** Completeness in hundredths of a percent: a quarter for each part of the file, the card counted by its filled-in fields (ARC-06). */
export function completeness(customer: Stored, parts: readonly unknown[]): number {
  const card = cardFields.filter((name) => filled(customer[name])).length / cardFields.length
  return Math.round(2500 * (card + otherParts.filter((part) => parts.includes(part)).length))
}

async function prepare({ actor, verb, before, after, look }: Change): Promise<void> {
  if (verb === 'create' && !after.owner && actor.grant('customers').create === 'own') after.owner = actor.id
  const moved = before?.owner !== after.owner && before?.department === after.department
  if (after.owner && (!after.department || moved)) after.department = (await look('users', after.owner))?.department ?? after.department
  const kept = Array.isArray(after.fileParts) ? after.fileParts.filter((part) => otherParts.includes(part)) : []
  after.fileParts = requiredCardFields.every((name) => filled(after[name])) ? ['card', ...kept] : kept
  after.completeness = completeness(after, kept)
  after.idCopyHeld = Array.isArray(after.idCopy) && after.idCopy.length > 0
}

/** Closes the open assignment and opens the next one, on the day of the handover. */
async function assign(change: Change): Promise<void> {
  const { world, before, after } = change
  if (before ? before.owner === after.owner : !after.owner) return
  const day = before ? (before.handoverOn === after.handoverOn ? undefined : after.handoverOn) : after.openedOn
  const from = typeof day === 'string' ? day : dayOf(world.now(), world.timeZone)
  if (before) {
    const open: { id: number; from: string }[] = await world.database
      .knex('customerAssignments')
      .where({ customer: after.id })
      .whereNull('to')
      .whereNull('deletedAt')
      .select('id', 'from')
    for (const { id, from: since } of open) {
      const to = [since, from].sort()[1] ?? from
      await updateMany(world, system, 'customerAssignments', [id], { to })
    }
  }
  if (!after.owner) return
  const why = before ? { cause: 'handover', reason: after.handoverReason ?? null } : { cause: 'opened' }
  await createMany(world, system, 'customerAssignments', [
    { customer: after.id, user: after.owner, department: after.department ?? null, from, ...why },
  ])
}

export const customersRules: Rules = {
  prepare,
  check({ before, after, fault }) {
    if (before?.owner && !after.owner)
      fault('owner', [
        '客户须始终有客户经理负责（ORG-11）；请选择接手人。',
        'A customer always has an account manager (ORG-11); choose who takes over.',
      ])
    if (typeof after.foundedOn === 'string' && typeof after.firstTradeOn === 'string' && after.firstTradeOn < after.foundedOn)
      fault('firstTradeOn', ['首次交易日期早于成立日期，请核对。', 'The first trade is before the founding date; please check.'])
  },
  async after(change) {
    if (change.verb !== 'remove') await assign(change)
  },
}
