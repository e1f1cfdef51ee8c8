/**
 * Months of bank lines and receipts with all the noise of real ones. The truth is kept apart: facts carry ids alone, given out in an order
 * that tells nothing, and no number, order or text of them gives away which line belongs to which paper unless a payer really wrote it.
 */
import { pinyin } from 'pinyin-pro'
import type { AliasFact, BankFact, CustomerFact, Facts, PaperFact } from '../../../server/reconciliation/matching/facts.ts'
import { normaliseName } from '../../../server/reconciliation/matching/names.ts'

/** A small, well-mixed generator of numbers in [0, 1): the same seed, the same month. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export interface Size {
  readonly payments: number
  readonly customers: number
}

/** What truly belongs together: ids of lines, keys of papers. */
export interface Truth {
  readonly lines: readonly number[]
  readonly papers: readonly string[]
}

const places = [
  '陕西',
  '西安',
  '咸阳',
  '宝鸡',
  '渭南',
  '榆林',
  '甘肃',
  '兰州',
  '宁夏',
  '银川',
  '山西',
  '太原',
  '河南',
  '郑州',
  '成都',
  '重庆',
]
const first = '华秦长安金鑫宏盛兴隆瑞丰泰和顺达明德诚信嘉禾恒远广源天正永昌福润康伟业锦绣宇航博雅'
const trades = ['食品', '商贸', '粮油', '贸易', '餐饮管理', '物流', '农产品', '百货', '超市', '酒店管理', '供应链', '调味品']
const kinds = ['有限公司', '有限责任公司', '股份有限公司', '有限公司', '有限公司', '经营部', '商行']
const surnames = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗'
const given = '伟芳娜敏静丽强磊军洋勇艳杰涛明超秀霞平刚桂英'

const day = (number: number) => new Date(Date.UTC(2026, 9, 1) + number * 86_400_000).toISOString().slice(0, 10)

