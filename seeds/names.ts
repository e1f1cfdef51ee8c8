/** Invented names of people and companies; any likeness is chance. */
import type { Random } from './random.ts'

const surnames = [
  ...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文',
]
const given = [
  ...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英华玉红文辉建国志梅鹏飞晓雪琳佳慧宁浩然子涵欣怡思远嘉铭雨桐海燕春生秋月立新永康振东',
]
const brands = [...'瑞嘉丰禾盛泰和顺润源恒信德馨悦康福禄祥云锦绣鸿昌達明旭荣广茂兴隆宏宝裕万佳鼎汇聚天成'].filter((each) => each !== '達')
const trades = ['食品商贸有限公司', '副食批发有限公司', '食品有限公司', '贸易有限公司', '土特产经营部', '供应链管理有限公司'] as const

export const person = (by: Random): string => by.pick(surnames) + by.pick(given) + (by.chance(0.7) ? by.pick(given) : '')

export const brand = (by: Random): string => by.some(brands, 2).join('')

/** The name of a company by its trade: `西安瑞和食品商贸有限公司`. */
export function company(by: Random, city: string, industry: string): string {
  const own = brand(by)
  if (industry === 'supermarket') return `${city}${own}超市连锁有限公司`
  if (industry === 'catering') return `${city}${own}餐饮管理有限公司`
  if (industry === 'ecommerce') return `${city}${own}电子商务有限公司`
  if (industry === 'manufacturing') return `${city}${own}食品加工有限公司`
  if (industry === 'institution') return `${city}${own}机关服务中心`
  if (industry === 'retail') return `${city}${own}干果商行`
  return `${city}${own}${by.pick(trades)}`
}

export const mobile = (by: Random): string =>
  `1${by.pick(['38', '39', '50', '59', '77', '86', '89'])}0000${String(by.whole(0, 9999)).padStart(4, '0')}`

/** A landline with the area code and a number that nobody has. */
export const landline = (by: Random, areaCode: string): string => `${areaCode}-5550${String(by.whole(0, 9999)).padStart(4, '0')}`
