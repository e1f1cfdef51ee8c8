/** Rules of policy settings: a value fits its rule, speaks of one scope, never rewrites the past, and takes over from the one before (§17). */
import { system } from '../../access/actor.ts'
import { plusDays } from '../../calendar/weeks.ts'
import { isPolicy, type PolicyScope, policyKeys, type Unit, valueFault } from '../../policy/index.ts'
import { updateMany, type World } from '../../records/index.ts'
import type { Change, Rules, Stored } from '../../records/rules.ts'
import { today } from '../saying.ts'
import { checkValidity } from '../validity.ts'

const targets = ['customer', 'tier', 'department', 'pack'] as const

/** Live rows of one rule and scope. */
function line({ database }: World, { key, scope, ...of }: Stored) {
  const query = database.knex('policies').whereNull('deletedAt').where({ key, scope })
  for (const target of targets) query.where({ [target]: of[target] ?? null })
  return query
}

/**
 * Several values of one rule never hold at once and leave no gap that nobody asked for: each ends the day before the next begins.
 * With `left`, the day that a value no longer begins on, the one that had given way to it goes on to the next, or without end.
 */
async function closeRanks(world: World, of: Stored, left?: string): Promise<void> {
  const rows: { id: number; from: string; to: string | null }[] = await line(world, of).orderBy('from').select('id', 'from', 'to')
  for (const [index, { id, to }] of rows.entries()) {
    const next = rows[index + 1]
    const open = to === null || (left !== undefined && to === plusDays(left, -1))
    const end = next && (open || to >= next.from) ? plusDays(next.from, -1) : open ? null : to
    if (end !== to) await updateMany(world, system, 'policies', [id], { to: end })
  }
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
  if (typeof before.to === 'string' && before.to < today(change) && after.to !== before.to)
    fault('to', [
      '此值已失效，不能再改失效日期；请另立一条新值。',
      'This value has ended, and its end stays as it is; add a new value instead.',
    ])
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
    const recovered = verb === 'recover'
    if (before && !actor.unbound && !recovered) checkBegun(change, before)
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
    const others: { from: string }[] = await line(change.world, after)
      .whereNot('id', Number(after.id ?? 0))
      .select('from')
    if (others.some(({ from }) => from === after.from))
      fault('from', [
        '同一规则同一范围在这一天已有一条，请改生效日期。',
        'This rule has a value from that very day for this scope; choose another day.',
      ])
    if (!actor.unbound && (recovered || after.from !== before?.from) && String(after.from) < today(change))
      fault('from', ['制度不溯及既往，生效日期不能早于今天。', 'A rule does not reach back: it cannot be in force before today.'])
  },
  async after({ world, verb, before, after }) {
    if (before && verb !== 'recover') await closeRanks(world, before, String(before.from))
    if (verb !== 'remove') await closeRanks(world, after)
  },
}
