/** The invoice register 开票登记 (PAY-15): what is owed, since when and until when; what came in against it follows from receipts, returns and bad debts. */
import { bindingStates } from '../../credit/index.ts'
import { defineRegister, move, section } from '../../definition/define.ts'
import { choice, date, file, lines, link, longText, money, quantity, text, unitPrice, yesNo } from '../../definition/fields.ts'
import { full, keep, look, study } from '../grants.ts'

export const invoices = defineRegister('invoices', '发票', 'Invoices', {
  system: 'sales',
  title: 'number',
  number: 'FP-{yyyy}{mm}-{00000}',
  help: [
    '按发运通知单或手工开票（PAY-15）；已收、已冲、核销由单据自动得出。',
    'Made for dispatches or by hand (PAY-15); what is received, credited and written off follows from papers.',
  ],
  fields: {
    taxNumber: text('税务发票号', 'Tax number', { unique: true, max: 60 }),
    customer: link('客户', 'Customer', 'customers', { required: true }),
    contract: link('合同', 'Contract', 'contracts', {
      choose: { status: ['signed', 'ended'] },
      help: ['须为同一客户的合同（ORD-13）。', 'A contract of the same customer (ORD-13).'],
    }),
    salesperson: link('客户经理', 'Salesperson', 'users', {
      help: ['留空则取客户的客户经理。', "The customer's account manager when left empty."],
    }),
    department: link('部门', 'Department', 'departments', {
      help: ['留空则取客户经理所在部门。', "The salesperson's department when left empty."],
    }),
    date: date('开票日期', 'Date', { required: true, default: '$today' }),
    dueOn: date('到期日', 'Due on', {
      readOnly: true,
      help: [
        '开票日加账期：合同、客户、政策依次取值；先款后货与现结当日到期（CF-07）。',
        'Date plus credit days of contract, customer or policy; prepaid and cash are due at once (CF-07).',
      ],
    }),
    lines: lines(
      '明细',
      'Lines',
      {
        dispatch: link('发运通知单', 'Dispatch', 'dispatches', {
          choose: { customer: '$record.customer', status: bindingStates, invoice: null },
        }),
        product: link('产品', 'Product', 'products'),
        description: text('说明', 'Description', { max: 200 }),
        quantity: quantity('数量', 'Quantity', { min: '0.001' }),
        unitPrice: unitPrice('单价', 'Unit price', { min: '0' }),
        amount: money('金额', 'Amount', { derive: { product: ['quantity', 'unitPrice'] } }),
      },
      {
        required: true,
        help: [
          '选了发运通知单，产品、数量、单价即取自该单；一单只开一次。',
          'Product, quantity and price are those of the dispatch where one is chosen; each is invoiced once.',
        ],
      },
    ),
    total: money('金额', 'Total', { derive: { sum: 'lines.amount' } }),
    opening: yesNo('期初余额', 'Brought over', {
      default: false,
      help: [
        '启用本系统前的欠款，由财务录入，不经授信检查。',
        'Owed from before this system, entered by finance; not asked at the credit gate.',
      ],
    }),
    received: money('已收', 'Received', { readOnly: true, default: '0' }),
    credited: money('退货冲减', 'Credited', { readOnly: true, default: '0' }),
    writtenOff: money('坏账核销', 'Written off', { readOnly: true, default: '0' }),
    discounted: money('折让与差额', 'Discounted', {
      readOnly: true,
      default: '0',
      help: ['由已批准的折让与小额差异得出（PAY-14）。', 'Out of approved discounts and small differences (PAY-14).'],
    }),
    adjusted: money('更正', 'Adjusted', {
      readOnly: true,
      default: '0',
      help: ['由已批准的更正得出，正数增加应收（PAY-14）。', 'Out of approved corrections; positive adds to what is owed (PAY-14).'],
    }),
    cleared: money('已清', 'Cleared', {
      readOnly: true,
      default: '0',
      help: ['已收、冲减、核销与折让之和，减更正。', 'Received, credited, written off and discounted, less what was adjusted.'],
    }),
    outstanding: money('未清', 'Outstanding', { derive: { difference: ['total', 'cleared'] } }),
    issuedOn: date('开具日', 'Issued on', { readOnly: true }),
    closedOn: date('结清日', 'Closed on', { readOnly: true }),
    note: longText('备注', 'Note', { max: 2000 }),
    attachments: file('附件', 'Attachments'),
    status: choice('状态', 'Status', { draft: ['草稿', 'Draft'], issued: ['已开具', 'Issued'], void: ['作废', 'Void'] }),
  },
  list: ['number', 'taxNumber', 'customer', 'date', 'dueOn', 'total', 'outstanding', 'closedOn', 'status'],
  filters: ['status', 'customer', 'salesperson', 'department', 'date', 'dueOn', 'outstanding', 'closedOn', 'contract'],
  search: ['number', 'taxNumber', 'note'],
  sort: ['date', 'DESC'],
  form: [
    section('发票', 'Invoice', ['customer', 'contract', 'date', 'dueOn', 'taxNumber', 'salesperson', 'department', 'opening', 'status']),
    section('明细', 'Lines', ['lines', 'total']),
    section('清偿', 'Settlement', [
      'received',
      'credited',
      'writtenOff',
      'discounted',
      'adjusted',
      'cleared',
      'outstanding',
      'issuedOn',
      'closedOn',
    ]),
    section('其他', 'More', ['note', 'attachments']),
  ],
  scopes: { own: { salesperson: '$me' }, department: { department: { under: '$department' } } },
  keys: ['number', 'taxNumber'],
  booked: { on: 'date', states: ['issued'], figures: ['customer', 'total'] },
  workflow: {
    field: 'status',
    start: 'draft',
    moves: {
      issue: move('开具', 'Issue', { from: ['draft'], to: 'issued', roles: ['administrator', 'finance'] }),
      void: move('作废', 'Void', {
        from: ['draft', 'issued'],
        to: 'void',
        roles: ['administrator', 'finance'],
        reason: true,
        when: { cleared: 0, received: 0, $or: [{ adjusted: 0 }, { adjusted: { empty: true } }] },
        unless: [
          '已有收款、冲减、核销或调整的发票不能作废（PAY-15）；请先撤销这些分配，或办理退货。',
          'An invoice with money received, credited, written off or adjusted cannot be voided (PAY-15); take those back first, or book a return.',
        ],
      }),
    },
    frozen: {
      issued: ['taxNumber', 'customer', 'contract', 'opening', 'salesperson', 'department', 'date', 'lines', 'attachments'],
      void: ['*'],
    },
  },
  clocks: {
    payment: {
      label: ['收款', 'Payment'],
      from: 'issuedOn',
      due: { field: 'dueOn' },
      until: { $or: [{ outstanding: { lte: '0' } }, { status: { ne: 'issued' } }] },
      who: 'salesperson',
    },
  },
  permissions: {
    administrator: full,
    executive: study('all'),
    analyst: study('all'),
    sales: look('own'),
    salesManager: study('department'),
    regionalManager: study('department'),
    salesClerk: keep('department', { export: true, import: true }),
    finance: keep('all', { remove: 'all', export: true, import: true }),
    marketHead: study('all'),
    marketingVP: study('all'),
    archiveKeeper: look('all'),
    auditor: study('all'),
  },
})
