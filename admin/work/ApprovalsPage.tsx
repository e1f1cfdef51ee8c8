/** 待我审批: every approval that waits for me, with what it says; one at a time or several at once, on a desk or with one thumb. */
import CheckCircleOutlineIcon from '@mui/icons-material/CheckCircleOutlined'
import { Alert, Button, Card, Skeleton, Stack, Typography } from '@mui/material'
import { useState } from 'react'
import { Title } from 'react-admin'
import { Link } from 'react-router'
import type { Decision } from '../../server/approvals/index.ts'
import { useSay } from '../language/say.ts'
import { ApprovalCard } from './ApprovalCard.tsx'
import { DecideDialog } from './DecideDialog.tsx'
import { useWork } from './useWork.ts'

interface Deciding {
  readonly ids: readonly number[]
  readonly decision: Decision
  readonly title: string
}

export default function ApprovalsPage() {
  const say = useSay()
  const { data, isPending, error } = useWork()
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set())
  const [deciding, setDeciding] = useState<Deciding>()
  const list = data?.approvals ?? []
  const selected = list.filter(({ id }) => chosen.has(id))
  const toggle = (id: number) => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    setChosen(next)
  }
  return (
    <Stack spacing={1.5} sx={{ maxWidth: 960 }}>
      <Title title={say(['待我审批', 'To approve'])} />
      <Stack direction="row" sx={{ alignItems: 'center', gap: 1, flexWrap: 'wrap' }}>
        <Typography component="h1" variant="h1">
          {say(['待我审批', 'Waiting for my approval'])} {list.length > 0 ? list.length : ''}
        </Typography>
        <Stack sx={{ flex: 1 }} />
        <Button size="small" component={Link} to="/delegations">
          {say(['委托他人代签', 'Let somebody stand in'])}
        </Button>
        <Button size="small" component={Link} to="/approvals">
          {say(['全部审批单', 'All approvals'])}
        </Button>
      </Stack>
      {error ? <Alert severity="error">{error.message}</Alert> : null}
      {isPending ? <Skeleton variant="rounded" height={120} /> : null}
      {data && list.length === 0 ? (
        <Card sx={{ p: 3 }}>
          <Stack direction="row" spacing={1} sx={{ alignItems: 'center', color: 'text.secondary' }}>
            <CheckCircleOutlineIcon color="success" />
            <span>{say(['没有等您审批的单据。', 'Nothing waits for your approval.'])}</span>
          </Stack>
        </Card>
      ) : null}
      {selected.length > 0 ? (
        <Card sx={{ p: 1, position: 'sticky', top: 56, zIndex: 2 }}>
          <Stack direction="row" sx={{ alignItems: 'center', gap: 1, flexWrap: 'wrap' }}>
            <Typography sx={{ px: 1 }}>{say(['已选 {count} 件', '{count} selected'], { count: selected.length })}</Typography>
            <Stack sx={{ flex: 1 }} />
            {(['return', 'approve'] as const).map((decision) => (
              <Button
                key={decision}
                size="small"
                variant={decision === 'approve' ? 'contained' : 'outlined'}
                color={decision === 'approve' ? 'primary' : 'warning'}
                onClick={() =>
                  setDeciding({
                    ids: selected.map(({ id }) => id),
                    decision,
                    title: say(['{count} 件', '{count} approvals'], { count: selected.length }),
                  })
                }
              >
                {decision === 'approve' ? say(['同意所选', 'Approve selected']) : say(['退回所选', 'Send selected back'])}
              </Button>
            ))}
          </Stack>
        </Card>
      ) : null}
      {list.map((waiting) => (
        <ApprovalCard
          key={waiting.id}
          waiting={waiting}
          chosen={chosen.has(waiting.id)}
          onChoose={() => toggle(waiting.id)}
          onDecide={(decision) => setDeciding({ ids: [waiting.id], decision, title: waiting.title })}
        />
      ))}
      {deciding ? <DecideDialog {...deciding} onClose={() => setDeciding(undefined)} /> : null}
    </Stack>
  )
}
