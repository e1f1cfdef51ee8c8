/** Calendars that deadlines count on: the company's working days, a hotline's every day (CF-25), with optional opening hours. */
import { defineRegister, section } from '../../definition/define.ts'
import { choice, lines, longText, number, text } from '../../definition/fields.ts'
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
    years: lines(
      '已录全的年份',
      'Complete years',
      {
        year: number('年份', 'Year', { required: true, min: 2000, max: 2100 }),
        source: text('来源', 'Source', { max: 120, help: ['通知文号或数据来源。', 'The notice or the data it comes from.'] }),
      },
      {
        help: [
          '该年的节假日与调休已全部录入才写入；不在其中的年份不作推算。录入放假通知时自动写入。',
          'A year stands here once all its holidays and make-up days are entered; other years are never guessed. Entering the yearly notice writes it.',
        ],
      },
    ),
    note: longText('说明', 'Note', { max: 2000 }),
  },
  list: ['name', 'code', 'kind', 'opens', 'closes'],
  filters: ['kind'],
  search: ['name', 'code'],
  sort: ['id', 'ASC'],
  form: [section('日历', 'Calendar', ['name', 'code', 'kind', 'opens', 'closes', 'note']), section('年份', 'Years', ['years'])],
  keys: ['code'],
  permissions: everybodyLooks,
})
