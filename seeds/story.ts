/** Tells what happens to one customer of a named situation, day by day: the same few acts with other figures. */
import { type Company, plan } from './company.ts'
import { addDays } from './days.ts'
import { Desk } from './desk.ts'
import { invoiceFor, moneyFrom, noticeFor, orderFor, partOf, type Stage, settle, takeTo, totalOf, type Wanted } from './goods.ts'
import type { Parties, Party, Situation } from './situations.ts'

/** A working day on or before a day: orders are taken on working days. */
export const workdayBefore = (day: string): string => {
  const weekday = new Date(day).getUTCDay()
  return weekday === 0 ? addDays(day, -2) : weekday === 6 ? addDays(day, -1) : day
}

export class Story {
  readonly company: Company
  private readonly parties: Parties
  private readonly situation: Situation

  constructor(company: Company, parties: Parties, situation: Situation) {
    this.company = company
    this.parties = parties
    this.situation = situation
  }

  get party(): Party {
    const found = this.parties.get(this.situation)
    if (!found) throw new RangeError(`nobody is ${this.situation} yet`)
    return found
  }

  /** So many days before today. */
  ago = (days: number): string => addDays(this.company.today, -days)

  /** Something on a day, by people at their desks. */
  on(day: string, work: (desk: Desk) => Promise<unknown>, hour = 10): void {
    plan(this.company, day, async () => {
      await work(new Desk(this.company, day, hour))
    })
  }

  /** Goods ordered on or just before a day, on a notice taken to `stage` that day; paid ahead for `paid` in a hundred. Answers the notice. */
  async goods(desk: Desk, wanted: readonly Wanted[], stage: Stage | 'draft', paid = 0): Promise<number> {
    const { customer, contract } = this.party
    const order = await orderFor(this.company, new Desk(this.company, workdayBefore(desk.day), 9), customer, wanted, { contract })
    if (paid > 0) await moneyFrom(this.company, desk, customer, partOf(await totalOf(desk, order), paid))
    const notice = await noticeFor(this.company, desk, order)
    if (stage !== 'draft') await takeTo(desk, notice, stage)
    return notice
  }

  /** Goods paid ahead, received and invoiced on a day: the history that a rolling limit needs (CRD-02). */
  async prepaidGoods(desk: Desk, wanted: readonly Wanted[]): Promise<void> {
    const notice = await this.goods(desk, wanted, 'received', 100)
    await invoiceFor(desk, [notice])
    await settle(desk, this.party.customer)
  }
}
