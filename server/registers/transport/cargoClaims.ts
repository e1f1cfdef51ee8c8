/** Cargo claims against carriers (CAR-09): loss, damage or delay, what was claimed and what was settled. */
import { defineRegister, move, section } from '../../definition/define.ts'
import { choice, date, file, link, longText, money, quantity } from '../../definition/fields.ts'
import { full, keep, look, study } from '../grants.ts'

export const cargoClaims = defineRegister('cargoClaims', '货损索赔', 'Cargo claims', {
  system: 'transport',
  title: 'number',
  number: 'SP-{yyyy}-{0000}',
  help: ['在途货损、短少、延误向承运商的索赔（CAR-09）。', 'Claims on carriers for loss, damage and delay (CAR-09).'],
  fields: {
    dispatch: link('发运通知单', 'Dispatch', 'dispatches', { required: true }),
    carrier: link('承运商', 'Carrier', 'carriers', { help: ['留空则取通知单的承运商。', "The notice's carrier when left empty."] }),
    customer: link('客户', 'Customer', 'customers', { readOnly: true }),
    kind: choice('类别', 'Kind', { loss: ['短少丢失', 'Loss'], damage: ['破损', 'Damage'], late: ['延误', 'Late'] }, { required: true }),
    date: date('发现日期', 'Found on', { required: true, default: '$today' }),
    product: link('产品', 'Product', 'products'),
    quantity: quantity('数量', 'Quantity', { min: '0' }),
    claimed: money('索赔金额', 'Claimed', { required: true, min: '0' }),
    settled: money('赔付金额', 'Settled', { min: '0' }),
    settledOn: date('赔付日期', 'Settled on'),
    description: longText('经过', 'What happened', { max: 5000 }),
    proof: file('证明', 'Proof'),
    status: choice('状态', 'Status', {
      open: ['待索赔', 'Open'],
      claimed: ['索赔中', 'Claimed'],
      settled: ['已赔付', 'Settled'],
      dropped: ['已放弃', 'Dropped'],
    }),
  },
  list: ['number', 'dispatch', 'carrier', 'kind', 'date', 'claimed', 'settled', 'status'],
  filters: ['status', 'carrier', 'kind', 'date', 'customer', 'dispatch'],
  search: ['number', 'description'],
  sort: ['date', 'DESC'],
  form: [
    section('索赔', 'Claim', ['dispatch', 'carrier', 'kind', 'date', 'product', 'quantity', 'claimed', 'description', 'proof', 'status']),
    section('赔付', 'Settlement', ['settled', 'settledOn', 'customer']),
  ],
  keys: ['number'],
  workflow: {
    field: 'status',
    start: 'open',
    moves: {
      claim: move('提出索赔', 'Claim', { from: ['open'], to: 'claimed', roles: ['administrator', 'logistics'] }),
      settle: move('赔付', 'Settle', {
        from: ['claimed'],
        to: 'settled',
        roles: ['administrator', 'logistics', 'finance'],
        when: { settled: { empty: false }, settledOn: { empty: false } },
        unless: ['请先填写赔付金额与日期（CAR-09）。', 'Enter what was settled and when first (CAR-09).'],
      }),
      drop: move('放弃', 'Drop', {
        from: ['open', 'claimed'],
        to: 'dropped',
        roles: ['administrator', 'logistics', 'marketHead'],
        reason: true,
      }),
    },
    frozen: { claimed: ['dispatch', 'carrier', 'kind', 'claimed'], settled: ['*'], dropped: ['*'] },
  },
  permissions: {
    administrator: full,
    executive: study('all'),
    analyst: study('all'),
    finance: { read: 'all', update: 'all', export: true, readOnly: ['dispatch', 'carrier', 'kind', 'claimed'] },
    logistics: keep('all', { remove: 'all', export: true }),
    warehouse: look('all'),
    marketHead: { read: 'all', update: 'all', export: true },
    marketingVP: look('all'),
    salesManager: look('all'),
    auditor: study('all'),
  },
})
