/** Price lists year by year, each decided by the pricing committee with minutes and superseding the year before (ORD-02, ORD-22); last year's was forgotten and is still in force. */
import { system } from '../server/access/actor.ts'
import { createMany, move } from '../server/records/index.ts'
import { type Company, colleague, onDay, plan } from './company.ts'
import { addDays } from './days.ts'
import { scan } from './scans.ts'

const kinds = [
  ['标准价目表', 1, ['direct', 'keyAccount']],
  ['经销商价目表', 0.9, ['distributor']],
  ['电商供货价目表', 0.94, ['online']],
] as const

/** Prices rise by three in a hundred every year. */
export const riseOf = ({ start }: Company, year: number): number => 1.03 ** (year - Number(start.slice(0, 4)))

const linesOf = (company: Company, year: number, share: number) => {
  const rise = riseOf(company, year)
  return company.goods.flatMap(({ id, price, popularity }) =>
    popularity > 0 ? [{ product: id, price: (price * share * rise).toFixed(2), minQuantity: '10' }] : [],
  )
}

/** Decides the lists of a year on `day`: drafted, then put in force. Answers them in the order of the kinds. */
async function decide(company: Company, year: number, day: string, old: readonly number[]): Promise<number[]> {
  const world = onDay(company, day, 10)
  const finance = colleague(company, 'finance')
  const bodies = []
  for (const [at, [name, share, channels]] of kinds.entries())
    bodies.push({
      name: `${year} 年${name}`,
      from: `${year}-01-01`,
      to: `${year}-12-31`,
      channels: [...channels],
      supersedes: old[at] ?? null,
      decidedOn: day,
      minutes: await scan(world, `${year} 年定价会纪要`, `Minutes of the pricing committee for ${year}`),
      lines: linesOf(company, year, share),
    })
  const ids = await createMany(world, system, 'priceLists', bodies)
  for (const id of ids) await move(world, finance, 'priceLists', id, 'issue')
  return ids
}

/** The lists of every year of the story; those of next year are drafted in the last quarter and wait for the committee. */
export async function foundPrices(company: Company): Promise<void> {
  const { start, today } = company
  const first = Number(start.slice(0, 4))
  let known = await decide(company, first, addDays(start, -785), [])
  for (let year = first + 1; year <= Number(today.slice(0, 4)); year++)
    plan(company, `${year - 1}-12-20`, async () => {
      const before = known
      known = await decide(company, year, `${year - 1}-12-20`, before)
      if (year < Number(today.slice(0, 4)))
        plan(company, `${year}-01-15`, async () => {
          for (const id of before)
            await move(onDay(company, `${year}-01-15`), colleague(company, 'finance'), 'priceLists', id, 'withdraw', {
              reason: '已由新版取代',
            })
        })
    })
  const next = Number(today.slice(0, 4)) + 1
  plan(company, today, async () => {
    await createMany(
      onDay(company, today, 9),
      colleague(company, 'finance'),
      'priceLists',
      [kinds[0]].map(([name, share, channels]) => ({
        name: `${next} 年${name}（讨论稿）`,
        from: `${next}-01-01`,
        to: `${next}-12-31`,
        channels: [...channels],
        lines: linesOf(company, next, share),
      })),
    )
  })
}
