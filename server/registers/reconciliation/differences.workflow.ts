/** The way of a difference (PAY-14): explained, corrected or carried by a person, opened again by a person; gone when a later run no longer finds it. */
import { move } from '../../definition/define.ts'
import type { Workflow } from '../../definition/types.ts'

export const differenceWorkflow: Workflow = {
  field: 'status',
  start: 'open',
  moves: {
    explain: move('说明', 'Explain', { from: ['open'], to: 'explained', reason: true }),
    correct: move('已更正', 'Corrected', { from: ['open'], to: 'explained', reason: true }),
    carry: move('结转下月', 'Carry forward', { from: ['open'], to: 'carried', reason: true }),
    reopen: move('重新打开', 'Open again', { from: ['explained', 'carried'], to: 'open', reason: true }),
    // The system alone: a later run says which stand, and writes their states in batches (`filing.ts`).
    vanish: move('已消除', 'Gone', { from: ['open', 'explained', 'carried'], to: 'gone', roles: [] }),
    return: move('再次出现', 'Found again', { from: ['gone'], to: 'open', roles: [] }),
  },
}
