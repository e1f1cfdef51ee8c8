/** What the demo company makes: goji, jujube, dried fruit, sauces, drinks and gift boxes; some sixty items with believable wholesale prices. */

export const categories = [
  { code: 'GQ', name: '枸杞', kind: 'goods' },
  { code: 'HZ', name: '红枣', kind: 'goods' },
  { code: 'GG', name: '果干坚果', kind: 'goods' },
  { code: 'JL', name: '酱料调味', kind: 'goods' },
  { code: 'YP', name: '饮品冲调', kind: 'goods' },
  { code: 'LH', name: '礼盒', kind: 'goods' },
  { code: 'FW', name: '服务及非货品', kind: 'service' },
] as const

type Line = readonly [name: string, price: number, unit: string, shelfLifeDays: number, popularity: number]

const lines: Readonly<Record<string, readonly Line[]>> = {
  GQ: [
    ['特优枸杞（180 粒）', 46, '袋', 540, 9],
    ['特优枸杞（220 粒）', 39, '袋', 540, 10],
    ['甲级枸杞', 31.5, '袋', 540, 8],
    ['头茬枸杞', 68, '罐', 540, 6],
    ['黑枸杞', 85, '罐', 540, 4],
    ['冻干枸杞', 58, '罐', 360, 3],
    ['有机枸杞', 76, '罐', 540, 4],
    ['枸杞散装', 28.6, '公斤', 360, 9],
    ['枸杞叶茶', 24, '盒', 540, 2],
    ['枸杞粉', 42, '罐', 360, 2],
  ],
  HZ: [
    ['灰枣一级', 16.8, '袋', 360, 7],
    ['骏枣特级', 22.5, '袋', 360, 6],
    ['免洗红枣', 13.9, '袋', 360, 8],
    ['枣夹核桃', 26, '袋', 270, 7],
    ['枣片', 12.5, '袋', 270, 4],
    ['红枣散装', 11.2, '公斤', 270, 6],
    ['阿胶蜜枣', 15.6, '袋', 270, 4],
    ['去核红枣', 17.2, '袋', 300, 4],
  ],
  GG: [
    ['无核葡萄干', 14.5, '袋', 360, 7],
    ['杏干', 16, '袋', 300, 5],
    ['纸皮核桃', 24.5, '袋', 240, 6],
    ['巴旦木', 33, '袋', 240, 5],
    ['混合坚果', 45, '盒', 240, 8],
    ['苹果脆片', 9.8, '袋', 270, 4],
    ['沙棘果干', 19.5, '袋', 270, 2],
    ['桑葚干', 21, '袋', 270, 3],
    ['无花果干', 22, '袋', 270, 3],
    ['西瓜子', 8.6, '袋', 240, 4],
    ['南瓜子', 9.4, '袋', 240, 4],
    ['甘草杏肉', 11.5, '袋', 270, 3],
  ],
  JL: [
    ['番茄酱', 6.8, '瓶', 540, 7],
    ['牛肉辣酱', 9.9, '瓶', 360, 9],
    ['香菇辣酱', 8.8, '瓶', 360, 7],
    ['油泼辣子', 7.6, '瓶', 360, 8],
    ['蒜蓉酱', 6.5, '瓶', 360, 5],
    ['枸杞醋', 12.8, '瓶', 720, 3],
    ['手抓羊肉调料', 5.2, '袋', 540, 5],
    ['大盘鸡调料', 5.6, '袋', 540, 5],
    ['辣椒面', 4.9, '袋', 540, 6],
    ['五香粉', 3.6, '袋', 720, 4],
    ['餐饮装辣酱', 58, '桶', 270, 5],
    ['餐饮装番茄酱', 46, '桶', 360, 5],
  ],
  YP: [
    ['枸杞原浆（30 毫升×10）', 98, '盒', 360, 7],
    ['枸杞原浆（50 毫升×8）', 128, '盒', 360, 5],
    ['沙棘汁', 7.5, '瓶', 270, 5],
    ['八宝茶（玫瑰）', 19.8, '盒', 540, 8],
    ['八宝茶（菊花）', 19.8, '盒', 540, 7],
    ['八宝茶散装', 32, '公斤', 540, 4],
    ['红枣枸杞茶', 17.5, '盒', 540, 6],
    ['核桃粉', 23, '袋', 360, 4],
    ['枸杞膏', 45, '瓶', 540, 3],
    ['黑芝麻糊', 18.6, '袋', 360, 4],
  ],
  LH: [
    ['塞上红礼盒（大）', 168, '盒', 360, 6],
    ['塞上红礼盒（小）', 88, '盒', 360, 8],
    ['坚果团圆礼盒', 138, '盒', 180, 6],
    ['中秋枸杞礼盒', 118, '盒', 180, 5],
    ['新春福礼盒', 198, '盒', 240, 6],
    ['原浆礼盒', 258, '盒', 360, 4],
    ['八宝茶礼盒', 79, '盒', 540, 5],
    ['企业定制礼盒', 228, '盒', 240, 3],
  ],
  FW: [
    ['代垫运费', 1, '元', 0, 0],
    ['堆头陈列费', 1, '元', 0, 0],
    ['定制包装设计费', 1, '元', 0, 0],
  ],
}

const specifications: Readonly<Record<string, readonly string[]>> = {
  袋: ['250 克', '500 克'],
  罐: ['200 克', '500 克'],
  盒: ['标准装', '12 盒/件'],
  瓶: ['210 克', '280 克'],
  桶: ['5 公斤'],
  公斤: ['10 公斤/箱'],
  元: ['按实际'],
}

export interface Product {
  readonly code: string
  readonly name: string
  readonly category: string
  readonly specification: string
  readonly unit: string
  readonly price: number
  readonly shelfLifeDays: number
  /** How often it is in an order, compared with others. */
  readonly popularity: number
}

export const products: readonly Product[] = Object.entries(lines).flatMap(([category, each]) =>
  each.map(([name, price, unit, shelfLifeDays, popularity], at) => {
    const sizes = specifications[unit] ?? ['标准装']
    return {
      code: `${category}${String(at + 1).padStart(3, '0')}`,
      name,
      category,
      specification: sizes[at % sizes.length] ?? '标准装',
      unit,
      price,
      shelfLifeDays,
      popularity,
    }
  }),
)
