/** The policy settings: one row is one value of one rule for one scope over a time; a later row takes over, an earlier one is never rewritten (§16, §17). */
import { defineRegister, section } from '../../definition/define.ts'
import { choice, date, link, longText, text } from '../../definition/fields.ts'
import type { Words } from '../../definition/words.ts'
import { policyKeys, unitLabels } from '../../policy/index.ts'
import { packs } from '../organisation/packs.ts'
import { everybodyLooks } from './everybody.ts'

const keyLabels = Object.fromEntries(Object.entries(policyKeys).map(([key, { label }]): [string, Words] => [key, label]))

export const policies = defineRegister('policies', '制度参数', 'Policy settings', {
  system: 'policies',
  title: 'key',
  number: 'ZD-{yyyy}-{0000}',
  help: [
    '每条规则的数值：按 客户 › 层级 › 单位 › 行业 › 公司 的顺序取最窄的一条；已生效的不改，另立新值。',
    'The value of each rule: the narrowest of customer › tier › unit › pack › company holds; what is in force is not rewritten, a new value follows.',
  ],
  fields: {
    key: choice('规则', 'Rule', keyLabels, { required: true }),
    value: text('值', 'Value', {
      required: true,
      max: 300,
      help: ['数字、比例（1/3）、选项或分摊表，随规则而定。', 'A number, a part (1/3), a choice or a table of parts, as the rule asks.'],
    }),
    unit: choice('单位', 'Unit', unitLabels, {
      help: ['留空取该规则的常用单位；“天”指日历天（CF-13）。', 'The usual unit when empty; a bare “day” is a calendar day (CF-13).'],
    }),
    scope: choice(
      '适用范围',
      'Scope',
      {
        company: ['全公司', 'Company'],
        pack: ['行业', 'Industry pack'],
        department: ['单位', 'Unit'],
        tier: ['客户层级', 'Tier'],
        customer: ['客户', 'Customer'],
      },
      { required: true, default: 'company' },
    ),
    pack: choice('行业', 'Industry pack', packs),
    department: link('单位', 'Unit', 'departments'),
    tier: choice('客户层级', 'Tier', {
      strategic: ['战略合作', 'Strategic'],
      key: ['重点', 'Key'],
      general: ['一般', 'General'],
      reserve: ['储备', 'Reserve'],
    }),
    customer: link('客户', 'Customer', 'customers'),
    from: date('生效日期', 'In force from', { required: true, default: '$today' }),
    to: date('失效日期', 'In force to'),
    source: text('制度条款', 'Clause', { readOnly: true, max: 40 }),
    reason: longText('依据与原因', 'Reason', {
      required: true,
      max: 2000,
      help: ['谁依据什么文件作此规定。', 'Which document or decision says so.'],
    }),
  },
  list: ['key', 'value', 'unit', 'scope', 'customer', 'from', 'to', 'reason'],
  filters: ['key', 'scope', 'customer', 'department', 'tier', 'from'],
  search: ['number', 'value', 'reason'],
  sort: ['from', 'DESC'],
  form: [
    section('规则与值', 'Rule and value', ['key', 'value', 'unit', 'source']),
    section('适用范围', 'Scope', ['scope', 'pack', 'department', 'tier', 'customer']),
    section('效力', 'Force', ['from', 'to', 'reason']),
  ],
  permissions: everybodyLooks,
})
