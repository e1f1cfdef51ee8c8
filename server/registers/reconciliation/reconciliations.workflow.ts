/** The way of a month (PAY-05, PAY-14): run, explained, signed by two people, locked; re-opened by the company's leaders alone. */
import { move } from '../../definition/define.ts'
import type { Workflow } from '../../definition/types.ts'

const clerk = ['salesClerk']
const finance = ['finance']

export const reconciliationWorkflow: Workflow = {
  field: 'status',
  start: 'open',
  approval: { submit: 'askReopen', approve: 'reopen', sendBack: 'keepLocked' },
  moves: {
    run: move('开始对账', 'Run', { from: ['open', 'matching', 'explained'], to: 'matching', roles: [...clerk, ...finance] }),
    // The system alone: done with the last difference explained, taken back with the first that opens again.
    explain: move('差异已说明', 'Explained', { from: ['matching'], to: 'explained', roles: [] }),
    unexplain: move('又有差异', 'Differences again', { from: ['explained'], to: 'matching', roles: [] }),
    signClerk: move('内勤签字', 'Sign as clerk', {
      from: ['explained'],
      to: 'clerkSigned',
      roles: clerk,
      stamp: 'unit',
      when: { openCount: 0 },
      unless: [
        '还有未说明的差异（PAY-14）；请逐笔说明、更正或结转后再签字。',
        'There are differences nobody explained (PAY-14); explain, correct or carry each of them first.',
      ],
    }),
    signFinance: move('财务签字', 'Sign for finance', { from: ['clerkSigned'], to: 'signed', roles: finance, stamp: 'finance' }),
    sendBack: move('退回', 'Send back', { from: ['clerkSigned', 'signed'], to: 'explained', roles: finance, reason: true }),
    lock: move('锁定', 'Lock', { from: ['signed'], to: 'locked', roles: finance }),
    askReopen: move('申请重开', 'Ask to re-open', { from: ['locked'], to: 'reopening', roles: [...clerk, ...finance], reason: true }),
    reopen: move('重开', 'Re-open', { from: ['reopening'], to: 'explained' }),
    keepLocked: move('维持锁定', 'Keep locked', { from: ['reopening'], to: 'locked', reason: true }),
    recall: move('撤回申请', 'Call back', { from: ['reopening'], to: 'locked', roles: [...clerk, ...finance], reason: true }),
  },
}
