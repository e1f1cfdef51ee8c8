/** The way of a bank line: matches and claims set its state; a person only sets it aside as no customer's money, and takes it back. */
import { move } from '../../definition/define.ts'
import type { Workflow } from '../../definition/types.ts'

/** Steps that follow from matches and claims. */
const nobody: readonly string[] = []

const told = ['account', 'date', 'at', 'amount', 'payer', 'payerAccount', 'serial', 'statement']

export const bankLinesWorkflow: Workflow = {
  field: 'state',
  start: 'open',
  moves: {
    setAside: move('列为非客户款', 'Set aside', {
      from: ['open', 'proposed'],
      to: 'aside',
      roles: ['finance'],
      reason: true,
      when: { matched: '0' },
      unless: ['已有勾对（PAY-14），请先撤销。', 'It is matched (PAY-14); undo the match first.'],
    }),
    takeBack: move('取回', 'Take back', { from: ['aside'], to: 'open', roles: ['finance'] }),
    propose: move('提出勾对', 'Propose a match', { from: ['open', 'partly'], to: 'proposed', roles: nobody }),
    claim: move('认领', 'Claim', { from: ['open', 'proposed', 'partly'], to: 'claimed', roles: nobody }),
    match: move('勾对', 'Match', { from: ['open', 'proposed', 'claimed', 'partly'], to: 'matched', roles: nobody }),
    matchPartly: move('部分勾对', 'Match in part', { from: ['open', 'proposed', 'claimed', 'matched'], to: 'partly', roles: nobody }),
    release: move('撤销勾对', 'Release', { from: ['proposed', 'claimed', 'partly', 'matched'], to: 'open', roles: nobody }),
  },
  frozen: { proposed: told, claimed: told, partly: told, matched: told, aside: told },
}
