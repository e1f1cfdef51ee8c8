/** What wants doing in the month at a glance: differences, money that nobody claims, what is matched, what is proposed. */
import { Button } from '@mui/material'
import { parseDecimal, yuan } from '../../../server/definition/decimal.ts'
import type { MonthView } from '../../../server/reconciliation/messages.ts'
import { useLanguage, useSay } from '../../language/say.ts'
import { listPath } from '../../registers/conditions.ts'
import { exact, percent, short } from '../../reports/amounts.ts'
import { Figure } from '../../reports/Figure.tsx'
import { FigureGrid } from '../../reports/FigureGrid.tsx'
import { isFixed } from './useMonth.ts'

export function Glance({ view, open, onTab }: { view: MonthView; open: number; onTab(tab: string): void }) {
  const say = useSay()
  const fixed = isFixed(view)
  const { language } = useLanguage()
  const { bank, unclaimed, proposed, differences, from } = view
  const amount = yuan(differences.reduce((sum, each) => sum + (parseDecimal(each.amount, 2) ?? 0), 0))
  const count = differences.reduce((sum, each) => sum + each.count, 0)
  const share = bank.count === 0 ? null : String((bank.matchedCount / bank.count) * 100)
  return (
    <FigureGrid>
      <Figure
        label={say(['待说明差异', 'Differences to explain'])}
        value={String(open)}
        exact={say(['共 {count} 条，¥ {amount}', '{count} in all, ¥ {amount}'], { count, amount: exact(amount, 'money') })}
        to={listPath('differences', { month: from, status: 'open' })}
        bad={open > 0}
      >
        <span>{say(['共 {count} 条 · ¥ {amount}', '{count} in all · ¥ {amount}'], { count, amount: short(amount, language) })}</span>
      </Figure>
      <Figure
        label={say(['待认领', 'Unclaimed money'])}
        value={short(unclaimed.amount, language)}
        exact={say(['¥ {amount}：没有建议，也无人认领的收款', '¥ {amount}: money in that no proposal and nobody claims'], {
          amount: exact(unclaimed.amount, 'money'),
        })}
        to="/claims"
      >
        <span>
          {say(['{count} 笔', '{count} lines'], { count: unclaimed.count })}
          {unclaimed.oldest ? say([' · 最早 {day}', ' · since {day}'], { day: unclaimed.oldest }) : ''}
        </span>
      </Figure>
      <Figure
        label={say(['银行流水已勾对', 'Bank lines matched'])}
        value={percent(share)}
        exact={say(
          [
            '{matched} / {count} 笔；其余为建议待确认、待认领、已认领或支出',
            '{matched} of {count} lines; the rest is proposed, unclaimed, claimed or money out',
          ],
          {
            matched: bank.matchedCount,
            count: bank.count,
          },
        )}
        to={listPath('bankLines', { date: { gte: from, lte: view.to } })}
      >
        <span>
          {say(['金额 {matched} / {amount}', 'Money {matched} / {amount}'], {
            matched: short(bank.matchedAmount, language),
            amount: short(bank.amount, language),
          })}
        </span>
      </Figure>
      <Figure
        label={say(['等您确认的建议', 'Proposals to confirm'])}
        value={fixed ? '—' : String(proposed)}
        exact={
          fixed
            ? say(['本月已签字；没有确认的归未关账的月份', 'The month is signed; what is not confirmed belongs to the open month'])
            : say(['在“勾对”中确认', 'Confirm them under Matching'])
        }
        to={undefined}
      >
        {proposed > 0 && !fixed ? (
          <Button size="small" sx={{ alignSelf: 'flex-start', p: 0, minWidth: 0 }} onClick={() => onTab('board')}>
            {say(['去确认', 'Look at them'])}
          </Button>
        ) : null}
      </Figure>
    </FigureGrid>
  )
}
