/** The customers of the demo company: invented firms in real cities, with cards filled in more or less well and a few faults on purpose. */
import { checkCharacter } from '../server/kinds/creditCode.ts'
import { regions } from '../server/kinds/region.ts'
import { addDays } from './days.ts'
import { company, landline, mobile, person } from './names.ts'
import type { Random } from './random.ts'

/** City code, short name, telephone area code, selling department, weight. */
const cities: readonly (readonly [code: string, name: string, areaCode: string, department: string, weight: number])[] = [
  ['6401', '银川', '0951', 'NW', 10],
  ['6402', '石嘴山', '0952', 'NW', 3],
  ['6403', '吴忠', '0953', 'NW', 4],
  ['6405', '中卫', '0955', 'NW', 3],
  ['6101', '西安', '029', 'NW', 8],
  ['6201', '兰州', '0931', 'NW', 5],
  ['6501', '乌鲁木齐', '0991', 'NW', 3],
  ['1101', '北京', '010', 'NC', 8],
  ['1201', '天津', '022', 'NC', 5],
  ['1301', '石家庄', '0311', 'NC', 4],
  ['1401', '太原', '0351', 'NC', 4],
  ['4101', '郑州', '0371', 'NC', 6],
  ['3701', '济南', '0531', 'NC', 4],
  ['3101', '上海', '021', 'EC', 10],
  ['3201', '南京', '025', 'EC', 6],
  ['3205', '苏州', '0512', 'EC', 5],
  ['3301', '杭州', '0571', 'EC', 8],
  ['3302', '宁波', '0574', 'EC', 4],
  ['3401', '合肥', '0551', 'EC', 4],
  ['4401', '广州', '020', 'SC', 8],
  ['4403', '深圳', '0755', 'SC', 6],
  ['4301', '长沙', '0731', 'SC', 4],
  ['5101', '成都', '028', 'SC', 6],
]

const industries = [
  ['wholesale', 34],
  ['supermarket', 18],
  ['retail', 14],
  ['catering', 12],
  ['ecommerce', 9],
  ['manufacturing', 6],
  ['institution', 4],
] as const

const roads = ['人民路', '建设路', '解放路', '中山路', '兴庆路', '文化街', '迎宾大道', '科技路', '农贸市场'] as const
const characters = ['稳重', '爽快', '谨慎', '热情', '务实', '重信用'] as const
const interests = ['书法', '钓鱼', '太极', '摄影', '茶道', '羽毛球', '象棋', '登山'] as const

const districts = new Map(regions.flatMap((each) => each.children ?? []).map((city) => [city.code, city.children ?? []]))

/** A company's credit code with a right check digit: issuer 91, the district, nine characters. */
export function creditCodeOf(by: Random, district: string): string {
  const body = `91${district.padEnd(6, '0')}MA${Array.from({ length: 7 }, () => by.pick([...'0123456789ABCDEFGHJKLMNPQRTUWXY'])).join('')}`
  return `${body}${checkCharacter(body) ?? ''}`
}

export interface Prospect {
  readonly body: Record<string, unknown>
  readonly department: string
  readonly areaCode: string
  /** Share of the company's orders, compared with others; 0 for one that never bought. */
  readonly weight: number
  readonly discount: number
  readonly openedOn: string
  /** The whole card is filled in. */
  readonly wellKept: boolean
}

/** Where the strategic customers are. */
const strongholds = ['EC', 'NW', 'EC', 'NC', 'SC', 'EC']

const money = (yuan: number) => `${yuan}.00`

