/** Bank statements 银行对账单 (PAY-14): one account over some days, as the bank told it; whether it adds up and follows on the one before is worked out. */
import { defineRegister, section } from '../../definition/define.ts'
import { choice, date, link, longText, money, number, text, yesNo } from '../../definition/fields.ts'
import { full, keep, look, study } from '../grants.ts'

export const bankStatements = defineRegister('bankStatements', '银行对账单', 'Bank statements', {
  system: 'reconciliation',
  title: 'number',
  number: 'YH-{yyyy}{mm}-{0000}',
  help: [
    '从网银下载的对账单，用“导入银行对账单”读入（PAY-14）；期初加流水须等于期末，各期之间不得断开。',
    'Statements downloaded from the bank, brought in by “Import a bank statement” (PAY-14); opening plus lines makes closing, and no days are left out in between.',
  ],
  fields: {
    account: link('公司账户', 'Company account', 'bankAccounts', { required: true }),
    from: date('起始日', 'From', { required: true }),
    to: date('截止日', 'To', { required: true }),
    opening: money('期初余额', 'Opening balance', {
      help: ['对账单未写余额时可不填，但无法核对。', 'May be left empty when the file tells no balance; nothing can be checked then.'],
    }),
    closing: money('期末余额', 'Closing balance'),
    credited: money('收入合计', 'Credited', { readOnly: true, default: '0' }),
    debited: money('支出合计', 'Debited', { readOnly: true, default: '0' }),
    expected: money('推算期末', 'Expected closing', {
      readOnly: true,
      help: ['期初余额加全部流水。', 'The opening balance with all lines added.'],
    }),
    count: number('流水笔数', 'Lines', { readOnly: true, default: 0 }),
    format: choice(
      '来源格式',
      'Format',
      {
        csv: ['CSV', 'CSV'],
        xlsx: ['Excel', 'Excel'],
        mt940: ['MT940', 'MT940'],
        camt053: ['CAMT.053', 'CAMT.053'],
        manual: ['手工录入', 'Typed in'],
      },
      { required: true, default: 'manual' },
    ),
    fileName: text('文件名', 'File', { readOnly: true, max: 200 }),
    complete: yesNo('已核平', 'Adds up', {
      readOnly: true,
      default: false,
      help: ['期初加流水等于期末，且与前一期相接。', 'Opening plus lines makes closing, and it follows on the statement before.'],
    }),
    fault: longText('不平说明', 'What does not add up', { readOnly: true, bilingual: true, max: 2000 }),
    note: longText('备注', 'Note', { max: 2000 }),
  },
  list: ['number', 'account', 'from', 'to', 'opening', 'credited', 'debited', 'closing', 'complete'],
  filters: ['account', 'from', 'to', 'complete', 'format'],
  search: ['number', 'fileName', 'note'],
  sort: ['to', 'DESC'],
  form: [
    section('对账单', 'Statement', ['account', 'from', 'to', 'opening', 'closing', 'format']),
    section('核对', 'Check', ['credited', 'debited', 'expected', 'count', 'complete', 'fault']),
    section('其他', 'More', ['fileName', 'note']),
  ],
  keys: ['number'],
  booked: { on: 'to', figures: ['account', 'from', 'opening', 'closing'] },
  retained: { from: 'to', since: 'from', policy: 'retention.bank' },
  permissions: {
    administrator: full,
    executive: study('all'),
    analyst: study('all'),
    salesClerk: look('all'),
    finance: keep('all', { remove: 'all', export: true, import: true }),
    marketHead: study('all'),
    auditor: study('all'),
  },
})
