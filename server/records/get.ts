/** One record, whole: with lines, with what the actor may do with it, and the moves out of its state. */
import type { Actor } from '../access/actor.ts'
import { rowRule } from '../access/rows.ts'
import type { CompleteRegister } from '../catalog/complete.ts'
import { forbidden, missing } from '../errors.ts'
import { kindOf } from '../kinds/index.ts'
import { present, type Wire } from './present.ts'
import { noteReading } from './reads.ts'
import type { StoredRecord } from './rules.ts'
import { holds, refusal } from './workflow.ts'
import type { World } from './world.ts'
import { loadWithin } from './write.ts'

/** One record as the actor sees it. Throws a 404 Refusal when there is none that he or she may read. */
export async function get(world: World, actor: Actor, name: string, id: number): Promise<Wire> {
  const register = world.catalog.get(name)
  const records = await loadWithin(world, actor, register, 'read', [id])
  const record = records.get(id)
  if (!record) throw missing(register.label, id)
  if (register.logReads) noteReading(world, actor, { register: name, record: id, verb: 'view' })
  return whole(world, actor, register, record)
}

/** The answer for a single record. */
export async function whole(world: World, actor: Actor, register: CompleteRegister, record: StoredRecord): Promise<Wire> {
  const [shown] = await present(world, actor, register, [record])
  const moves = register.workflow ? Object.entries(register.workflow.moves) : []
  const { approve, sendBack } = register.workflow?.approval ?? {}
  // Steps that the system or an approval takes are nobody's buttons.
  const open = moves.filter(
    ([name, move]) =>
      move.from.includes(String(record[register.workflow?.field ?? ''])) &&
      move.roles?.length !== 0 &&
      name !== approve &&
      name !== sendBack,
  )
  const described = []
  for (const [move, definition] of open) {
    const why = await refusal(world, actor, register, record, definition)
    described.push({
      name: move,
      label: definition.label,
      to: definition.to,
      reason: definition.reason ?? false,
      allowed: why === undefined,
      ...(why ? { why: why.words } : {}),
    })
  }
  const [update, remove] = [
    await holds(world, actor, register, record, rowRule(register, actor, 'update')),
    await holds(world, actor, register, record, rowRule(register, actor, 'remove')),
  ]
  const frozen = register.workflow?.frozen?.[String(record[register.workflow.field])] ?? []
  const written = (!register.immutable || actor.unbound === true) && !frozen.includes('*')
  const visible = shown ?? { id: record.id }
  return {
    ...visible,
    _may: { update: update && written, remove: remove && written },
    _frozen: frozen.filter((each) => each in visible),
    _moves: described,
  }
}

/** Personal data of one record in the clear, for a role that may reveal it; every time is logged (SEC-24) before the answer leaves. */
export async function reveal(
  world: World,
  actor: Actor,
  name: string,
  id: number,
  fields: readonly string[],
): Promise<Record<string, unknown>> {
  const register = world.catalog.get(name)
  const record = (await loadWithin(world, actor, register, 'read', [id])).get(id)
  const grant = actor.grant(name)
  const asked = fields.filter((field) => register.sensitive.has(field) && !grant.hidden?.includes(field))
  if (!record || !grant.reveal || asked.length === 0)
    throw forbidden(
      '您的角色不能查看这些敏感信息，如确有需要请联系管理员。',
      'Your role may not see this personal data; ask an administrator if you need to.',
    )
  await noteReading(world, actor, { register: name, record: id, verb: 'reveal', fields: asked })
  return Object.fromEntries(
    asked.flatMap((each) => {
      const field = register.fields[each]
      return field ? [[each, kindOf(field).show(record[each], field)]] : []
    }),
  )
}
