/** The fields of the customer basic-information card 客户基本信息卡 (ARC-02), filled in by the salesperson; personal details of the legal representative are sensitive. */
import { choice, date, longText, money, number, phone, text } from '../../definition/fields.ts'
import type { Fields } from '../../definition/types.ts'

const personal = { sensitive: true, max: 500 } as const

export const informationCard = {
  address: text('注册地址', 'Registered address', { max: 200 }),
  phone: phone('公司电话', 'Phone'),
  legalForm: choice('企业形式', 'Legal form', {
    limited: ['有限责任公司', 'Limited company'],
    jointStock: ['股份有限公司', 'Joint-stock company'],
    stateOwned: ['国有企业', 'State-owned enterprise'],
    partnership: ['合伙企业', 'Partnership'],
    soleTrader: ['个体工商户', 'Sole trader'],
    institution: ['事业单位', 'Public institution'],
    foreign: ['外商投资企业', 'Foreign-invested enterprise'],
    person: ['自然人', 'Natural person'],
    other: ['其他', 'Other'],
  }),
  foundedOn: date('成立日期', 'Founded on'),
  firstTradeOn: date('首次交易日期', 'First traded on'),
  headcount: number('员工人数', 'Headcount', { min: 0, max: 10_000_000 }),
  annualSales: money('年销售额', 'Annual sales', { min: '0' }),
  representative: text('法定代表人', 'Legal representative', { max: 60 }),
  representativeAge: number('年龄', 'Age', { min: 14, max: 120, sensitive: true }),
  representativeEducation: choice(
    '学历',
    'Education',
    {
      school: ['初中及以下', 'Lower secondary or below'],
      high: ['高中 / 中专', 'Upper secondary'],
      college: ['大专', 'Junior college'],
      bachelor: ['本科', 'Bachelor'],
      master: ['硕士', 'Master'],
      doctor: ['博士', 'Doctor'],
    },
    { sensitive: true },
  ),
  representativeCharacter: text('性格', 'Character', personal),
  representativeInterests: text('兴趣', 'Interests', personal),
  representativeHobbies: text('爱好', 'Hobbies', personal),
  representativeFamily: longText('家庭情况', 'Family', { sensitive: true, max: 2000 }),
  representativeAbilities: text('能力', 'Abilities', personal),
  representativeBackground: longText('经历背景', 'Background', { sensitive: true, max: 2000 }),
} satisfies Fields

/** What must be filled in for the card to count as present in the four-part file (ARC-06); the personal details are welcome, not demanded. */
export const requiredCardFields = [
  'name',
  'address',
  'phone',
  'legalForm',
  'representative',
  'foundedOn',
  'firstTradeOn',
  'headcount',
  'annualSales',
] as const
