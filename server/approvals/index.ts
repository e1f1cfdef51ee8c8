/** Approvals, filings, notices and stamps, following the moves of every register that declares them. */
import type { Change, Everywhere, StoredRecord } from '../records/index.ts'
import { nameOf } from '../records/index.ts'
import { approversOf, caseOf } from './approvers.ts'
import { openCase, planOf, withdraw } from './cases.ts'
import { chainsFor } from './chains.ts'
import { snapshotFor } from './snapshot.ts'
import { fileWith, notify, stamp } from './tell.ts'

export { holdersOf } from './approvers.ts'
export { incompleteChains, withoutChain } from './chains.ts'
export { addSigner, type Decision, decide, remind } from './decide.ts'
export { casesOf, inbox, type Waiting } from './inbox.ts'
export { remindLate } from './late.ts'
export { reassign, type Stranded, stranded } from './stranded.ts'
export { languagesOf, type NoticeKind, notify } from './tell.ts'

const recordOf = ({ after }: Change): StoredRecord => ({ ...after, id: after.id as number, version: after.version as number })

/** Files and informs as the chains of the register say for this step. */
async function tellOthers(change: Change): Promise<void> {
  const { world, actor, register } = change
  const known = world.catalog.get(register.name)
  const record = recordOf(change)
  const about = { document: register.name, record: record.id, title: `${register.label[0]} ${nameOf(known, record)}` }
  for (const { act, on, steps } of await chainsFor(world, known, record, ['file', 'inform'])) {
    if ((on ?? known.workflow?.approval?.approve) !== change.move) continue
    for (const step of steps) {
      const { people } = await approversOf(world, step, { ...caseOf(record, null), parties: [] })
      await (act === 'file' ? fileWith(world, people, actor.id, about) : notify(world, people, 'inform', about))
    }
  }
}

/** Only whoever submitted a document takes it back out of its approval; others send it back by signing. */
async function checkRecall({ world, actor, register, before, move, fault }: Change): Promise<void> {
  const { workflow } = register
  const { approval } = workflow ?? {}
  if (!workflow || !approval || !before || move === undefined || move === approval.approve || move === approval.sendBack) return
  if (actor.unbound || actor.role === 'administrator' || before[workflow.field] !== workflow.moves[approval.submit]?.to) return
  const open: { applicant: number | null } | undefined = await world.database
    .knex('approvals')
    .where({ document: register.name, record: before.id, state: 'pending' })
    .whereNull('deletedAt')
    .first('applicant')
  if (open && open.applicant !== actor.id)
    fault('root', [
      '只有提交人能撤回审批中的单据；签批人请在审批中退回。',
      'Only whoever submitted it calls a document back; a signer sends it back in the approval.',
    ])
}

export const approvals: Everywhere = {
  async check(change) {
    const { world, actor, register, fault, before, after } = change
    const { approval } = register.workflow ?? {}
    if (!approval || !before) return
    await checkRecall(change)
    if (change.move !== approval.submit) return
    const plan = await planOf(
      world,
      world.catalog.get(register.name),
      { ...before, ...after, id: before.id, version: before.version },
      actor.id,
    )
    if ('fault' in plan) fault('root', plan.fault)
  },
  async after(change) {
    const { world, actor, register, before } = change
    const { workflow } = register
    const step = change.move === undefined ? undefined : workflow?.moves[change.move]
    if (!workflow || !step || change.move === undefined) return
    const known = world.catalog.get(register.name)
    const record = recordOf(change)
    if (step.stamp) {
      const title = `${register.label[0]} ${nameOf(known, record)}`
      await stamp(world, step.stamp, step.label[0], actor.id, { document: register.name, record: record.id, title })
    }
    const { approval } = workflow
    const review = approval ? workflow.moves[approval.submit]?.to : undefined
    if (approval && change.move === approval.submit) await openCase(world, actor, known, record)
    else if (
      review !== undefined &&
      before?.[workflow.field] === review &&
      change.move !== approval?.approve &&
      change.move !== approval?.sendBack
    )
      await withdraw(world, known, record.id)
    if (world.catalog.has('approvalChains')) await tellOthers(change)
  },
  async beside(world, actor, register, records) {
    if (register.name === 'approvals' && !actor.unbound)
      return new Map(
        records.map(({ id, document, snapshot }) => [
          id,
          { snapshot: snapshotFor(world, actor, String(document), (snapshot as StoredRecord | null) ?? {}) },
        ]),
      )
    if (!register.workflow?.approval || records.length === 0) return new Map()
    const rows: { id: number; record: number; number: string; state: string; stepName: string | null }[] = await world.database
      .knex('approvals')
      .where({ document: register.name })
      .whereIn(
        'record',
        records.map(({ id }) => id),
      )
      .whereNull('deletedAt')
      .orderBy('id')
      .select('id', 'record', 'number', 'state', 'stepName')
    return new Map(rows.map(({ record, ...row }) => [record, { _approval: row }]))
  },
}
