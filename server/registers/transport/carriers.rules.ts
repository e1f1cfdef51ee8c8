/** The scorecard of a carrier (CAR-01): the mean of the five criteria for each year, the latest year beside the name. */
import type { Rules, Stored } from '../../records/rules.ts'

const criteria = ['standing', 'service', 'fees', 'punctuality', 'claims']

/** Mean of the five in tenths, rounded half up. */
const scoreOf = (line: Stored): number => Math.floor(criteria.reduce((sum, name) => sum + Number(line[name] ?? 0), 0) * 2 + 0.5)

export const carriersRules: Rules = {
  prepare({ after }) {
    const scores = (after.scores as Stored[] | null) ?? []
    for (const line of scores) line.score = scoreOf(line)
    const latest = [...scores].sort((a, b) => Number(b.year) - Number(a.year))[0]
    after.score = latest?.score ?? null
  },
  check({ after, fault }) {
    const years = ((after.scores as Stored[] | null) ?? []).map(({ year }) => year)
    if (new Set(years).size < years.length)
      fault('scores', ['同一年度只能评分一次（CAR-01），请合并。', 'A year is scored once (CAR-01); put the lines together.'])
  },
}
