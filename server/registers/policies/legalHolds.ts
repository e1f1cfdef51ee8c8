/** Legal holds 法律保全 (CF-24): papers of a dispute or an audit that nobody deletes until the hold is lifted, however old they are. */
import { defineRegister, move, section } from '../../definition/define.ts'
import { choice, date, file, link, longText, text } from '../../definition/fields.ts'
import { full, keep, look, study } from '../grants.ts'

export const legalHolds = defineRegister('legalHolds', '法律保全', 'Legal holds', {
  system: 'policies',
  title: 'matter',
  number: 'BQ-{yyyy}-{000}',
  help: [
    '诉讼、审计期间，所涉单据不得删除，保存期限届满亦然（CF-24）；解除须写明原因。',
    'During a lawsuit or an audit its papers are not deleted, even when their time is over (CF-24); lifting a hold takes a reason.',
  ],
  fields: {
    matter: text('案由', 'Matter', { required: true, max: 200 }),
    customer: link('客户', 'Customer', 'customers', {
      help: [
        '该客户的全部单据；留空则为该期间所有客户的单据与账簿。',
        'All papers that name it; those of all customers, and the books, of the time when empty.',
      ],
    }),
    from: date('单据自', 'Papers from', { required: true }),
    until: date('单据至', 'Papers until', { help: ['留空则至今及以后。', 'Up to now and later when empty.'] }),
    reason: longText('依据', 'Reason', {
      required: true,
      max: 2000,
      help: ['法院、审计或律师的文书。', 'What the court, auditor or lawyer wrote.'],
    }),
    evidence: file('文书', 'Papers of the court'),
    status: choice('状态', 'Status', { inForce: ['保全中', 'In force'], lifted: ['已解除', 'Lifted'] }),
  },
  list: ['matter', 'customer', 'from', 'until', 'status'],
  filters: ['status', 'customer', 'from', 'until'],
  search: ['number', 'matter', 'reason'],
  sort: ['id', 'DESC'],
  form: [section('保全', 'Hold', ['matter', 'customer', 'from', 'until', 'reason', 'evidence', 'status'])],
  keys: ['number'],
  workflow: {
    field: 'status',
    start: 'inForce',
    moves: {
      lift: move('解除', 'Lift', { from: ['inForce'], to: 'lifted', roles: ['administrator', 'executive'], reason: true }),
    },
    frozen: { inForce: ['*'], lifted: ['*'] },
  },
  permissions: {
    administrator: full,
    executive: keep('all', { export: true }),
    finance: look('all'),
    analyst: study('all'),
    auditor: study('all'),
  },
})
