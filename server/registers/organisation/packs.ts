/** The industry packs of the catalogue: which one a business unit works under. */
import type { Words } from '../../definition/words.ts'

export const packs: Readonly<Record<string, Words>> = {
  FMC: ['食品与实物流通', 'Food and goods flow'],
  AUT: ['汽车经销', 'Auto dealer'],
  GPS: ['设备售后', 'Equipment after-sales'],
  TEN: ['物业租户', 'Property tenants'],
  PTN: ['工程联营', 'Construction partners'],
  VIP: ['零售会员', 'Retail loyalty'],
  MIN: ['矿业集团', 'Mining group'],
}
