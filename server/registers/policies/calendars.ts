/** Calendars that deadlines count on: the company's working days, a hotline's every day (CF-25), with optional opening hours. */
import { defineRegister, section } from '../../definition/define.ts'
import { choice, longText, text } from '../../definition/fields.ts'
import { everybodyLooks } from './everybody.ts'

export const calendars = defineRegister('calendars', '日历', 'Calendars', {
  system: 'policies',
  title: 'name',
  help: [
    '节假日与调休在“节假日与调休”中逐年维护；没有数据的年份不作推算，首页会提醒（§23.1）。',
    'Holidays and make-up days are kept year by year; a year without data is never guessed and is announced on the first page (§23.1).',
  ],
  fields: {
    name: text('名称', 'Name', { required: true, unique: true, max: 60 }),
    code: text('代码', 'Code', { required: true, unique: true, max: 40 }),
    kind: choice(
      '类别',
      'Kind',
      { workdays: ['工作日', 'Working days'], always: ['全天候', 'Around the clock'] },
      { required: true, default: 'workdays' },
    ),
    opens: text('上班时间', 'Opens', { max: 5, help: ['如 08:30；留空则按整天计。', 'Such as 08:30; whole days when empty.'] }),
    closes: text('下班时间', 'Closes', { max: 5, help: ['如 17:30；半天到 12:00。', 'Such as 17:30; a half day ends at 12:00.'] }),
    note: longText('说明', 'Note', { max: 2000 }),
  },
  list: ['name', 'code', 'kind', 'opens', 'closes'],
  filters: ['kind'],
  search: ['name', 'code'],
  sort: ['id', 'ASC'],
  form: [section('日历', 'Calendar', ['name', 'code', 'kind', 'opens', 'closes', 'note'])],
  keys: ['code'],
  permissions: everybodyLooks,
})
