/** The five figures of a month: what is owed at its end, what came in, the rate of recovery, plans kept, and differences nobody has explained. */
import { Box } from '@mui/material'
import type { FundReport } from '../../../reports/messages.ts'
import { useLanguage, useSay } from '../../language/say.ts'
import { change, exact, numberOf, percent, short } from '../amounts.ts'
import { Change } from '../Change.tsx'
import { Figure, FigureSkeleton } from '../Figure.tsx'
import { FigureGrid } from '../FigureGrid.tsx'
import type { To } from './useDrill.ts'

const names = ['closing', 'received', 'recoveryRate', 'plan', 'differing'] as const

type Value = string | null

export function Figures({ report, to }: { report: FundReport | undefined; to: To }) {
  const say = useSay()
  const { language } = useLanguage()
  if (!report)
    return (
      <FigureGrid>
        {names.map((name) => (
          <FigureSkeleton key={name} />
        ))}
      </FigureGrid>
    )
  const { totals, trend, plan, differences } = report
  const before = trend.at(-2)
  const against = say(['较上月', 'on last month'])
  const line = (name: string) => trend.map((row) => numberOf(row[name]) ?? 0)
  const money = (name: string) => totals[name] as Value
  const [rate, past] = [numberOf(totals.recoveryRate), numberOf(before?.recoveryRate)]
  const kept = numberOf(plan.planned) ? (Number(plan.paidOfPlan) / Number(plan.planned)) * 100 : undefined
  return (
    <FigureGrid>
      <Figure
        label={say(['期末应收净额', 'Owed at the end, net'])}
        value={short(money('closing'), language)}
        exact={exact(money('closing'), 'money')}
        to={to('closing')}
        spark={line('closing')}
      >
        <span>
          {say(['欠款 {owing} − 预收 {ahead}', '{owing} owed − {ahead} paid ahead'], {
            owing: short(money('owing'), language),
            ahead: short(money('ahead'), language),
          })}
        </span>
        <Change value={change(money('closing'), money('opening'))} against={say(['较期初', 'on the opening'])} />
      </Figure>
      <Figure
        label={say(['本月回款', 'Received'])}
        value={short(money('received'), language)}
        exact={exact(money('received'), 'money')}
        to={to('received')}
        spark={line('received')}
      >
        <Change value={change(money('received'), before?.received as Value)} against={against} />
        {numberOf(totals.refunded) ? (
          <span>{say(['已扣退款 {refunded}', 'less refunds of {refunded}'], { refunded: short(money('refunded'), language) })}</span>
        ) : null}
      </Figure>
      <Figure
        label={say(['回款率', 'Recovery rate'])}
        value={percent(money('recoveryRate'))}
        exact={say(['已收回 {recovered} ÷ 应收 {due}', '{recovered} recovered ÷ {due} due'], {
          recovered: exact(money('recovered'), 'money'),
          due: exact(money('due'), 'money'),
        })}
        to={to('recoveryRate')}
        spark={line('recoveryRate')}
      >
        <Box component="span" sx={{ color: 'text.secondary' }}>
          {say(['已收回 {recovered} ÷ 应收 {due}', '{recovered} of {due} due'], {
            recovered: short(money('recovered'), language),
            due: short(money('due'), language),
          })}
        </Box>
        {numberOf(totals.advanced) ? (
          <Box component="span" sx={{ color: 'text.secondary' }}>
            {say(['另有预付 {advanced}', '{advanced} more paid ahead'], { advanced: short(money('advanced'), language) })}
          </Box>
        ) : null}
        {rate !== undefined && past !== undefined ? (
          <Box component="span" sx={{ color: 'text.secondary' }}>
            {say(['上月 {rate}', '{rate} last month'], { rate: percent(String(past)) })}
          </Box>
        ) : null}
      </Figure>
      <Figure
        label={say(['计划完成', 'Of plans paid'])}
        value={percent(kept === undefined ? null : String(kept))}
        exact={`${exact(plan.paidOfPlan, 'money')} / ${exact(plan.planned, 'money')}`}
        to={to('planned')}
        bad={plan.missed > 0}
      >
        <span>
          {plan.steps > 0
            ? say(['计划 {planned}，{steps} 期', 'Planned {planned} in {steps} step(s)'], {
                planned: short(plan.planned, language),
                steps: plan.steps,
              })
            : say(['本月没有到期的计划', 'No step is due this month'])}
        </span>
        {plan.missed > 0 ? (
          <Box component="span" sx={{ color: 'error.main', fontWeight: 600 }}>
            {say(['{count} 期未守约', '{count} not kept'], { count: plan.missed })}
          </Box>
        ) : null}
      </Figure>
      {differences ? (
        <Figure
          label={say(['未说明差异', 'Differences open'])}
          value={exact(totals.differing as number, 'count')}
          exact={`¥ ${exact(money('differingAmount'), 'money')}`}
          to={to('differing')}
          bad={Number(totals.differing) > 0}
        >
          <span>¥ {short(money('differingAmount'), language)}</span>
          <Box component="span" sx={{ color: 'text.secondary' }}>
            {say(['本月共 {count} 笔', '{count} in the month'], { count: differences.reduce((sum, { count }) => sum + count, 0) })}
          </Box>
        </Figure>
      ) : null}
    </FigureGrid>
  )
}
