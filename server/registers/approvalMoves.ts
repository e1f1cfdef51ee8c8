/** The moves that every document under approval shares: submitted, approved or sent back by its case, called back by whoever may change it. */
import { move } from '../definition/define.ts'
import type { Approval, Move } from '../definition/types.ts'

export const approval: Approval = { submit: 'submit', approve: 'approve', sendBack: 'sendBack' }

/** From `draft` over `review` to `approved`; `condition` must hold to submit. */
export const approvalMoves = (approved: string, condition: Pick<Move, 'when' | 'unless'> = {}) => ({
  submit: move('提交审批', 'Submit', { from: ['draft'], to: 'review', ...condition }),
  approve: move('批准', 'Approve', { from: ['review'], to: approved }),
  sendBack: move('退回', 'Send back', { from: ['review'], to: 'draft', reason: true }),
  recall: move('撤回', 'Call back', { from: ['review'], to: 'draft', reason: true }),
})
