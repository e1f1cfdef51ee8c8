/** The bank's side of a month, the company's whatever is filtered: how much of it is matched, and the money nobody has claimed. */
import { Box, Card, Typography } from '@mui/material'
import { Link } from 'react-router'
import type { FundReport } from '../../../reports/messages.ts'
import { useLanguage, useSay } from '../../language/say.ts'
import { exact, numberOf, percent, short } from '../amounts.ts'

interface Props {
  readonly bank: FundReport['bank']
  readonly unclaimed: FundReport['unclaimed']
  /** The money that nobody has claimed; undefined for those who may not see it. */
  readonly pool: string | undefined
}

export function Bank({ bank, unclaimed, pool }: Props) {
  const say = useSay()
  const { language } = useLanguage()
  const shares = bank
    ? ([
        [say(['按笔数', 'By count']), bank.countShare, `${exact(bank.matchedCount, 'count')} / ${exact(bank.count, 'count')}`],
        [say(['按金额', 'By money']), bank.amountShare, `¥ ${short(bank.matchedAmount, language)} / ${short(bank.amount, language)}`],
      ] as const)
    : []
  return (
    <Card component="section" sx={{ p: 1.5, height: '100%', breakInside: 'avoid' }}>
      <Typography variant="h2">
        {bank ? say(['银行流水（全公司）', 'The bank (whole company)']) : say(['到账待认领（全公司）', 'Money to claim (whole company)'])}
      </Typography>
      {bank ? (
        <Box component="dl" sx={{ m: 0, mt: 1, display: 'grid', gap: 1.25 }}>
          {shares.map(([label, share, told]) => (
            <Box key={label} sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) auto', columnGap: 1 }}>
              <Typography component="dt" variant="body2" color="text.secondary">
                {say(['已勾对', 'Matched'])} · {label}
              </Typography>
              <Box component="dd" sx={{ m: 0, display: 'contents' }}>
                <Typography component="span" sx={{ fontWeight: 600 }}>
                  {percent(share)}
                </Typography>
                <Box aria-hidden sx={{ gridColumn: '1 / -1', height: 8, borderRadius: 1, bgcolor: 'action.hover' }}>
                  <Box className="mark" sx={{ height: 8, borderRadius: 1, bgcolor: 'primary.main', width: `${numberOf(share) ?? 0}%` }} />
                </Box>
                <Typography component="span" variant="caption" color="text.secondary" sx={{ gridColumn: '1 / -1' }}>
                  {told}
                </Typography>
              </Box>
            </Box>
          ))}
        </Box>
      ) : null}
      {unclaimed ? (
        <Box sx={{ mt: 1.5, pt: 1.5, borderTop: 1, borderColor: 'divider' }}>
          <Typography variant="body2" color="text.secondary">
            {bank
              ? say(['待认领', 'Unclaimed'])
              : say(['公司的待认领池，不限于您的客户', "The company's pool, not of your customers alone"])}
          </Typography>
          <Typography sx={{ fontSize: '1.25rem', fontWeight: 600 }} title={exact(unclaimed.amount, 'money')}>
            {pool && unclaimed.count > 0 ? (
              <Link to={pool}>¥ {short(unclaimed.amount, language)}</Link>
            ) : (
              `¥ ${short(unclaimed.amount, language)}`
            )}
          </Typography>
          <Typography variant="body2" color="text.secondary">
            {unclaimed.count > 0
              ? say(['{count} 笔，最早 {oldest}', '{count} lines, the oldest of {oldest}'], {
                  count: unclaimed.count,
                  oldest: unclaimed.oldest ?? '',
                })
              : say(['没有待认领的到账', 'Nothing waits for its owner'])}
          </Typography>
        </Box>
      ) : null}
    </Card>
  )
}
