/** Matches 勾对 (PAY-14): which papers explain which bank lines, made by the system or by a person, always undone before the month is signed. */
import { defineRegister, move, section } from '../../definition/define.ts'
import { choice, date, lines, link, longText, money, percent } from '../../definition/fields.ts'
import { full, keep, study } from '../grants.ts'

export const matches = defineRegister('matches', '勾对', 'Matches', {
  system: 'reconciliation',
  title: 'number',
  number: 'GD-{yyyy}{mm}-{00000}',
  help: [
    '银行流水与收款、退款的对应（PAY-14）：流水合计加手续费及尾差等于单据合计，任何一方都不会超出其金额；一笔流水冲正另一笔时只有流水。人工所建即时生效，月结前可随时撤销。',
    'Which receipts and refunds explain which bank lines (PAY-14): lines plus fee make papers, and neither side goes beyond its amount; a reversal has lines alone. One made by a person holds at once; each can be undone until the month is signed.',
  ],
  fields: {
    bank: lines(
      '银行流水',
      'Bank lines',
      {
        line: link('流水', 'Line', 'bankLines', { required: true }),
        amount: money('金额', 'Amount', { required: true }),
      },
      { required: true },
    ),
    papers: lines('单据', 'Papers', {
      receipt: link('收款', 'Receipt', 'receipts'),
      refund: link('退款', 'Refund', 'refunds'),
      amount: money('金额', 'Amount', {
        required: true,
        help: ['收款为正，退款为负。', 'Receipts are positive, refunds negative.'],
      }),
    }),
    banked: money('流水合计', 'Bank total', { derive: { sum: 'bank.amount' } }),
    papered: money('单据合计', 'Paper total', { derive: { sum: 'papers.amount' } }),
    fee: money('手续费及尾差', 'Fee or small difference', {
      readOnly: true,
      default: '0',
      help: [
        '单据合计减流水合计，不超过政策所定（recon.fee.most、recon.difference.most）。',
        'Papers less bank lines, within the policies recon.fee.most and recon.difference.most.',
      ],
    }),
    score: percent('把握', 'Score', { readOnly: true, default: '100', min: '0', max: '100' }),
    reason: longText('依据', 'Reason', { readOnly: true, bilingual: true, max: 2000 }),
    made: choice('来源', 'Made by', { auto: ['系统', 'System'], person: ['人工', 'Person'] }, { readOnly: true, default: 'person' }),
    month: date('所属月份', 'Month', {
      month: true,
      readOnly: true,
      help: ['所属未结月份的首日。', 'First day of the open month it belongs to.'],
    }),
    status: choice('状态', 'Status', {
      proposed: ['待确认', 'Proposed'],
      confirmed: ['已勾对', 'Confirmed'],
      undone: ['已撤销', 'Undone'],
    }),
  },
  list: ['number', 'month', 'banked', 'papered', 'fee', 'score', 'made', 'status'],
  filters: ['status', 'made', 'month', 'score', 'fee'],
  search: ['number', 'reason'],
  sort: ['id', 'DESC'],
  form: [
    section('勾对', 'Match', ['bank', 'papers', 'banked', 'papered', 'fee', 'status']),
    section('依据', 'Basis', ['score', 'reason', 'made', 'month']),
  ],
  keys: ['number'],
  booked: { on: 'month', states: ['confirmed'], figures: ['banked', 'papered', 'fee'] },
  workflow: {
    field: 'status',
    start: 'proposed',
    moves: {
      confirm: move('确认', 'Confirm', { from: ['proposed'], to: 'confirmed', roles: ['finance'] }),
      undo: move('撤销', 'Undo', { from: ['proposed', 'confirmed'], to: 'undone', roles: ['finance'] }),
    },
    frozen: { proposed: ['*'], confirmed: ['*'], undone: ['*'] },
  },
  retained: { from: 'month', policy: 'retention.bank' },
  permissions: {
    administrator: full,
    executive: study('all'),
    analyst: study('all'),
    salesClerk: study('all'),
    finance: keep('all', { export: true }),
    marketHead: study('all'),
    auditor: study('all'),
  },
})
