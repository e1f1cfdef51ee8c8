/** “为什么拒绝？” beside a dispatch: what the gate would say now, the sum behind it, and the ways out as buttons. */
import CreditScoreIcon from '@mui/icons-material/CreditScoreOutlined'
import { Alert, Button, Dialog, DialogActions, DialogContent, DialogTitle, Skeleton, Typography } from '@mui/material'
import { useState } from 'react'
import { Link } from 'react-router'
import { parseDecimal } from '../../../server/definition/decimal.ts'
import { useSay } from '../../language/say.ts'
import { Calculation } from '../../registers/Calculation.tsx'
import { type PanelRecord, useCatalog } from '../../registers/catalog.ts'
import { createPath } from '../../registers/Related.tsx'
import { useCredit } from './useCredit.ts'

/** A figure that is hidden from the asker counts as none. */
const fen = (text: string | undefined) => parseDecimal(text ?? '', 2) ?? 0

export default function DispatchCredit({ record }: { record: PanelRecord }) {
  const say = useSay()
  const { byName } = useCatalog()
  const [open, setOpen] = useState(false)
  if (!byName.has('creditDecisions') || record.status !== 'draft' || typeof record.customer !== 'number') return null
  return (
    <>
      <Button size="small" variant="outlined" color="inherit" startIcon={<CreditScoreIcon />} onClick={() => setOpen(true)}>
        {say(['授信试算', 'Try the credit gate'])}
      </Button>
      {open ? <Explanation record={record} customer={record.customer} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

function Explanation({ record, customer, onClose }: { record: PanelRecord; customer: number; onClose(): void }) {
  const say = useSay()
  const { byName } = useCatalog()
  const { data, error } = useCredit(customer, record.id)
  const kind = data?.reasons.includes('overdue') && !data.reasons.includes('overLimit') ? 'overdue' : 'first'
  const releasable = data?.reasons.some((reason) => reason === 'overLimit' || reason === 'overdue') && byName.get('releases')?.may.create
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby="credit-title">
      <DialogTitle id="credit-title">{say(['这批货能发吗？', 'May these goods go?'])}</DialogTitle>
      <DialogContent>
        {error ? <Alert severity="error">{error.message}</Alert> : null}
        {data ? (
          <>
            <Alert severity={data.allowed ? 'success' : 'error'} sx={{ mb: 2 }}>
              {data.words ? say(data.words) : say(['可以发货。', 'They may.'])}
            </Alert>
            <Calculation
              inputs={{
                day: data.day,
                amount: fen(data.amount),
                limit: fen(data.limit),
                exposure: fen(data.exposure),
                advance: fen(data.advance),
                overdue: fen(data.overdue),
              }}
            />
            {data.policies.map((words) => (
              <Typography key={words[1]} variant="body2" color="textSecondary">
                {say(words)}
              </Typography>
            ))}
          </>
        ) : error ? null : (
          <Skeleton variant="rounded" height={160} />
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{say(['关闭', 'Close'])}</Button>
        {releasable ? (
          <Button variant="contained" component={Link} to={createPath('releases', { dispatch: record.id, kind })}>
            {say(['申请放行', 'Apply for a release'])}
          </Button>
        ) : null}
      </DialogActions>
    </Dialog>
  )
}
