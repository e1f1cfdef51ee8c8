/** Days that differ from their weekday: statutory holidays, make-up working days 调休, half days. One row a day and calendar, entered or imported year by year. */
import { defineRegister, section } from '../../definition/define.ts'
import { choice, date, link, text } from '../../definition/fields.ts'
import { everybodyLooks } from './everybody.ts'

export const calendarDays = defineRegister('calendarDays', '节假日与调休', 'Holidays and make-up days', {
  system: 'policies',
  title: 'date',
  help: [
    '每年国务院办公厅通知发布后，在日历页粘贴通知或导入表格（§23.1）。',
    'Once the yearly notice is out, paste it on the calendar page or import a sheet (§23.1).',
  ],
  fields: {
    calendar: link('日历', 'Calendar', 'calendars', { required: true }),
    date: date('日期', 'Date', { required: true }),
    kind: choice(
      '安排',
      'Kind',
      { holiday: ['放假', 'Holiday'], workday: ['上班（调休）', 'Working day'], half: ['半天', 'Half day'] },
      { required: true },
    ),
    name: text('名称', 'Name', { max: 60 }),
    source: text('来源', 'Source', { max: 120, help: ['通知文号或数据来源。', 'The notice or the data it comes from.'] }),
  },
  list: ['date', 'kind', 'name', 'calendar', 'source'],
  filters: ['calendar', 'kind', 'date'],
  search: ['name', 'source'],
  sort: ['date', 'DESC'],
  form: [section('日期', 'Day', ['calendar', 'date', 'kind', 'name', 'source'])],
  unique: [['calendar', 'date']],
  permissions: everybodyLooks,
})
