/** Carriers with their licence and a yearly scorecard over five criteria (CAR-01). */
import { defineRegister, section } from '../../definition/define.ts'
import { choices, date, decimal, file, lines, longText, number, text, yesNo } from '../../definition/fields.ts'
import { full, keep, look, study } from '../grants.ts'
import { shippingModes } from '../sales/shipping.ts'

const browse = look('all')
const mark = (chinese: string, english: string) => number(chinese, english, { required: true, min: 0, max: 100 })

export const carriers = defineRegister('carriers', '承运商', 'Carriers', {
  system: 'transport',
  title: 'name',
  help: [
    '按信誉、服务、费用、车辆及时、理赔五项逐年评分（CAR-01）；证照无效者不得用于发运。',
    'Scored each year on standing, service, fees, vehicles in time and claims (CAR-01); without a valid licence none may carry.',
  ],
  fields: {
    name: text('名称', 'Name', { required: true, unique: true, max: 120 }),
    licenceNumber: text('道路运输许可证号', 'Licence number', { max: 60, help: ['合法证照（CAR-01）。', 'A legal licence (CAR-01).'] }),
    licenceTo: date('证照有效期至', 'Licence valid to'),
    modes: choices('运输方式', 'Modes', shippingModes),
    contactPerson: text('联系人', 'Contact', { max: 60 }),
    telephone: text('联系电话', 'Telephone', { max: 60 }),
    vehicles: number('自有车辆数', 'Own vehicles', { min: 0 }),
    scores: lines('评分', 'Scores', {
      year: number('年度', 'Year', { required: true, min: 2000, max: 2100 }),
      standing: mark('信誉与规模', 'Credit and size'),
      service: mark('提、运、送服务', 'Pick-up, transport, delivery'),
      fees: mark('费用合理', 'Reasonable fees'),
      punctuality: mark('车辆及时与在途查询', 'Vehicles in time and enquiries'),
      claims: mark('货损理赔', 'Loss and damage claims'),
      score: decimal('得分', 'Score', { scale: 1, readOnly: true }),
    }),
    score: decimal('最近年度得分', 'Latest score', { scale: 1, readOnly: true, help: ['五项平均。', 'Mean of the five.'] }),
    active: yesNo('启用', 'Active', { default: true }),
    licence: file('证照扫描', 'Scan of the licence'),
    note: longText('备注', 'Note', { max: 2000 }),
  },
  offered: { active: true },
  list: ['name', 'licenceNumber', 'licenceTo', 'modes', 'score', 'telephone', 'active'],
  filters: ['active', 'licenceTo', 'modes', 'score'],
  search: ['name', 'licenceNumber', 'contactPerson'],
  sort: ['name', 'ASC'],
  form: [
    section('承运商', 'Carrier', ['name', 'licenceNumber', 'licenceTo', 'licence', 'modes', 'active']),
    section('联系', 'Contact', ['contactPerson', 'telephone', 'vehicles', 'note']),
    section('评分', 'Scorecard', ['scores', 'score']),
  ],
  keys: ['name', 'licenceNumber'],
  permissions: {
    administrator: full,
    executive: browse,
    analyst: study('all'),
    sales: browse,
    salesManager: browse,
    regionalManager: browse,
    salesClerk: browse,
    finance: browse,
    logistics: keep('all', { remove: 'all', export: true, import: true }),
    warehouse: browse,
    marketHead: keep('all', { export: true }),
    marketingVP: browse,
    auditor: study('all'),
  },
})
