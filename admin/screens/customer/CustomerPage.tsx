/** One look at a customer: who they are on the left, what happened in the middle, what matters now on the right; everything else in tabs. */
import AddIcon from '@mui/icons-material/Add'
import PhoneInTalkIcon from '@mui/icons-material/PhoneInTalk'
import { Box, Button, Chip, Stack } from '@mui/material'
import { lazy } from 'react'
import { ShowBase } from 'react-admin'
import { Link } from 'react-router'
import { useSay } from '../../language/say.ts'
import { type PanelRecord, useCatalog, useDescription, whole } from '../../registers/catalog.ts'
import { createPath } from '../../registers/Related.tsx'
import { RecordPage, type RecordTab } from '../../registers/Show.tsx'
import { Card } from './Card.tsx'
import { Figures } from './Figures.tsx'
import { MergeCustomer } from './MergeCustomer.tsx'
import { Timeline } from './Timeline.tsx'

const credit: RecordTab = { key: 'credit', label: ['授信', 'Credit'], Page: lazy(() => import('./CreditTab.tsx')) }

export default function CustomerPage() {
  const { byName } = useCatalog()
  const owed = byName.get('invoices')?.fields.outstanding !== undefined
  return (
    <ShowBase queryOptions={{ meta: whole }}>
      <RecordPage
        Overview={Overview}
        more={owed ? [credit] : []}
        actions={(record) => <Actions record={record} />}
        facts={(record) => <Facts record={record} />}
      />
    </ShowBase>
  )
}

function Overview({ record }: { record: PanelRecord }) {
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 2,
        alignItems: 'start',
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: '260px minmax(0, 1fr)', lg: '280px minmax(0, 1fr) 270px' },
      }}
    >
      <Card record={record} />
      <Timeline customer={record.id} />
      <Box sx={{ gridColumn: { xs: 'auto', md: '1 / -1', lg: 'auto' }, order: { xs: -1, md: 0 } }}>
        <Figures record={record} />
      </Box>
    </Box>
  )
}

function Facts({ record }: { record: PanelRecord }) {
  const say = useSay()
  const { fields } = useDescription()
  const tier = fields.tier
  const word =
    tier?.kind === 'choice' ? (tier as unknown as { choices: Record<string, [string, string]> }).choices[String(record.tier)] : undefined
  return word ? <Chip size="small" variant="outlined" label={say(['{tier}客户', '{tier} customer'], { tier: say(word) })} /> : null
}

function Actions({ record }: { record: PanelRecord }) {
  const say = useSay()
  const { byName } = useCatalog()
  return (
    <Stack direction="row" spacing={1}>
      {byName.get('orders')?.may.create ? (
        <Button
          size="small"
          variant="contained"
          startIcon={<AddIcon />}
          component={Link}
          to={createPath('orders', { customer: record.id })}
        >
          {say(['新建订单', 'New order'])}
        </Button>
      ) : null}
      {byName.get('communications')?.may.create ? (
        <Button
          size="small"
          variant="outlined"
          startIcon={<PhoneInTalkIcon />}
          component={Link}
          to={createPath('communications', { customer: record.id })}
        >
          {say(['记录沟通', 'Log a contact'])}
        </Button>
      ) : null}
      <MergeCustomer record={record} />
    </Stack>
  )
}
