/** Where the month stands: its status, who signed and when, and the way to the reconciliation and its issue. */

import LockOpenIcon from '@mui/icons-material/LockOpenOutlined'
import LockIcon from '@mui/icons-material/LockOutlined'
import { Chip, Link as MuiLink, Stack, Typography } from '@mui/material'
import { Link } from 'react-router'
import type { FundPeriod } from '../../../reports/messages.ts'
import { companyTime } from '../../kinds/instants.ts'
import { useSay } from '../../language/say.ts'
import { readable, useCatalog } from '../../registers/catalog.ts'

export function Standing({ period }: { period: FundPeriod }) {
  const say = useSay()
  const catalog = useCatalog()
  const { month, statusLabel, frozen, issue, number } = period
  const signatures = [
    [say(['销售内勤', 'Sales clerk']), period.clerk, period.clerkSignedAt],
    [say(['财务', 'Finance']), period.finance, period.financeSignedAt],
  ] as const
  return (
    <Stack
      direction="row"
      component="section"
      aria-label={say(['本月状态', 'Where the month stands'])}
      sx={{ flexWrap: 'wrap', gap: 1, alignItems: 'center' }}
    >
      <Chip
        size="small"
        variant="outlined"
        color={frozen ? 'success' : 'default'}
        icon={frozen ? <LockIcon /> : <LockOpenIcon />}
        label={statusLabel}
      />
      {signatures.map(([who, name, at]) =>
        at ? (
          <Typography key={who} variant="body2">
            {who} {name} · {companyTime(at)}
          </Typography>
        ) : null,
      )}
      <Typography variant="body2" color="text.secondary">
        {frozen
          ? say(['数字以签字锁定的回收表为准', 'Figures are those of the signed table'])
          : say(['数字随单据变动，锁定后不再变', 'Figures move with the papers until the month is locked'])}
      </Typography>
      {issue !== null && readable(catalog, 'fundRecoveries') ? (
        <MuiLink component={Link} to={`/fundRecoveries/${issue}/show`} variant="body2" className="no-print">
          {say(['回收表 {number}', 'Table {number}'], { number: number ?? `#${issue}` })}
        </MuiLink>
      ) : null}
      {readable(catalog, 'reconciliations') ? (
        <MuiLink component={Link} to={`/reconciliation?month=${month}`} variant="body2" className="no-print">
          {say(['去对账', 'To the reconciliation'])}
        </MuiLink>
      ) : null}
    </Stack>
  )
}
