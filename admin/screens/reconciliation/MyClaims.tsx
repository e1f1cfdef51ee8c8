/** My claims and what became of them, the latest first; one that still waits can be withdrawn. */
import { Box, Button, Card, Stack, Typography } from '@mui/material'
import { useState } from 'react'
import { useDataProvider, useGetList, useNotify, useRefresh } from 'react-admin'
import { Link } from 'react-router'
import type { ChoiceField } from '../../../server/definition/types.ts'
import type { PanelProvider } from '../../dataProvider.ts'
import type { Tone } from '../../kinds/tone.ts'
import { useSay } from '../../language/say.ts'
import { StatusChip } from '../../layout/StatusChip.tsx'
import { type PanelRecord, useDescription } from '../../registers/catalog.ts'
import { sentencesOf } from '../../registers/faults.ts'
import { exact } from '../../reports/amounts.ts'
import { useSession } from '../../session.ts'

const tones: Readonly<Record<string, Tone>> = { open: 'info', confirmed: 'success', rejected: 'error', withdrawn: 'default' }

export function MyClaims() {
  const say = useSay()
  const notify = useNotify()
  const refresh = useRefresh()
  const dataProvider = useDataProvider<PanelProvider>()
  const session = useSession()
  const [busy, setBusy] = useState<number>()
  const { fields } = useDescription('moneyClaims')
  const me = session.state === 'ready' ? session.user.id : 0
  const { data = [] } = useGetList<PanelRecord>('moneyClaims', {
    filter: { salesperson: me },
    sort: { field: 'id', order: 'DESC' },
    pagination: { page: 1, perPage: 10 },
  })
  if (data.length === 0) return null
  const words = (fields.status as unknown as ChoiceField | undefined)?.choices ?? {}
  const withdraw = async ({ id, version }: PanelRecord) => {
    setBusy(id)
    try {
      await dataProvider.move('moneyClaims', id, 'withdraw', { version })
      notify(say(['已撤回', 'Withdrawn']), { type: 'success' })
    } catch (error) {
      notify(sentencesOf(error).join(' '), { type: 'error' })
    }
    setBusy(undefined)
    refresh()
  }
  return (
    <Box component="section" aria-label={say(['我的认领', 'My claims'])}>
      <Typography component="h2" variant="h2" sx={{ mb: 1 }}>
        {say(['我的认领', 'My claims'])}
      </Typography>
      <Stack component="ul" spacing={1} sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {data.map((claim) => {
          const status = String(claim.status)
          const label = words[status]
          return (
            <Card component="li" key={claim.id} sx={{ p: 1.5, display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
              <Box sx={{ flex: 1, minWidth: 180 }}>
                <Typography component={Link} to={`/moneyClaims/${claim.id}/show`} sx={{ overflowWrap: 'anywhere' }}>
                  {claim._labels?.customer ?? String(claim.number)}
                </Typography>
                <Typography variant="body2" color="textSecondary" sx={{ overflowWrap: 'anywhere' }}>
                  {[String(claim.number), claim.refusal].filter(Boolean).join(' · ')}
                </Typography>
              </Box>
              <Typography sx={{ fontVariantNumeric: 'tabular-nums' }}>{exact(String(claim.amount), 'money')}</Typography>
              <StatusChip label={label ? say(label) : status} tone={tones[status] ?? 'default'} />
              {status === 'open' ? (
                <Button size="small" color="inherit" disabled={busy === claim.id} onClick={() => void withdraw(claim)}>
                  {say(['撤回', 'Withdraw'])}
                </Button>
              ) : null}
            </Card>
          )
        })}
      </Stack>
    </Box>
  )
}
