/** Rules of chains and delegations: a chain names a document that can be approved and signers that exist; nobody delegates to oneself. */

import { system } from '../../access/actor.ts'
import type { Where } from '../../definition/where.ts'
import { Refusal } from '../../errors.ts'
import { holds } from '../../records/index.ts'
import type { Change, Rules, Stored } from '../../records/rules.ts'
import { checkValidity } from '../validity.ts'

/** A condition must be one that lists understand: it is tried on the register, and what is wrong with it is told. */
async function checkCondition({ world, after, fault }: Change, document: string): Promise<void> {
  const { condition } = after
  if (condition === null || condition === undefined) return
  if (typeof condition !== 'object' || Array.isArray(condition)) {
    fault('condition', [
      '条件写作筛选，如 {"amount":{"gte":"10000.00"}}。',
      'Write the condition as a filter, such as {"amount":{"gte":"10000.00"}}.',
    ])
    return
  }
  try {
    await holds(world, system, world.catalog.get(document), { id: 0 }, condition as Where)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    fault('condition', error.words)
  }
}

function checkSteps({ after, fault }: Change): void {
  for (const [index, step] of (after.steps as Stored[]).entries()) {
    if (step.by === 'person' && !step.person) fault(`steps.${index}.person`, ['请指定人员。', 'Name the person.'])
    if (step.by === 'role' && !step.role && after.active)
      fault(`steps.${index}.role`, [
        '签批角色为空的流程不能启用（CF-22）；请先指定角色。',
        'A chain whose signer is empty cannot be active (CF-22); name the role first.',
      ])
  }
}

export const approvalChainsRules: Rules = {
  async check(change) {
    const { world, after, verb, fault } = change
    if (verb === 'remove') return
    checkValidity(change)
    const document = String(after.document ?? '')
    if (!world.catalog.has(document)) {
      fault('document', ['没有这种单据；请填登记簿的代码。', 'There is no such document; write the code of a register.'])
      return
    }
    const { workflow } = world.catalog.get(document)
    if (after.act === 'approve' && !workflow?.approval)
      fault('document', ['这种单据没有审批环节，只能备案或告知。', 'This document has no approval; it can be filed or informed of only.'])
    if (after.act !== 'approve' && after.on && !workflow?.moves[String(after.on)])
      fault('on', [`该单据没有操作“${String(after.on)}”。`, `The document has no step “${String(after.on)}”.`])
    checkSteps(change)
    await checkCondition(change, document)
  },
}

export const delegationsRules: Rules = {
  check({ world, actor, after, fault }) {
    if (after.user === after.to) fault('to', ['不能委托给自己。', 'One does not delegate to oneself.'])
    if (typeof after.from === 'string' && typeof after.until === 'string' && after.until < after.from)
      fault('until', ['结束日期早于开始日期。', 'It ends before it begins.'])
    if (!actor.unbound && actor.role !== 'administrator' && after.user !== actor.id)
      fault('user', ['只能委托自己的审批。', 'One delegates one’s own approvals only.'])
    if (after.document && !world.catalog.has(String(after.document)))
      fault('document', ['没有这种单据；请填登记簿的代码。', 'There is no such document; write the code of a register.'])
  },
}
