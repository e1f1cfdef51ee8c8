/** How much of all receivables the largest debtors hold. */
import { Box, Card, Typography } from '@mui/material'
import type { CreditReport } from '../../../reports/messages.ts'
import { useSay } from '../../language/say.ts'
import { numberOf, percent } from '../amounts.ts'

export function Concentration({ shares }: { shares: CreditReport['concentration'] }) {
  const say = useSay()
  const bars = [
    [say(['最大 1 户', 'Largest']), shares.top1],
    [say(['前 5 户', 'Top 5']), shares.top5],
    [say(['前 10 户', 'Top 10']), shares.top10],
  ] as const
  return (
    <Card component="section" sx={{ p: 1.5, height: '100%', breakInside: 'avoid' }}>
      <Typography variant="h2" sx={{ mb: 1 }}>
        {say(['应收集中度', 'Concentration'])}
      </Typography>
      <Box component="dl" sx={{ m: 0, display: 'grid', gap: 1.5 }}>
        {bars.map(([label, share]) => (
          <Box key={label} sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) auto', columnGap: 1 }}>
            <Typography component="dt" variant="body2" color="text.secondary">
              {label}
            </Typography>
            <Box component="dd" sx={{ m: 0, display: 'contents' }}>
              <Typography component="span" sx={{ fontWeight: 600 }}>
                {percent(share)}
              </Typography>
              <Box aria-hidden sx={{ gridColumn: '1 / -1', height: 8, borderRadius: 1, bgcolor: 'action.hover' }}>
                <Box className="mark" sx={{ height: 8, borderRadius: 1, bgcolor: 'primary.main', width: `${numberOf(share) ?? 0}%` }} />
              </Box>
            </Box>
          </Box>
        ))}
      </Box>
      <Typography variant="body2" color="text.secondary" sx={{ mt: 1.5 }}>
        {say(['80 % 的应收在 {count} 位客户', '80 % of it is owed by {count} customers'], { count: shares.holders80 })}
      </Typography>
    </Card>
  )
}
