/** The left of the customer page: the information card in short, the contacts, and whose customer this is. */
import AddIcon from '@mui/icons-material/Add'
import { Box, Button, Chip, Card as Frame, Skeleton, Stack, Typography } from '@mui/material'
import type { ReactNode } from 'react'
import { useGetList } from 'react-admin'
import { Link } from 'react-router'
import { useSay } from '../../language/say.ts'
import { type PanelRecord, readable, titleOf, useCatalog, useDescription } from '../../registers/catalog.ts'
import { FieldGrid } from '../../registers/Details.tsx'
import { FieldValue } from '../../registers/FieldValue.tsx'
import { createPath } from '../../registers/Related.tsx'

const shown = [
  'shortName',
  'creditCode',
  'region',
  'address',
  'phone',
  'industry',
  'channel',
  'abc',
  'legalForm',
  'representative',
  'openedOn',
]

export function Card({ record }: { record: PanelRecord }) {
  const say = useSay()
  const catalog = useCatalog()
  const description = useDescription()
  return (
    <Stack spacing={2}>
      <Part title={say(['信息卡', 'Information card'])}>
        <FieldGrid
          description={description}
          record={record}
          names={shown.filter((name) => record[name] !== null && record[name] !== undefined)}
          columns={1}
        />
      </Part>
      {readable(catalog, 'contacts') ? <Contacts customer={record.id} /> : null}
      <Part title={say(['归属', 'In whose hands'])}>
        <FieldGrid description={description} record={record} names={['owner', 'department', 'developer']} columns={1} />
        {readable(catalog, 'customerAssignments') ? <Assignments customer={record.id} /> : null}
      </Part>
    </Stack>
  )
}

function Part({ title, action, children }: { title: string; action?: ReactNode; children: ReactNode }) {
  return (
    <Frame component="section">
      <Stack direction="row" sx={{ px: 2, pt: 1.25, alignItems: 'center', justifyContent: 'space-between' }}>
        <Typography component="h2" variant="h2">
          {title}
        </Typography>
        {action}
      </Stack>
      {children}
    </Frame>
  )
}

function Contacts({ customer }: { customer: number }) {
  const say = useSay()
  const description = useDescription('contacts')
  const { data, isPending } = useGetList<PanelRecord>('contacts', {
    filter: { customer, left: { ne: true } },
    sort: { field: 'primary', order: 'DESC' },
    pagination: { page: 1, perPage: 8 },
  })
  return (
    <Part
      title={say(['联系人', 'Contacts'])}
      action={
        description.may.create ? (
          <Button size="small" startIcon={<AddIcon />} component={Link} to={createPath('contacts', { customer })}>
            {say(['添加', 'Add'])}
          </Button>
        ) : null
      }
    >
      <Box sx={{ px: 2, py: 1 }}>
        {isPending ? <Skeleton variant="text" /> : null}
        {data?.length === 0 ? <Typography color="textSecondary">{say(['还没有联系人', 'No contact so far'])}</Typography> : null}
        {(data ?? []).map((contact) => (
          <Box key={contact.id} sx={{ py: 0.5 }}>
            <Stack direction="row" spacing={1} sx={{ alignItems: 'center' }}>
              <Box
                component={Link}
                to={`/contacts/${contact.id}/show`}
                sx={{ fontWeight: 600, color: 'text.primary', textDecoration: 'none' }}
              >
                {titleOf(description, contact)}
              </Box>
              {contact.primary ? <Chip size="small" label={say(['主要', 'Primary'])} /> : null}
            </Stack>
            <Typography variant="body2" color="textSecondary" component="div">
              {[contact.unit, contact.jobTitle].filter(Boolean).join(' · ')}
            </Typography>
            {contact.mobile ? (
              <Typography variant="body2" component="div" sx={{ '& a': { color: 'primary.main' } }}>
                <FieldValue description={description} name="mobile" record={contact} full />
              </Typography>
            ) : null}
          </Box>
        ))}
      </Box>
    </Part>
  )
}

/** Who had the customer from when to when. */
function Assignments({ customer }: { customer: number }) {
  const say = useSay()
  const description = useDescription('customerAssignments')
  const { data } = useGetList<PanelRecord>('customerAssignments', {
    filter: { customer },
    sort: { field: 'from', order: 'DESC' },
    pagination: { page: 1, perPage: 5 },
  })
  if (!data || data.length < 2) return null
  return (
    <Box sx={{ px: 2, pb: 1.5 }}>
      <Typography variant="caption" color="textSecondary">
        {say(['历任', 'Before'])}
      </Typography>
      {data
        .filter(({ to }) => to)
        .map((row) => (
          <Typography key={row.id} variant="body2" component="div">
            {titleOf(description, row)}{' '}
            <Typography component="span" variant="body2" color="textSecondary">
              {String(row.from)} – {String(row.to)}
            </Typography>
          </Typography>
        ))}
    </Box>
  )
}
