/** For each kind: a field of it, good inputs with what they become over the wire, bad inputs, and filters with what they should find. The contract test runs over all of them. */
import * as f from '../../server/definition/fields.ts'
import type { Field, KindName } from '../../server/definition/types.ts'

export interface Fixture {
  readonly field: Field
  /** Input and what comes back. The first two are distinct, in ascending order where the kind has one. */
  readonly good: readonly (readonly [input: unknown, shown: unknown])[]
  readonly bad: readonly unknown[]
}

const long = 'x'.repeat(300)
const hostile = ['a\u0000b', '\ud800', { a: 1 }, ['x'], true]

export const fixtures: Readonly<Record<Exclude<KindName, 'lines' | 'link' | 'file'>, Fixture>> = {
  text: {
    field: f.text('文字', 'Text', { max: 200 }),
    good: [
      ['  安徽  ', '安徽'],
      [`'; drop table x; -- <script>alert(1)</script> = + - @`, `'; drop table x; -- <script>alert(1)</script> = + - @`],
      ['100%_\\', '100%_\\'],
    ],
    bad: [...hostile, long, 'two\nlines'],
  },
  longText: {
    field: f.longText('长文', 'Long text', { max: 280 }),
    good: [
      ['a\r\nb', 'a\nb'],
      ['z', 'z'],
    ],
    bad: [...hostile, long],
  },
  number: {
    field: f.number('整数', 'Number', { min: -5, max: 10 }),
    good: [
      [-5, -5],
      ['7', 7],
      [0, 0],
    ],
    bad: [1.5, '1.5', 'x', 11, -6, 2 ** 53, Number.NaN, {}, [], true],
  },
  decimal: {
    field: f.quantity('数量', 'Quantity'),
    good: [
      ['-1.5', '-1.500'],
      ['1234567.125', '1234567.125'],
      [0, '0.000'],
    ],
    bad: ['1.2345', 'x', '1e3', Number.NaN, Number.POSITIVE_INFINITY, {}, '9999999999999999'],
  },
  money: {
    field: f.money('金额', 'Money', { min: '-1000000.00' }),
    good: [
      ['-0.01', '-0.01'],
      ['¥1,234.50', '1234.50'],
      ['１２', '12.00'],
    ],
    bad: ['1.234', '-1000000.01', 'twelve', '1e2', {}, []],
  },
  percent: {
    field: f.percent('比例', 'Percent'),
    good: [
      ['12.5', '12.50'],
      ['12.6%', '12.60'],
    ],
    bad: ['a', '1.234'],
  },
  date: {
    field: f.date('日期', 'Date'),
    good: [
      ['2024-02-29', '2024-02-29'],
      ['2026年1月5日', '2026-01-05'],
    ],
    bad: ['2023-02-29', '2026-13-01', 'today', 5, '0001-01-01', '2026-01-01T00:00:00Z'],
  },
  dateTime: {
    field: f.dateTime('时间', 'Time'),
    good: [
      ['2026-01-05T08:00:00+08:00', '2026-01-05T00:00:00.000Z'],
      ['2026-01-05T09:30:00Z', '2026-01-05T09:30:00.000Z'],
    ],
    bad: ['2026-01-05', '2026-01-05T25:00:00Z', 'now', 1],
  },
  yesNo: {
    field: f.yesNo('是否', 'Yes or no'),
    good: [
      [false, false],
      ['是', true],
    ],
    bad: ['maybe', 2, {}],
  },
  choice: {
    field: f.choice('选择', 'Choice', { a: ['甲', 'First'], b: ['乙', 'Second'] }),
    good: [
      ['a', 'a'],
      ['Second', 'b'],
    ],
    bad: ['c', 'constructor', '__proto__', 5],
  },
  choices: {
    field: f.choices('多选', 'Choices', { a: ['甲', 'First'], b: ['乙', 'Second'] }),
    good: [
      [['a'], ['a']],
      ['乙、甲', ['a', 'b']],
    ],
    bad: [['c'], 7],
  },
  email: {
    field: f.email('邮箱', 'E-mail'),
    good: [
      ['A@Example.com', 'a@example.com'],
      ['wang@例子.cn', 'wang@例子.cn'],
    ],
    bad: ['a', 'a@b', 'a b@c.de', '<a@b.cd>'],
  },
  phone: {
    field: f.phone('电话', 'Phone'),
    good: [
      ['0951-5012345 转 8', '0951-5012345 转 8'],
      ['１３８００１３８０００', '13800138000'],
    ],
    bad: ['abc', '12', '1'.repeat(40)],
  },
  region: {
    field: f.region('地区', 'Region'),
    good: [
      ['110105', '110105'],
      ['宁夏回族自治区银川市兴庆区', '640104'],
      ['640000', '64'],
    ],
    bad: ['99', '火星', 5],
  },
  creditCode: {
    field: f.creditCode('信用代码', 'Credit code'),
    good: [
      ['91330100799655058B', '91330100799655058B'],
      ['9144 0300 7152 6726 XG', '9144030071526726XG'],
    ],
    bad: ['91330100799655058C', '123', '9133010079965505IB'],
  },
  json: {
    field: f.json('数据', 'Data'),
    good: [
      [{ a: 1 }, { a: 1 }],
      [
        ['a', 'b', 2],
        ['a', 'b', 2],
      ],
    ],
    bad: ['x'.repeat(20_001), '\u0000'],
  },
}
