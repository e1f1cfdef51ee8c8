/** Amounts that the figures of a month can be made of (PAY-05): one that leaves no room for sums kept to the 分 is refused where it is entered, not when the month is run. */
import { yuan } from '../definition/decimal.ts'
import type { Everywhere } from '../records/index.ts'

/** 100 billion yuan, in 分: nine hundred of them still add up exactly. */
const most = 10 ** 13

export const countable: Everywhere = {
  check({ verb, register, before, after, fault }) {
    if (verb === 'remove') return
    for (const name of register.booked?.figures ?? []) {
      const value = after[name]
      if (register.fields[name]?.kind !== 'money' || typeof value !== 'number' || Math.abs(value) <= most) continue
      // What stands already keeps nothing else from being written.
      if (verb !== 'recover' && before?.[name] === value) continue
      fault(name, [
        `${yuan(value)} 元超过一千亿元，计入月份的合计将无法精确到分（PAY-05）；请核对是否多写了几位。`,
        `${yuan(value)} yuan is more than 100 billion, and sums of the month would no longer be exact (PAY-05); look for digits too many.`,
      ])
    }
  },
}