/** A month of about `payments` payments. */
export function generate(seed: number, { payments, customers: count }: Size): { facts: Facts; truth: readonly Truth[] } {
  const random = randomOf(seed)
  const below = (most: number) => Math.floor(random() * most)
  const pick = <T>(list: ArrayLike<T>): T => list[below(list.length)] as T
  const chance = (part: number) => random() < part

  const names = new Set<string>()
  const stem = () => {
    const place = pick(places)
    const word = pick(first) + pick(first) + (chance(0.3) ? pick(first) : '')
    return place + word + pick(trades)
  }
  while (names.size < count) {
    const base = stem()
    names.add(base + pick(kinds))
    // Some customers' names are the beginning of others'.
    if (chance(0.03) && names.size < count) names.add(`${base}${pick(['连锁', '集团', '配送'])}${pick(kinds)}`)
  }
  const customers: CustomerFact[] = [...names].map((name, at) => ({ id: at + 1, names: [name] }))
  const nameOf = (id: number) => customers[id - 1]?.names[0] ?? ''
  const accountOf = (id: number) => `6222${String(id * 7919).padStart(12, '0')}`
  const person = () => pick(surnames) + pick(given) + (chance(0.6) ? pick(given) : '')
  const people = new Map<number, string>()
  const aliases: AliasFact[] = []
  for (const { id } of customers) {
    if (!chance(0.12)) continue
    const boss = person()
    people.set(id, boss)
    // Most of those who pay from a private account have done so before.
    if (chance(0.8)) aliases.push({ customer: id, normalised: normaliseName(boss), account: accountOf(id) })
  }

  const similar = '华桦秦泰长常金今鑫欣宏洪盛胜兴星隆龙瑞锐丰峰和禾顺舜明名德得诚城'
  const garbled = (name: string): string => {
    const way = random()
    if (way < 0.3) return name.replace('有限公司', '有限责任公司').replace('股份有限责任公司', '股份有限公司')
    if (way < 0.5) return `${name.slice(0, 2)}（${name.slice(2, 4)}）${name.slice(4)}`
    if (way < 0.62) return name.split('').join(chance(0.5) ? ' ' : '　')
    if (way < 0.74) return name.slice(0, Math.max(6, name.length - 2 - below(3)))
    if (way < 0.84) return pinyin(name, { toneType: 'none', type: 'array' }).join(' ').toUpperCase()
    const at = 2 + below(Math.max(1, name.length - 6))
    return name.slice(0, at) + pick(similar) + name.slice(at + 1)
  }

  const lines: (BankFact & { truth: number })[] = []
  const papers: (PaperFact & { truth: number })[] = []
  let payment = 0
  let serial = 0
  const nextSerial = () => {
    serial += 1 + below(9)
    return serial
  }
  const line = (truth: number, account: number, when: number, amount: number, customer: number, text = '') => {
    const own = people.get(customer)
    const name = own !== undefined && chance(0.7) ? own : chance(0.72) ? nameOf(customer) : garbled(nameOf(customer))
    const blank = chance(0.015)
    lines.push({
      truth,
      id: 0,
      account,
      date: day(when),
      amount,
      payer: blank ? null : name,
      payerAccount: blank || chance(0.35) ? null : accountOf(customer),
      text: `${nextSerial()} ${text}`,
    })
  }
  const paper = (truth: number, account: number, when: number, amount: number, customer: number, number?: string) => {
    papers.push({
      truth,
      kind: 'receipts',
      id: 0,
      account: chance(0.95) ? account : null,
      date: day(when),
      amount,
      customer,
      payer: chance(0.35) ? nameOf(customer) : null,
      payerAccount: null,
      numbers: number === undefined ? [] : [number],
    })
  }
  const amountOf = () =>
    chance(0.25) ? (1 + below(50)) * 1_000_000 : chance(0.3) ? (10 + below(900)) * 10_000 : 100_000 + below(30_000_000)
  /** The bank is a day or two before or after the paper now and then. */
  const shifted = (when: number) => Math.max(0, when + (chance(0.82) ? 0 : pick([-2, -1, 1, 1, 2])))
  const split = (amount: number, parts: number): number[] => {
    const found: number[] = []
    let rest = amount
    for (let at = 1; at < parts; at += 1) {
      const part = Math.max(100, Math.floor((rest / (parts - at + 1)) * (0.6 + random() * 0.8)))
      found.push(part)
      rest -= part
    }
    return [...found, rest]
  }

  while (payment < payments) {
    payment += 1
    const customer = 1 + below(count)
    const account = 1 + below(3)
    const when = below(31)
    const amount = amountOf()
    const way = random()
    if (way < 0.84) {
      const number = chance(0.1) ? `FP${String(10_000_000 + below(89_999_999))}` : undefined
      line(payment, account, shifted(when), amount, customer, number && chance(0.6) ? `货款 ${number}` : '货款')
      paper(payment, account, when, amount, customer, number)
    } else if (way < 0.885) {
      const parts = split(amount, 2 + below(3))
      line(payment, account, shifted(when), amount, customer)
      for (const part of parts) paper(payment, account, when, part, customer)
      payment += parts.length - 1
    } else if (way < 0.925) {
      const parts = split(amount, 2 + below(2))
      for (const part of parts) line(payment, account, shifted(when), part, customer)
      paper(payment, account, when, amount, customer)
      payment += parts.length - 1
    } else if (way < 0.955) {
      line(payment, account, shifted(when), amount - pick([500, 1000, 1500, 2000, 5000, 50]), customer)
      paper(payment, account, when, amount, customer)
    } else if (way < 0.965) {
      // Entered twice by mistake: one of the two belongs to the line, and nobody can say which.
      line(payment, account, shifted(when), amount, customer)
      paper(payment, account, when, amount, customer)
      paper(-payment, account, when, amount, customer)
    } else if (way < 0.975) {
      line(payment, account, when, amount, customer, '转账')
      const back = lines.at(-1)
      if (back) lines.push({ ...back, date: day(when + 1 + below(2)), amount: -amount, text: `${nextSerial()} 退汇` })
    } else if (way < 0.99) line(0, account, when, amount, customer, '货款')
    else paper(0, account, when, amount, customer)
  }
  const shuffled = <T>(list: readonly T[]): T[] => {
    const copy = [...list]
    for (let at = copy.length - 1; at > 0; at -= 1) {
      const other = below(at + 1)
      ;[copy[at], copy[other]] = [copy[other] as T, copy[at] as T]
    }
    return copy
  }
  const truth = new Map<number, { lines: number[]; papers: string[] }>()
  const of = (key: number) => {
    const known = truth.get(key) ?? { lines: [], papers: [] }
    truth.set(key, known)
    return known
  }
  const bank = shuffled(lines).map(({ truth: key, ...fact }, at): BankFact => {
    if (key !== 0) of(key).lines.push(at + 1)
    return { ...fact, id: at + 1 }
  })
  const receipts = shuffled(papers).map(({ truth: key, ...fact }, at): PaperFact => {
    if (key !== 0) of(Math.abs(key)).papers.push(`receipts/${at + 1}`)
    return { ...fact, id: at + 1 }
  })
  return {
    facts: { bank, papers: receipts, customers, aliases, policy: { window: 3, threshold: 90, fee: 5_000, difference: 100 } },
    truth: [...truth.values()],
  }
}