/** `count` customers whose files were opened between two years before `start` and `today`. */
export function prospects(by: Random, count: number, start: string, today: string): Prospect[] {
  const used = new Set<string>()
  return Array.from({ length: count }, (_, at) => {
    const nearby = at < strongholds.length ? cities.filter((each) => each[3] === strongholds[at]) : cities
    const [cityCode, city, areaCode, department] = by.weighted(nearby.map((each) => [each, each[4]] as const))
    const district = by.pick(districts.get(cityCode) ?? [{ code: cityCode, name: city }])
    const industry = by.weighted(industries)
    let name = company(by, city, industry)
    while (used.has(name)) name = company(by, city, industry)
    used.add(name)
    const tier = at < 6 ? 'strategic' : at < 36 ? 'key' : by.weighted([['general', 75] as const, ['reserve', 25] as const])
    const weight =
      tier === 'strategic'
        ? by.whole(9, 16)
        : tier === 'key'
          ? by.whole(4, 9)
          : tier === 'general'
            ? by.whole(1, 3)
            : by.chance(0.25)
              ? 1
              : 0
    const openedOn = by.chance(0.72) ? addDays(start, -by.whole(30, 700)) : addDays(start, by.whole(0, 690))
    const wellKept = by.chance(tier === 'strategic' || tier === 'key' ? 0.9 : 0.45)
    return {
      department: industry === 'ecommerce' ? 'EB' : department,
      areaCode,
      weight,
      discount: tier === 'strategic' ? 0.86 : tier === 'key' ? 0.9 : tier === 'general' ? 0.96 : 1,
      openedOn: openedOn > today ? today : openedOn,
      wellKept,
      body: {
        name,
        creditCode: by.chance(0.92) ? creditCodeOf(by, district.code) : null,
        stage: by.chance(0.5) ? 'contacted' : 'potential',
        partyKind: weight > 0 ? 'main' : 'potential',
        dealings: ['buys'],
        tier,
        abc: tier === 'strategic' ? 'A' : tier === 'key' ? by.pick(['A', 'B']) : 'C',
        industry,
        channel:
          industry === 'ecommerce'
            ? 'online'
            : tier === 'key' && industry === 'supermarket'
              ? 'keyAccount'
              : industry === 'wholesale'
                ? 'distributor'
                : 'direct',
        region: district.code,
        openedOn: openedOn > today ? today : openedOn,
        openedAt: by.pick(['contact', 'contact', 'trade']),
        address: `${city}市${district.name}${by.pick(roads)} ${by.whole(1, 399)} 号`,
        phone: landline(by, areaCode),
        ...(wellKept ? card(by, openedOn) : {}),
      },
    }
  })
}

/** The rest of a card that somebody took the trouble to fill in (ARC-02). */
function card(by: Random, openedOn: string): Record<string, unknown> {
  return {
    legalForm: by.pick(['limited', 'limited', 'jointStock', 'soleTrader', 'stateOwned']),
    foundedOn: addDays(openedOn, -by.whole(400, 7000)),
    headcount: by.whole(6, 900),
    annualSales: money(by.whole(80, 60_000) * 10_000),
    representative: person(by),
    representativeAge: by.whole(31, 64),
    representativeEducation: by.pick(['high', 'college', 'bachelor', 'master']),
    representativeCharacter: by.pick(characters),
    representativeInterests: by.pick(interests),
    representativeHobbies: by.some(interests, 2).join('、'),
    representativeFamily: by.pick(['已婚，一子', '已婚，一女', '已婚，一子一女']),
    representativeAbilities: by.pick(['渠道资源广', '擅长门店管理', '熟悉电商运营', '资金实力强']),
    representativeBackground: by.pick(['从事干货批发多年', '原供销社职工，后自办企业', '餐饮连锁创始人', '大型商超采购出身']),
    infoBusiness: by.pick(['年销售稳定增长，账款回收正常。', '以批发为主，覆盖周边县市。', '门店直营，注重包装与效期。']),
    infoCooperation: by.pick(['合作三年以上，按月对账。', '首批试单后转为常规补货。', '节庆礼盒为主。']),
  }
}

/** Contacts of a customer: one to four, on several levels for the better ones (ARC-33). */
export function contactsOf(by: Random, tier: unknown, areaCode: string): Record<string, unknown>[] {
  const count = tier === 'strategic' ? 4 : tier === 'key' ? by.whole(1, 3) : by.whole(1, 2)
  const levels = [
    ['working', '采购专员', '采购部'],
    ['middle', '采购经理', '采购部'],
    ['top', '总经理', '总经办'],
    ['working', '会计', '财务部'],
  ] as const
  return levels.slice(0, count).map(([level, jobTitle, unit], at) => ({
    name: person(by),
    level,
    jobTitle,
    unit,
    mobile: mobile(by),
    phone: by.chance(0.4) ? landline(by, areaCode) : null,
    wechat: by.chance(0.5) ? `wx${by.whole(100_000, 999_999)}` : null,
    channels: by.chance(0.5) ? ['phone', 'wechat'] : ['phone'],
    primary: at === 0,
    birthday: by.chance(0.3)
      ? `19${by.whole(65, 98)}-${String(by.whole(1, 12)).padStart(2, '0')}-${String(by.whole(1, 28)).padStart(2, '0')}`
      : null,
    hobbies: by.chance(0.2) ? by.pick(interests) : null,
    left: at === 0 && by.chance(0.04),
  }))
}
