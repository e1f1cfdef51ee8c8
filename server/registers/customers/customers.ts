/** The customer archive 客户档案 (ARC-01): every party from first contact on, with the whole information card; the customer is the company's, staff hold assignments (ARC-32). */
import { defineRegister, section } from '../../definition/define.ts'
import { choice, choices, creditCode, date, file, link, longText, number, percent, region, text, yesNo } from '../../definition/fields.ts'
import { full, keep, look, manage, study } from '../grants.ts'
import { paymentModes } from '../paymentModes.ts'
import { informationCard } from './informationCard.ts'

const personal = Object.entries(informationCard).flatMap(([name, field]) => ('sensitive' in field && field.sensitive ? [name] : []))

const form = [
  section('基本信息', 'Basics', [
    'name',
    'shortName',
    'creditCode',
    'stage',
    'region',
    'address',
    'phone',
    'industry',
    'channel',
    'externalCode',
  ]),
  section('分类与分级', 'Classes and grades', ['partyKind', 'partyClass', 'dealings', 'tier', 'abc']),
  section('企业情况', 'The enterprise', ['legalForm', 'foundedOn', 'firstTradeOn', 'headcount', 'annualSales']),
  section('法定代表人', 'Legal representative', ['representative', ...personal]),
  section('归属', 'Ownership', ['owner', 'handoverOn', 'handoverReason', 'department', 'developer']),
  section('结算与授信', 'Payment and credit', ['paymentMode', 'creditDays', 'creditStatus', 'idCopy', 'idCopyHeld']),
  section('四类信息', 'Four kinds of information', ['infoBasic', 'infoBusiness', 'infoMarket', 'infoCooperation']),
  section('档案', 'Archive', ['openedOn', 'openedAt', 'custodian', 'secrecy', 'fileParts', 'completeness', 'attachments', 'note']),
]

/** Payment terms are set by finance (GRD-25). */
const terms = ['paymentMode', 'creditDays', 'creditStatus']

/** The secret level is the archive keeper's (SEC-07). */
const secrecy = ['secrecy']
const exceptTerms = form.flatMap(({ fields }) => fields).filter((name) => !terms.includes(name))

/** What those who make and move the goods see of a customer. */
const consignee = look('all', {
  hidden: [...personal, 'annualSales', 'infoBusiness', 'infoMarket', 'infoCooperation', 'idCopy', 'idCopyHeld', ...terms],
})

