/** Today's credit of a customer on one card: what may still be taken, what is used of what, and what stands in the way. */
import { Alert, LinearProgress, Skeleton, Stack, Typography } from '@mui/material'
import { parseDecimal } from '../../../server/definition/decimal.ts'
import { groupDigits } from '../../kinds/figures.ts'
import { useSay, type Words } from '../../language/say.ts'
import { listPath } from '../../registers/conditions.ts'
import { Figure } from '../customer/Figure.tsx'
import { useCredit } from './useCredit.ts'

export const modes: Readonly<Record<string, Words>> = {
  prepaid: ['先款后货', 'Prepaid'],
  rolling: ['滚动授信', 'Rolling credit'],
  fixed: ['固定授信', 'Fixed credit'],
  cash: ['货到付现', 'Cash on delivery'],
}

const lacks: Readonly<Record<string, Words>> = {
  card: ['信息卡未填全', 'information card incomplete'],
  idCopy: ['缺开户人证件', "opener's ID missing"],
  contract: ['无有效合同', 'no contract in force'],
  settlementAgreement: ['合同缺结算协议', 'no settlement agreement'],
  lastYearBalance: ['上年欠款未清', "last year's balance open"],
}

/** A figure that is hidden from the asker counts as none. */
const fen = (text: string | undefined) => parseDecimal(text ?? '', 2) ?? 0

export function CreditCard({ customer }: { customer: number }) {
  const say = useSay()
  const { data, isPending, error } = useCredit(customer)
  if (error) return null
  if (isPending) return <Skeleton variant="rounded" height={140} />
  const { mode, limit, exposure, advance, available, overdue, oldestOverdueDays, missing } = data
  const used = fen(exposure) - fen(advance)
  const share = fen(limit) > 0 ? Math.round((used / fen(limit)) * 100) : null
  const credit = mode === 'rolling' || mode === 'fixed'
  return (
    <Figure
      title={`${say(['今日授信', 'Credit today'])} · ${say(modes[mode] ?? [mode, mode])}`}
      to={listPath('creditDecisions', { customer })}
    >
      {credit ? (
        <>
          <Typography variant="body2" color="textSecondary">
            {say(['可用', 'Available'])}
          </Typography>
          <Typography sx={{ fontSize: '1.375rem', fontWeight: 600, fontVariantNumeric: 'tabular-nums' }}>
            ¥ {groupDigits(available)}
          </Typography>
          {share === null ? null : (
            <LinearProgress
              variant="determinate"
              value={Math.max(0, Math.min(100, share))}
              color={share > 100 ? 'error' : share > 85 ? 'warning' : 'primary'}
              aria-label={say(['额度使用率', 'Utilisation'])}
              sx={{ height: 6, borderRadius: 3, my: 0.75 }}
            />
          )}
          <Typography variant="body2" color="textSecondary">
            {say(['占用 {used} / 额度 {limit}', 'used {used} of {limit}'], { used: groupDigits(exposure), limit: groupDigits(limit) })}
          </Typography>
        </>
      ) : (
        <Typography sx={{ fontSize: '1.125rem', fontWeight: 600, fontVariantNumeric: 'tabular-nums' }}>
          {say(['未结 ¥ {exposure}', 'unsettled ¥ {exposure}'], { exposure: groupDigits(exposure) })}
        </Typography>
      )}
      <Stack spacing={0.5} sx={{ mt: 0.5 }}>
        {fen(advance) > 0 ? (
          <Typography variant="body2">{say(['预收 ¥ {advance}', 'money held ¥ {advance}'], { advance: groupDigits(advance) })}</Typography>
        ) : null}
        {fen(overdue) > 0 ? (
          <Alert severity="error" sx={{ py: 0 }}>
            {say(['逾期 ¥ {overdue}，最长 {days} 天', '¥ {overdue} overdue, the oldest by {days} days'], {
              overdue: groupDigits(overdue),
              days: oldestOverdueDays,
            })}
          </Alert>
        ) : null}
        {credit && missing.length > 0 ? (
          <Alert severity="warning" sx={{ py: 0 }}>
            {say(['不能授信：', 'No credit: '])}
            {missing.map((each) => say(lacks[each] ?? [each, each])).join(say(['、', ', ']))}
          </Alert>
        ) : null}
      </Stack>
    </Figure>
  )
}
