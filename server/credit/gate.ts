/** The one gate before goods or an invoice: asked by dispatches and invoices on every path that makes them binding or larger (form, API, bulk, import, copy, re-open, edit). */
import { system } from '../access/actor.ts'
import { yuan } from '../definition/decimal.ts'
import { invalid } from '../errors.ts'
import type { Change, Stored, World } from '../records/index.ts'
import { createMany } from '../records/index.ts'
import { type Decision, decide } from './decision.ts'
import { type Asked, type Facts, factsOf } from './facts.ts'
import { refusalWords } from './words.ts'

/** What a change was allowed on, until its record has an id to keep it under. */
const made = new WeakMap<Change, { readonly asked: Asked; readonly facts: Facts; readonly decision: Decision }>()

/** How often one batch of writes asked for each customer; a batch is told by its `look`, which all its changes share. */
const askedInBatch = new WeakMap<Change['look'], Map<number, number>>()

/** The customer, nobody else's until the transaction ends: whoever asks for the same credit waits, and then sees what is left. */
export async function holdCustomer({ database: { knex, dialect } }: World, id: number): Promise<Stored | undefined> {
  const [row]: Stored[] = await dialect.hold(knex('customers').where({ id }).select('name'), 'changed')
  return row
}

/** Decides on what `change` asks for; a refusal becomes a fault of the record with the limit, the exposure, the excess and the ways out. */
export async function gate(change: Change, asked: Asked): Promise<Decision> {
  const { world, fault } = change
  const customer = await holdCustomer(world, asked.customer)
  const facts = await factsOf(world, asked)
  const decision = decide(facts.inputs)
  if (decision.allowed) {
    made.set(change, { asked, facts, decision })
    const batch = askedInBatch.get(change.look) ?? new Map<number, number>()
    askedInBatch.set(change.look, batch.set(asked.customer, (batch.get(asked.customer) ?? 0) + 1))
  } else fault('root', refusalWords(String(customer?.name ?? asked.customer), facts.inputs, decision))
  return decision
}

/** Notes goods that left without money or approval (CRD-11, CRD-14): not asked for, but written down with what the gate would have said. */
export async function noteUnapproved(change: Change, asked: Asked): Promise<void> {
  await holdCustomer(change.world, asked.customer)
  const facts = await factsOf(change.world, asked)
  made.set(change, { asked, facts, decision: { ...decide(facts.inputs), basis: 'unapproved' } })
}

/** One batch of writes is decided on before any of it is written: asked again when all of it is, so that its parts never spend the same credit twice. */
async function insistOnBatch(change: Change, asked: Asked): Promise<void> {
  const { world, register, after, look } = change
  if ((askedInBatch.get(look)?.get(asked.customer) ?? 0) < 2) return
  const mine = register.name === 'dispatches' ? { ...asked, dispatch: Number(after.id) } : { ...asked, amount: 0 }
  const { inputs, decision } = await explain(world, mine)
  if (decision.allowed) return
  const customer = await look('customers', asked.customer)
  throw invalid(register.label, { root: refusalWords(String(customer?.name ?? asked.customer), inputs, decision) })
}

/** Keeps the decision a change was allowed on in the credit ledger (CRD-15, §23.6), with every input and policy; answers its id. */
export async function keepDecision(change: Change): Promise<number | undefined> {
  const found = made.get(change)
  if (!found) return undefined
  const { world, actor, register, after } = change
  const { asked, facts, decision } = found
  await insistOnBatch(change, asked)
  const { inputs, policies } = facts
  const [id] = await createMany(world, system, 'creditDecisions', [
    {
      customer: after.customer,
      document: register.name,
      record: after.id,
      day: inputs.day,
      at: world.now().toISOString(),
      decidedFor: actor.id,
      mode: inputs.mode,
      basis: decision.basis,
      amount: yuan(inputs.amount),
      limit: yuan(inputs.limit),
      exposure: yuan(inputs.exposure),
      advance: yuan(inputs.advance),
      overdue: yuan(inputs.overdue),
      excess: yuan(decision.excess),
      inputs,
      policies,
    },
  ])
  return id
}

/** What the gate would say to `asked` now, without asking for it: the explanation beside a dispatch and on the customer's page. */
export async function explain(world: World, asked: Asked): Promise<Facts & { readonly decision: Decision }> {
  const facts = await factsOf(world, asked)
  return { ...facts, decision: decide(facts.inputs) }
}
