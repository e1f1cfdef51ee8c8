/** In-transit tracking of a dispatch (CAR-05, CAR-09): where the goods are, what logistics heard, whether the consignee was told. */
import { defineRegister, section } from '../../definition/define.ts'
import { choice, dateTime, link, text, yesNo } from '../../definition/fields.ts'
import { full, keep, look, study } from '../grants.ts'

export const transitEvents = defineRegister('transitEvents', '在途跟踪', 'Transit events', {
  system: 'transport',
  title: 'place',
  detached: true,
  help: ['到付运费由物流联系收货人、跟踪并记录（CAR-05）。', 'Logistics contacts the consignee, tracks and records (CAR-05).'],
  fields: {
    dispatch: link('发运通知单', 'Dispatch', 'dispatches', { required: true }),
    at: dateTime('时间', 'At', { required: true, default: '$now' }),
    place: text('地点', 'Place', { required: true, max: 120 }),
    state: choice(
      '状况',
      'State',
      {
        departed: ['已发车', 'Departed'],
        moving: ['在途', 'On the way'],
        delayed: ['延误', 'Delayed'],
        trouble: ['异常', 'Trouble'],
        arrived: ['已到达', 'Arrived'],
        delivered: ['已交付', 'Delivered'],
      },
      { required: true, default: 'moving' },
    ),
    contacted: yesNo('已联系收货人', 'Consignee contacted', { default: false }),
    contactedPerson: text('联系对象', 'Who was contacted', { max: 60 }),
    note: text('备注', 'Note', { max: 200 }),
  },
  list: ['dispatch', 'at', 'place', 'state', 'contacted', 'note'],
  filters: ['dispatch', 'state', 'at', 'contacted'],
  search: ['place', 'note'],
  sort: ['at', 'DESC'],
  form: [section('跟踪', 'Event', ['dispatch', 'at', 'place', 'state', 'contacted', 'contactedPerson', 'note'])],
  scopes: { own: { 'dispatch.salesperson': '$me' }, department: { 'dispatch.department': { under: '$department' } } },
  permissions: {
    administrator: full,
    executive: look('all'),
    sales: look('own'),
    salesManager: look('department'),
    regionalManager: look('department'),
    salesClerk: look('department'),
    logistics: keep('all', { remove: 'all', export: true, import: true }),
    warehouse: keep('all'),
    marketHead: look('all'),
    marketingVP: look('all'),
    auditor: study('all'),
  },
})
