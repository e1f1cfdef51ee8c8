/** The five figures of the weekly statistics: net, orders, customers, returns, completion. */
import { Box } from '@mui/material'
import type { Cell, Report, ReportRow } from '../../../reports/messages.ts'
import { type Language, useLanguage, useSay, type Words } from '../../language/say.ts'
import { change, exact, numberOf, percent, short } from '../amounts.ts'
import { Change } from '../Change.tsx'
import { Figure, FigureSkeleton } from '../Figure.tsx'
import { FigureGrid } from '../FigureGrid.tsx'

const figures = [
  { name: 'net', label: ['净销售额', 'Net sales'], format: 'money' },
  { name: 'orders', label: ['订单', 'Orders'], format: 'count' },
  { name: 'customers', label: ['客户', 'Customers'], format: 'count' },
  { name: 'returned', label: ['退货', 'Returns'], format: 'money' },
  { name: 'completion', label: ['目标完成', 'Target reached'], format: 'percent' },
] as const satisfies readonly { readonly name: string; readonly label: Words; readonly format: 'money' | 'count' | 'percent' }[]

/** Weeks in the little line beside a figure. */
const sparkWeeks = 13

interface Props {
  readonly report: Report | undefined
  /** The weeks up to the end of the period. */
  readonly weeks: readonly ReportRow[]
  to(figure: string): string
}

const shownAs = (value: Cell | undefined, format: 'money' | 'count' | 'percent', language: Language) =>
  format === 'percent' ? percent(value) : short(value, language)

export function Figures({ report, weeks, to }: Props) {
  const say = useSay()
  const { language } = useLanguage()
  const present = report ? figures.filter(({ name }) => report.columns.some((column) => column.name === name)) : figures
  return (
    <FigureGrid>
      {present.map(({ name, label, format }) => {
        if (!report) return <FigureSkeleton key={name} />
        const { totals, compared } = report
        const value = totals[name]
        return (
          <Figure
            key={name}
            label={say(label)}
            value={shownAs(value, format, language)}
            exact={exact(value, format)}
            to={to(name)}
            spark={weeks.slice(-sparkWeeks).map((row) => numberOf(row[name]) ?? 0)}
          >
            {name === 'completion' ? (
              <Box component="span" sx={{ color: 'text.secondary' }}>
                {say(['目标', 'Target'])} {short(totals.target, language)}
              </Box>
            ) : (
              <>
                <Change value={change(value, compared.before[name])} against={say(['较上期', 'on the period before'])} />
                <Change value={change(value, compared.year[name])} against={say(['较去年', 'on last year'])} />
              </>
            )}
          </Figure>
        )
      })}
    </FigureGrid>
  )
}