export const customers = defineRegister('customers', '客户', 'Customers', {
  system: 'customers',
  title: 'name',
  number: 'C-{yyyy}-{0000}',
  help: [
    '客户属于公司（ARC-32）；档案从首次接触建到长期维护，随时更新（ARC-08）。',
    'A customer belongs to the company (ARC-32); the file runs from first contact to upkeep and is always current (ARC-08).',
  ],
  fields: {
    name: text('客户名称', 'Name', { required: true, max: 120 }),
    shortName: text('简称', 'Short name', { max: 60 }),
    creditCode: creditCode('统一社会信用代码', 'Social-credit code', { unique: true }),
    externalCode: text('外部编码', 'External code', {
      unique: true,
      max: 60,
      help: ['其他系统中的客户编码，导入时用来对应。', 'The code in another system; imports match by it.'],
    }),
    stage: choice(
      '阶段',
      'Stage',
      {
        potential: ['潜在', 'Potential'],
        contacted: ['已接触', 'Contacted'],
        contracted: ['已签约', 'Contracted'],
        customer: ['正式客户', 'Customer'],
        ended: ['终止往来', 'Ended'],
      },
      {
        required: true,
        default: 'potential',
        help: [
          '签约、首次下单时自动前移；报表自选口径（ARC-08，CF-20）。',
          'Moves forward by itself at signing and first order; reports choose whom to count (ARC-08, CF-20).',
        ],
      },
    ),
    partyKind: choice(
      '往来类别',
      'Kind of party',
      {
        main: ['主营业务客户', 'Main-business customer'],
        service: ['非营业务性服务商', 'Non-business service provider'],
        potential: ['潜在客户', 'Potential customer'],
      },
      { default: 'main', help: ['第一种分类法（ARC-14）。', 'First scheme (ARC-14).'] },
    ),
    partyClass: choice(
      '一般 / 特殊',
      'General or special',
      { general: ['一般客户', 'General'], special: ['特殊客户', 'Special'] },
      {
        default: 'general',
        help: [
          '第二种分类法（ARC-15）：特殊客户指律师、财务顾问、广告、公关、银行、保险等。',
          'Second scheme (ARC-15): special means lawyers, advisers, advertising, PR, banks, insurers.',
        ],
      },
    ),
    dealings: choices(
      '往来方式',
      'Dealings',
      { buys: ['购买', 'Buys'], sells: ['供应', 'Sells'], cooperates: ['合作', 'Cooperates'], consults: ['咨询', 'Consults'] },
      {
        help: [
          '与公司有购、销、合作、咨询往来者均为客户（ARC-16）。',
          'Buying, selling, cooperating or consulting makes a customer (ARC-16).',
        ],
      },
    ),
    tier: choice(
      '客户层级',
      'Tier',
      {
        strategic: ['战略合作', 'Strategic'],
        key: ['重点', 'Key'],
        general: ['一般', 'General'],
        reserve: ['储备', 'Reserve'],
      },
      { default: 'reserve', help: ['全公司统一的四个层级（GRD-01）。', 'The one company-wide tier (GRD-01).'] },
    ),
    abc: choice(
      'ABC 分级',
      'ABC grade',
      { A: ['A 级', 'A'], B: ['B 级', 'B'], C: ['C 级', 'C'] },
      { help: ['按业务量、重要性、合作意愿分级（GRD-04）。', 'By volume, importance and willingness (GRD-04).'] },
    ),
    industry: choice('行业', 'Industry', {
      wholesale: ['批发', 'Wholesale'],
      supermarket: ['商超', 'Supermarkets'],
      retail: ['零售', 'Retail'],
      catering: ['餐饮', 'Catering'],
      ecommerce: ['电商', 'E-commerce'],
      manufacturing: ['加工制造', 'Manufacturing'],
      institution: ['机关团体', 'Institutions'],
      service: ['服务', 'Services'],
      other: ['其他', 'Other'],
    }),
    channel: choice('渠道', 'Channel', {
      distributor: ['经销商', 'Distributor'],
      direct: ['直销', 'Direct'],
      keyAccount: ['重点直营', 'Key account'],
      online: ['线上', 'Online'],
      export: ['出口', 'Export'],
      walkIn: ['散客', 'Walk-in'],
    }),
    region: region('所在地区', 'Region'),
    ...informationCard,
    owner: link('客户经理', 'Account manager', 'users', {
      help: [
        '一人全面负责（ORG-11）；变更自动记入归属记录（ARC-32）。',
        'One person in full charge (ORG-11); a change is kept in the assignments (ARC-32).',
      ],
    }),
    handoverOn: date('移交日期', 'Handed over on', {
      help: [
        '变更客户经理的生效日期，留空为今天（ARC-32）。',
        'When the change of account manager takes effect; today when empty (ARC-32).',
      ],
    }),
    handoverReason: text('移交原因', 'Handover reason', {
      max: 200,
      help: ['变更客户经理时填写，随归属记录保存。', 'Filled in when the account manager changes; kept with the assignment.'],
    }),
    department: link('所属部门', 'Department', 'departments', {
      help: ['留空则随客户经理。', 'Follows the account manager when left empty.'],
    }),
    developer: link('开发人', 'Developed by', 'users', {
      help: ['新客户由开发人报信息专员建档（ARC-17）。', 'Who filed the new customer with the information specialist (ARC-17).'],
    }),
    openedOn: date('建档日期', 'File opened on', { default: '$today' }),
    openedAt: choice(
      '建档时点',
      'Opened at',
      { contact: ['首次接触', 'First contact'], trade: ['首次交易', 'First trade'], rule: ['规定期限内', 'Within a set time'] },
      {
        default: 'contact',
        help: ['各制度建档时点不同，逐户记录（CF-15）。', 'Policies differ on when a file opens; kept per customer (CF-15).'],
      },
    ),
    paymentMode: choice('结算方式', 'Payment mode', paymentModes, {
      help: ['合同未约定时适用；都未定时先款后货（CF-07）。', 'Where the contract does not say; prepaid when neither does (CF-07).'],
    }),
    creditDays: number('账期（天）', 'Credit days', {
      min: 0,
      max: 3660,
      help: ['合同未约定时适用。', 'Where the contract does not say.'],
    }),
    creditStatus: choice(
      '信用状况',
      'Credit standing',
      {
        good: ['正常', 'Good'],
        watch: ['关注', 'Watch'],
        restricted: ['受限（提高预付）', 'Restricted (more prepaid)'],
        stopped: ['停止赊销', 'Stopped'],
      },
      {
        default: 'good',
        help: [
          '信用恶化时限供、提高预付、加强催收（GRD-21、PAY-10）。',
          'On bad credit supply is limited, more is prepaid, collection is pressed (GRD-21, PAY-10).',
        ],
      },
    ),
    idCopy: file('开户人证件复印件', "Copy of the opener's ID", {
      max: 4,
      help: ['授信的前提之一（CRD-01、ARC-30）。', 'One of the conditions of credit (CRD-01, ARC-30).'],
    }),
    idCopyHeld: yesNo('证件复印件已存', 'ID copy held', {
      readOnly: true,
      help: ['有无复印件，供统计；文件本身不进入统计。', 'Whether there is a copy, for statistics; the file itself stays out of them.'],
    }),
    custodian: link('档案保管部门', 'Custodian', 'departments', {
      help: ['实物档案只有一份，由此部门保管（CF-26）。', 'The one physical file is held here (CF-26).'],
    }),
    secrecy: choice(
      '密级',
      'Secret level',
      { normal: ['普通', 'Normal'], confidential: ['机密', 'Confidential'], topSecret: ['绝密', 'Top secret'] },
      {
        default: 'normal',
        help: [
          '由档案管理员定（SEC-07）；机密、绝密客户在 SQL 数据中只有编号。',
          'Set by the keeper of the archive (SEC-07); of a confidential or top-secret customer, data for SQL have the number alone.',
        ],
      },
    ),
    infoBasic: longText('基础信息', 'Basic information', { max: 5000 }),
    infoBusiness: longText('经营信息', 'Business information', { max: 5000 }),
    infoMarket: longText('市场信息', 'Market information', { max: 5000 }),
    infoCooperation: longText('合作信息', 'Cooperation information', { max: 5000 }),
    fileParts: choices(
      '档案组成',
      'Parts of the file',
      {
        card: ['信息卡', 'Information card'],
        contracts: ['合同', 'Contracts'],
        sales: ['销售统计', 'Sales statistics'],
        market: ['市场分析', 'Market analysis'],
      },
      { readOnly: true, help: ['档案四部分（ARC-06），自动维护。', 'The four parts of a file (ARC-06), kept by itself.'] },
    ),
    completeness: percent('档案完整度', 'Completeness', {
      readOnly: true,
      help: ['四部分各占 25%，信息卡按已填项计（ARC-06）。', 'A quarter for each part; the card counts by fields filled in (ARC-06).'],
    }),
    attachments: file('资料附件', 'Papers', {
      help: ['会议纪要、往来函件、访问表等（ARC-07）。', 'Minutes, letters, visit sheets and the like (ARC-07).'],
    }),
    note: longText('备注', 'Note', { max: 5000 }),
  },
  list: ['name', 'number', 'stage', 'tier', 'owner', 'region', 'completeness', 'updatedAt'],
  filters: [
    'stage',
    'tier',
    'abc',
    'owner',
    'department',
    'region',
    'channel',
    'industry',
    'partyKind',
    'partyClass',
    'fileParts',
    'secrecy',
    'paymentMode',
    'openedOn',
  ],
  search: ['name', 'shortName', 'number', 'creditCode', 'externalCode', 'phone'],
  sort: ['id', 'DESC'],
  form,
  scopes: { own: { owner: '$me' }, department: { department: { under: '$department' } } },
  keys: ['number', 'externalCode', 'creditCode', 'name'],
  logReads: true,
  permissions: {
    administrator: full,
    executive: study('all'),
    analyst: study('all', { hidden: [...personal, 'infoBusiness', 'idCopy'] }),
    sales: keep('own', { reveal: true, readOnly: ['owner', 'handoverOn', 'handoverReason', 'department', 'tier', ...secrecy, ...terms] }),
    salesManager: manage('department', { import: true, reveal: true, readOnly: [...secrecy, ...terms] }),
    regionalManager: keep('department', { export: true, reveal: true, readOnly: [...secrecy, ...terms] }),
    salesClerk: keep('department', {
      export: true,
      import: true,
      readOnly: ['owner', 'handoverOn', 'handoverReason', 'tier', 'abc', ...secrecy, ...terms],
    }),
    finance: { read: 'all', update: 'all', export: true, hidden: personal, readOnly: exceptTerms },
    logistics: consignee,
    warehouse: consignee,
    production: consignee,
    marketHead: study('all', { hidden: personal }),
    marketingVP: study('all', { hidden: personal }),
    archiveKeeper: keep('all', {
      export: true,
      import: true,
      reveal: true,
      readOnly: ['owner', 'handoverOn', 'handoverReason', 'tier', 'abc', ...terms],
    }),
    auditor: study('all'),
  },
})
