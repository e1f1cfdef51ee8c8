/** Rules of contracts: a supplement keeps to its customer, key accounts get two clauses more (ORD-15), and a signed contract takes new terms from approved changes alone (ORD-04). */

import { system } from '../../access/actor.ts'
import { dayOf } from '../../calendar/today.ts'
import { move as take, updateMany } from '../../records/index.ts'
import type { Change, Rules, Stored } from '../../records/rules.ts'
import { keepFile } from '../customers/fileUpkeep.ts'
import { checkValidity } from '../validity.ts'

const terms = ['to', 'amount', 'settlement', 'creditDays', 'settlementAgreement'] as const

/** Approved changes of a contract that it has not taken yet, oldest first. */
const pending = ({ world }: Change, contract: unknown): Promise<Stored[]> =>
  world.database
    .knex('contractChanges')
    .where({ contract, status: 'inForce' })
    .whereNull('appliedOn')
    .whereNull('deletedAt')
    .orderBy('id') as unknown as Promise<Stored[]>

/** Puts the new terms into the contract. */
async function amend(change: Change): Promise<void> {
  const { after } = change
  for (const row of await pending(change, after.id)) {
    for (const term of terms) if (row[term] !== null) after[term] = row[term]
    if (row.otherTerms) after.abstract = [after.abstract, `${String(row.number)}：${String(row.otherTerms)}`].filter(Boolean).join('\n')
  }
}

/** A contract of a strategic or key customer states rights and confidentiality too (ORD-15). */
async function checkKeyAccount({ after, look, fault }: Change): Promise<void> {
  const tier = (await look('customers', after.customer))?.tier
  const clauses = (after.clauses as string[] | null) ?? []
  if ((tier === 'strategic' || tier === 'key') && !(clauses.includes('rights') && clauses.includes('confidentiality')))
    fault('clauses', [
      '战略合作与重点客户的合同还须载明双方权利义务与保密（ORD-15）；请补齐后再签订。',
      'The contract of a strategic or key customer also states rights and duties and confidentiality (ORD-15); complete it, then sign.',
    ])
}

/** Finance decides who pays on credit (GRD-25, CRD-16): others sign a contract on credit only where the customer's file already says so. */
async function checkTerms({ actor, after, look, fault }: Change): Promise<void> {
  const credit = after.settlement === 'rolling' || after.settlement === 'fixed'
  if (!credit || actor.unbound || ['administrator', 'finance'].includes(actor.role)) return
  const customer = await look('customers', after.customer)
  if (customer && customer.paymentMode !== after.settlement)
    fault('settlement', [
      `客户“${String(customer.name)}”的授信结算须由财务先在客户档案中核定（GRD-25、CRD-16），再签订。`,
      `Finance sets credit terms in the file of “${String(customer.name)}” first (GRD-25, CRD-16); then sign.`,
    ])
}

export const contractsRules: Rules = {
  async prepare(change) {
    const { after, look, move } = change
    if (after.customer && !after.counterparty) after.counterparty = (await look('customers', after.customer))?.name ?? null
    if (move === 'amend') await amend(change)
  },
  async check(change) {
    const { after, fault, look, move } = change
    checkValidity(change)
    if (move === 'sign') {
      await checkKeyAccount(change)
      await checkTerms(change)
    }
    const base = after.supplementTo ? await look('contracts', after.supplementTo) : undefined
    if (base && base.customer !== after.customer)
      fault('supplementTo', [
        '补充合同须与原合同为同一客户（ORD-04）。',
        'A supplement is for the same customer as the contract it supplements (ORD-04).',
      ])
  },
  async after(change) {
    await keepFile(change, 'contracts', {
      part: 'contracts',
      ...(change.after.status === 'signed' ? { stage: 'contracted' as const } : {}),
    })
  },
}

export const contractChangesRules: Rules = {
  async prepare({ after, look }) {
    after.customer = (await look('contracts', after.contract))?.customer ?? null
  },
  async check({ verb, after, look, fault }) {
    if (verb === 'remove') return
    const contract = await look('contracts', after.contract)
    if (contract && contract.status !== 'signed' && after.status !== 'inForce')
      fault('contract', [
        `合同 ${String(contract.number)} 尚未签订或已终止，无须变更单（ORD-04）；未签订的请直接修改。`,
        `Contract ${String(contract.number)} is not in force, so it needs no change paper (ORD-04); change a draft itself.`,
      ])
    if (![...terms, 'otherTerms'].some((term) => after[term] !== null && after[term] !== undefined && after[term] !== ''))
      fault('otherTerms', ['请至少填写一项新条款（ORD-04）。', 'Enter at least one new term (ORD-04).'])
    if (contract && typeof after.to === 'string' && after.to < String(contract.from))
      fault('to', ['新到期日期早于合同生效日期，请改正。', 'The new end is before the contract starts; please correct it.'])
  },
  async after({ world, move, after }) {
    if (move !== 'approve') return
    await take(world, system, 'contracts', after.contract as number, 'amend', { reason: `ORD-04 ${String(after.number)}` })
    await updateMany(world, system, 'contractChanges', [after.id as number], { appliedOn: dayOf(world.now(), world.timeZone) })
  },
}
