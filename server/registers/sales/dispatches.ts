/** Dispatch notices 产品发运通知单: from the eight mandatory fields over money, stock and finance stamp to loading and the customer's receipt (ORD-08…11, ORD-20, PAY-08). */
import { defineRegister, section } from '../../definition/define.ts'
import { choice, date, dateTime, file, lines, link, longText, money, number, quantity, text, unitPrice } from '../../definition/fields.ts'
import { bases } from '../credit/creditDecisions.ts'
import { dispatchPermissions } from './dispatches.permissions.ts'
import { dispatchWorkflow } from './dispatches.workflow.ts'
import { freightTerms, shippingModes } from './shipping.ts'

export const dispatches = defineRegister('dispatches', '发运通知单', 'Dispatch notices', {
  system: 'sales',
  title: 'number',
  number: 'FY-{yyyy}{mm}-{0000}',
  help: [
    '物流在货款与库存确认后开出，财务盖章，库房装车（ORD-08）。',
    'Issued by logistics once money and stock are confirmed, stamped by finance, loaded by the warehouse (ORD-08).',
  ],
  fields: {
    order: link('订单', 'Order', 'orders', { required: true, choose: { status: ['confirmed', 'closed'] } }),
    contract: link('合同', 'Contract', 'contracts', {
      choose: { customer: '$record.customer', status: 'signed' },
      help: ['取自订单；必备（ORD-08）。', "The order's; mandatory (ORD-08)."],
    }),
    customer: link('客户', 'Customer', 'customers', { readOnly: true }),
    salesperson: link('客户经理', 'Salesperson', 'users', { readOnly: true }),
    department: link('部门', 'Department', 'departments', { readOnly: true }),
    date: date('开单日期', 'Date', { required: true, default: '$today' }),
    shipBy: date('要求发运时间', 'Ship by'),
    sequence: text('发运顺序', 'Ship sequence', { max: 60 }),
    consignee: text('收货人及电话', 'Consignee and telephone', { max: 120 }),
    deliverTo: text('收货地址', 'Deliver to', { max: 200 }),
    lines: lines(
      '明细',
      'Lines',
      {
        product: link('产品', 'Product', 'products', { required: true }),
        orderLine: number('订单行', 'Order line', { readOnly: true, internal: true }),
        specification: text('规格', 'Specification', { max: 120 }),
        packing: text('包装', 'Packing', { max: 120 }),
        quantity: quantity('数量', 'Quantity', { required: true, min: '0.001' }),
        unitPrice: unitPrice('单价', 'Unit price', { readOnly: true }),
        amount: money('金额', 'Amount', { derive: { product: ['quantity', 'unitPrice'] } }),
        counted: quantity('装车清点数', 'Counted', { min: '0' }),
        difference: text('差异说明', 'Difference explained', { max: 200 }),
      },
      { help: ['留空则取订单未发的余量；单价取自订单。', "What is left of the order when empty; prices are the order's."] },
    ),
    quantity: quantity('总数量', 'Quantity', { derive: { sum: 'lines.quantity' } }),
    total: money('总金额', 'Total', { derive: { sum: 'lines.amount' } }),
    attachments: file('随货附件', 'Attachments', {
      help: ['促销品清单、检验报告等（ORD-08）。', 'Promotion goods, inspection reports (ORD-08).'],
    }),
    noAttachments: text('无附件原因', 'Why there are none', { max: 200 }),
    carrier: link('承运商', 'Carrier', 'carriers'),
    mode: choice('运输方式', 'Mode', shippingModes, {
      default: 'rail',
      help: [
        '保证按时到货的前提下按铁路、公路、水运、航空的顺序选（CAR-02）。',
        'Rail, road, sea, air, in this order, where arrival on time is safe (CAR-02).',
      ],
    }),
    modeReason: text('未选铁路的原因', 'Why not rail', { max: 200 }),
    freightTerm: choice('运费结算', 'Freight term', freightTerms, {
      default: 'onArrival',
      help: ['属于本次运输，与货款无关（CF-09）。', 'Belongs to the shipment, not to the goods (CF-09).'],
    }),
    special: longText('特殊安排', 'Special arrangement', {
      max: 2000,
      help: ['特殊情况由物流与生产协调（ORD-09）。', 'Special cases are arranged with production (ORD-09).'],
    }),
    stockConfirmedBy: link('库存确认人', 'Stock confirmed by', 'users'),
    stockConfirmedAt: dateTime('库存确认时间', 'Stock confirmed at', { readOnly: true }),
    crew: text('机械与装卸安排', 'Machines and loaders', {
      max: 200,
      help: ['由库管安排（ORD-10）。', 'Arranged by the keeper (ORD-10).'],
    }),
    loadedAt: dateTime('装车时间', 'Loaded at', { readOnly: true }),
    overtime: text('加班装车的约定', 'Agreement on overtime', {
      max: 200,
      help: ['在工作时间以外装车须有规定或约定（ORD-12）。', 'Loading outside working hours needs a rule or an agreement (ORD-12).'],
    }),
    vehicle: text('车号', 'Vehicle', { max: 60 }),
    keeper: link('库管签字', 'Signed by the keeper', 'users', {
      help: ['库管与承运人双方签字（ORD-11）。', 'Keeper and carrier both sign (ORD-11).'],
    }),
    carrierSigner: text('承运人签字', 'Signed for the carrier', { max: 60 }),
    leftOn: date('实际发出日', 'Left on', {
      help: ['只在补录未批发货时填写（CRD-11）。', 'Only for goods recorded after they left without leave (CRD-11).'],
    }),
    shippedOn: date('发运日期', 'Shipped on', { readOnly: true }),
    receivedOn: date('收货日期', 'Received on'),
    receivedBy: text('收货签收人', 'Received by', { max: 60 }),
    receiptProof: file('收货确认单', 'Proof of receipt', { help: ['客户收货确认（ORD-20）。', "The customer's confirmation (ORD-20)."] }),
    invoice: link('发票', 'Invoice', 'invoices', { readOnly: true }),
    titlePassedOn: date('所有权转移日', 'Title passed on', {
      readOnly: true,
      help: ['货款结清前货物仍属公司（PAY-13）。', 'The goods stay the company’s until they are paid for (PAY-13).'],
    }),
    basis: choice('放行依据', 'Basis', bases, { readOnly: true }),
    note: longText('备注', 'Note', { max: 2000 }),
    status: choice('状态', 'Status', {
      draft: ['草稿', 'Draft'],
      checked: ['已核款核货', 'Checked'],
      stamped: ['财务已盖章', 'Stamped'],
      loaded: ['已装车', 'Loaded'],
      shipped: ['已发运', 'Shipped'],
      received: ['客户已收货', 'Received'],
      cancelled: ['已取消', 'Cancelled'],
    }),
  },
  list: ['number', 'customer', 'order', 'date', 'shipBy', 'quantity', 'total', 'status'],
  filters: ['status', 'customer', 'order', 'carrier', 'mode', 'salesperson', 'department', 'date', 'shipBy', 'shippedOn', 'basis'],
  search: ['number', 'consignee', 'vehicle', 'note'],
  sort: ['date', 'DESC'],
  form: [
    section('通知单', 'Notice', ['order', 'contract', 'date', 'shipBy', 'sequence', 'consignee', 'deliverTo', 'status']),
    section('明细', 'Lines', ['lines', 'quantity', 'total', 'attachments', 'noAttachments']),
    section('运输', 'Transport', ['carrier', 'mode', 'modeReason', 'freightTerm', 'special']),
    section('核货与装车', 'Stock and loading', ['stockConfirmedBy', 'crew', 'vehicle', 'loadedAt', 'overtime', 'keeper', 'carrierSigner']),
    section('发运与收货', 'Shipping and receipt', ['leftOn', 'shippedOn', 'receivedOn', 'receivedBy', 'receiptProof', 'note']),
    section('自动生成', 'Kept by the system', [
      'customer',
      'salesperson',
      'department',
      'stockConfirmedAt',
      'basis',
      'invoice',
      'titlePassedOn',
    ]),
  ],
  scopes: { own: { salesperson: '$me' }, department: { department: { under: '$department' } } },
  keys: ['number'],
  booked: { on: 'shippedOn', states: ['shipped', 'received'], figures: ['customer', 'total'] },
  workflow: dispatchWorkflow,
  permissions: dispatchPermissions,
})
