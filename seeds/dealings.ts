/** Talks with customers, what they want and what is heard on the market, month by month; some next steps are overdue on purpose. */
import { system } from '../server/access/actor.ts'
import { createMany } from '../server/records/index.ts'
import { as, type Company, type Customer, notAfter, onDay, type Person, sure } from './company.ts'
import { addDays, at, daysBetween, weekday } from './days.ts'

const talks = [
  ['call', '询问到货情况', '货已到齐，包装完好，门店反馈动销正常。', '月底前跟进下一批补货'],
  ['call', '催问对账单', '对方财务要求重发上月对账单。', '发送对账单'],
  ['visit', '例行拜访', '查看陈列与库存，效期正常，建议增加礼盒陈列。', '提交陈列方案'],
  ['visit', '新品推介', '带样品拜访，对原浆系列有兴趣，希望试销。', '寄送样品与检验报告'],
  ['wechat', '节前备货沟通', '对方计划提前三周备货，关注礼盒价格。', '报节日价格'],
  ['wechat', '活动报名', '有意参加产销对接会。', '寄送邀请函'],
  ['email', '合同条款确认', '就账期与索赔条款往来邮件，已基本一致。', '寄出合同文本'],
  ['meeting', '季度沟通会', '回顾上季销量，讨论下季目标与促销资源。', '整理会议纪要'],
  ['call', '反映破损', '到货有三件破损，已拍照，要求补发。', '协调补发'],
] as const

const news = [
  ['competitor', '竞品降价促销', '同类枸杞产品在当地商超降价约一成，堆头位置较好。'],
  ['price', '原料行情上涨', '产地红枣收购价较上月上涨，预计影响下季度报价。'],
  ['demand', '礼盒需求提前', '企业团购询价较往年提前两周。'],
  ['channel', '社区团购兴起', '本地社区团购平台增加，要求小规格包装。'],
  ['policy', '标签新规', '食品标签要求更新，需核对在售包装。'],
  ['analysis', '季度市场分析', '本区域坚果与原浆增长较快，散装产品趋于平稳。'],
] as const

const wishes = [
  '定制企业标识礼盒',
  '缩短西南方向到货时间',
  '提供 100 克小包装',
  '增加餐饮大桶装供应',
  '要求提供有机认证复印件',
  '希望增加原浆试饮装',
] as const

/** A working day in the month that begins on `month`, not after today. */
function someDay({ by, today }: Company, month: string): string {
  let day = addDays(month, by.whole(0, 27))
  while (weekday(day) > 5) day = addDays(day, -1)
  return day > today ? today : day
}

function talk(company: Company, customer: Customer, date: string) {
  const { by, today } = company
  const [kind, subject, summary, nextStep] = by.pick(talks)
  const follows = by.chance(0.55)
  const dueOn = addDays(date, by.whole(3, 14))
  const late = daysBetween(dueOn, today)
  const forgotten = late < 45 ? 0.35 : late < 120 ? 0.03 : 0
  const moment = at(date, by.whole(9, 17), by.whole(0, 59))
  return {
    customer: customer.id,
    contact: by.chance(0.8) && customer.contacts.length > 0 ? by.pick(customer.contacts) : null,
    subject,
    kind,
    direction: by.chance(0.7) ? 'out' : 'in',
    at: notAfter(company.world, moment).toISOString(),
    user: customer.owner.id,
    summary,
    ...(follows ? { nextStep, dueOn, done: dueOn < today ? !by.chance(forgotten) : by.chance(0.2) } : { done: true }),
  }
}

const perOwner = (customers: readonly Customer[]): Map<Person, Customer[]> => {
  const found = new Map<Person, Customer[]>()
  for (const each of customers) found.set(each.owner, [...(found.get(each.owner) ?? []), each])
  return found
}

/** What was said, heard and asked for in one month. */
export async function dealMonth(company: Company, month: string): Promise<void> {
  const { by, today, goods, departments } = company
  const world = onDay(company, addDays(month, 27))
  for (const [owner, theirs] of perOwner(company.customers.filter((each) => each.openedOn <= month))) {
    const weighted = theirs.map((each) => [each, each.weight + 0.5] as const)
    const some = (least: number, most: number) => Array.from({ length: by.whole(least, most) }, () => by.weighted(weighted))
    await createMany(
      world,
      as(owner),
      'communications',
      some(5, 12).map((each) => talk(company, each, someDay(company, month))),
    )
    const notes = some(0, 2).map((each) => {
      const [kind, subject, content] = by.pick(news)
      return {
        customer: each.id,
        subject,
        kind,
        content,
        date: someDay(company, month),
        source: by.pick(['客户口述', '走访门店', '展会', '行业资讯']),
      }
    })
    if (notes.length > 0) await createMany(world, as(owner), 'marketNotes', notes)
    const asked = some(0, 1).map((each) => {
      const date = someDay(company, month)
      const age = daysBetween(date, today)
      const status = age > 90 ? by.pick(['met', 'met', 'met', 'declined']) : by.pick(['open', 'open', 'coordinating', 'arranged'])
      return {
        customer: each.id,
        subject: by.pick(wishes),
        product: by.pick(goods).id,
        quantity: String(by.whole(5, 200) * 10),
        requiredOn: addDays(date, by.whole(10, 40)),
        promisedOn: status === 'open' ? null : addDays(date, by.whole(12, 45)),
        coordinator: status === 'open' ? null : sure(departments, 'QA'),
        priority: by.pick(['urgent', 'normal', 'normal', 'low']),
        user: owner.id,
        status,
      }
    })
    if (asked.length > 0) await createMany(world, system, 'requirements', asked)
  }
}
