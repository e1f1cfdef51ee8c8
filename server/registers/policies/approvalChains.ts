/** Approval chains as rows (§22): which document, on what condition, who signs in which order; 审批, 备案 and 告知 are three different acts. */
import { defineRegister, section } from '../../definition/define.ts'
import { choice, date, json, lines, link, longText, number, text, yesNo } from '../../definition/fields.ts'
import { everybodyLooks } from './everybody.ts'

export const approvalChains = defineRegister('approvalChains', '审批流程', 'Approval chains', {
  system: 'policies',
  title: 'name',
  help: [
    '单据提交时取优先级最高且条件成立的审批流程；找不到流程或签字人时停下并说明，绝不自动通过。',
    'A submitted document takes the first chain by priority whose condition holds; without a chain or a signer it stops and says so, it never passes by itself.',
  ],
  fields: {
    name: text('名称', 'Name', { required: true, max: 80 }),
    code: text('代码', 'Code', { unique: true, max: 60 }),
    document: text('单据', 'Document', {
      required: true,
      max: 60,
      register: true,
      help: ['登记簿的代码，如 specialPrices。', 'The code of a register, such as specialPrices.'],
    }),
    act: choice(
      '行为',
      'Act',
      { approve: ['审批', 'Approve'], file: ['备案', 'File'], inform: ['告知', 'Inform'] },
      {
        required: true,
        default: 'approve',
        help: ['三种不同的行为，各有记录（§23.2）。', 'Three different acts with three records (§23.2).'],
      },
    ),
    on: text('触发操作', 'On the step', {
      max: 40,
      help: [
        '备案、告知在哪个操作之后进行；留空为审批通过时。',
        'After which step filing or informing follows; after approval when empty.',
      ],
    }),
    condition: json('条件', 'Condition', {
      help: ['单据须满足的条件；留空则总是适用。', 'What the document must meet; always when empty.'],
    }),
    priority: number('优先级', 'Priority', { default: 100, min: 1, max: 9999, help: ['数字小的先看。', 'Smaller numbers first.'] }),
    from: date('生效日期', 'In force from', { required: true, default: '$today' }),
    to: date('失效日期', 'In force to'),
    active: yesNo('启用', 'Active', { default: true }),
    distinctSigners: yesNo('各步不同人签', 'A different person for every step', {
      default: false,
      help: [
        '启用后同一人（含代签）只签一步，不免签；人数不够时停下。',
        'Nobody then signs twice, not for somebody away either, and no step is skipped; with too few people it stops.',
      ],
    }),
    steps: lines(
      '步骤',
      'Steps',
      {
        name: text('步骤名称', 'Step', { required: true, max: 60 }),
        by: choice(
          '由谁',
          'By',
          {
            role: ['角色', 'Role'],
            person: ['指定人员', 'Named person'],
            superior: ['申请人上级', "Applicant's superior"],
            departmentHead: ['部门负责人', 'Department head'],
          },
          { required: true, default: 'role' },
        ),
        role: link('角色', 'Role', 'roles'),
        person: link('人员', 'Person', 'users'),
        level: number('上几级', 'Levels up', { default: 1, min: 1, max: 10 }),
        mode: choice('会签方式', 'Mode', { any: ['一人即可', 'Any'], all: ['全部同意', 'All'] }, { default: 'any' }),
      },
      { required: true },
    ),
    source: text('制度条款', 'Clause', { max: 40 }),
    note: longText('说明', 'Note', { max: 2000 }),
  },
  list: ['name', 'document', 'act', 'priority', 'active', 'from', 'to', 'source'],
  filters: ['document', 'act', 'active'],
  search: ['name', 'code', 'document', 'source'],
  sort: ['priority', 'ASC'],
  form: [
    section('流程', 'Chain', [
      'name',
      'code',
      'document',
      'act',
      'on',
      'condition',
      'priority',
      'active',
      'distinctSigners',
      'from',
      'to',
      'source',
      'note',
    ]),
    section('步骤', 'Steps', ['steps']),
  ],
  keys: ['code'],
  unreported: true,
  permissions: everybodyLooks,
})
