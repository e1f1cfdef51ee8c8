/** Rules of policy settings: a value fits its rule, speaks of one scope, never rewrites the past, and takes over from the one before (§17). */
import { system } from '../../access/actor.ts'
import { dayOf } from '../../calendar/today.ts'
import { plusDays } from '../../calendar/weeks.ts'
import { isPolicy, type PolicyScope, policyKeys, type Unit, valueFault } from '../../policy/index.ts'
import { updateMany } from '../../records/index.ts'
import type { Change, Rules, Stored } from '../../records/rules.ts'
import { checkValidity } from '../validity.ts'

const targets = ['customer', 'tier', 'department', 'pack'] as const
const today = ({ world }: Change) => dayOf(world.now(), world.timeZone)

/** Other live rows of the same rule and scope. */
function siblings({ world, after }: Change) {
  const query = world.database.knex('policies').whereNull('deletedAt').where({ key: after.key, scope: after.scope })
  for (const target of targets) query.where({ [target]: after[target] ?? null })
  return after.id === undefined ? query : query.whereNot('id', after.id as number)
}

function checkScope({ after, fault }: Change): void {
  const scope = after.scope as PolicyScope
  for (const target of targets) {
    const given = after[target] !== null && after[target] !== undefined
    if (target === scope && !given) fault(target, ['请选择适用的对象。', 'Choose whom it is for.'])
    if (target !== scope && given)
      fault(target, ['与所选适用范围不符，请清空或改选范围。', 'It does not fit the chosen scope: clear it or choose another scope.'])
  }
}

/** What has been in force explains decisions already made: only its end may still be set, and not before today. */
function checkBegun(change: Change, before: Stored): void {
  const { verb, after, fault } = change
  if (String(before.from) > today(change)) return
  const sentence = [
    '此值已生效，以往的业务依它办理，不能改动或删除；请另立一条新值接替。',
    'This value has been in force and earlier cases stand on it: it is not changed or deleted; add a new value to follow it.',
  ] as const
  if (verb === 'remove') fault('key', sentence)
  for (const field of ['key', 'value', 'unit', 'scope', 'from', ...targets]) if (after[field] !== before[field]) fault(field, sentence)
  if (after.to !== before.to && typeof after.to === 'string' && after.to < plusDays(today(change), -1))
    fault('to', ['失效日期不能早于昨天。', 'It cannot end before yesterday.'])
}

export const policiesRules: Rules = {
  prepare({ after }) {
    if (typeof after.key !== 'string' || !isPolicy(after.key)) return
    const { units, source } = policyKeys[after.key]
    after.unit ??= units[0]
    after.source = source
    if (typeof after.value === 'string') after.value = after.value.trim()
  },
  async check(change) {
    const { before, after, fault, verb, actor } = change
    if (before && !actor.unbound) checkBegun(change, before)
    if (verb === 'remove' || typeof after.key !== 'string' || !isPolicy(after.key)) return
    checkValidity(change)
    checkScope(change)
    const key = policyKeys[after.key]
    const unit = after.unit as Unit
    if (!key.units.includes(unit)) fault('unit', [`“${key.label[0]}”不用这个单位。`, `“${key.label[1]}” is not told in this unit.`])
    else {
      const wrong = typeof after.value === 'string' ? valueFault(key, unit, after.value) : undefined
      if (wrong) fault('value', wrong)
    }
    const others: { from: string }[] = await siblings(change).select('from')
    if (others.some(({ from }) => from === after.from))
      fault('from', [
        '同一规则同一范围在这一天已有一条，请改生效日期。',
        'This rule has a value from that very day for this scope; choose another day.',
      ])
    if (!before && !actor.unbound && others.length > 0 && String(after.from) < today(change))
      fault('from', ['制度不溯及既往，生效日期不能早于今天。', 'A rule does not reach back: it cannot be in force before today.'])
  },
  // Several values of one rule never hold at once: the one before ends the day before, a later one ends this one.
  async after(change) {
    const { world, verb, after, before } = change
    if (verb === 'remove' || (before && before.from === after.from)) return
    const from = String(after.from)
    const earlier: { id: number; from: string; to: string | null }[] = await siblings(change)
      .where('from', '<', from)
      .select('id', 'from', 'to')
    for (const { id, to } of earlier)
      if (to === null || to >= from) await updateMany(world, system, 'policies', [id], { to: plusDays(from, -1) })
    const next: { from: string } | undefined = await siblings(change).where('from', '>', from).orderBy('from').first('from')
    if (next && (typeof after.to !== 'string' || after.to >= next.from))
      await updateMany(world, system, 'policies', [after.id as number], { to: plusDays(next.from, -1) })
  },
}
