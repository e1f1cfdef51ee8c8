/** The right of the customer page: what matters now. Late things in red, coming things in amber, each with its word. */
import CheckIcon from '@mui/icons-material/Check'
import CloseIcon from '@mui/icons-material/Close'
import { Box, LinearProgress, Stack, Typography } from '@mui/material'
import type { ReactNode } from 'react'
import { useGetList } from 'react-admin'
import { Link } from 'react-router'
import type { ChoicesField } from '../../../server/definition/types.ts'
import { trimZeros } from '../../kinds/figures.ts'
import { companyToday } from '../../kinds/instants.ts'
import { addDays } from '../../kinds/periods.ts'
import { useSay } from '../../language/say.ts'
import { type PanelRecord, readable, titleOf, useCatalog, useDescription } from '../../registers/catalog.ts'
import { listPath } from '../../registers/conditions.ts'
import { CreditCard } from '../credit/CreditCard.tsx'
import { DueDay } from '../home/DueDay.tsx'
import { Figure } from './Figure.tsx'
import { RecentOrders } from './RecentOrders.tsx'

export function Figures({ record }: { record: PanelRecord }) {
  const catalog = useCatalog()
  return (
    <Box
      sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'repeat(2, minmax(0, 1fr))', lg: 'minmax(0, 1fr)' } }}
    >
      {readable(catalog, 'creditDecisions') ? <CreditCard customer={record.id} /> : null}
      {readable(catalog, 'orders') ? <RecentOrders customer={record.id} /> : null}
      {readable(catalog, 'contracts') ? <EndingContracts customer={record.id} /> : null}
      {readable(catalog, 'requirements') ? <OpenRequirements customer={record.id} /> : null}
      <Completeness record={record} />
    </Box>
  )
}

/** The four-part file (ARC-06). */
function Completeness({ record }: { record: PanelRecord }) {
  const say = useSay()
  const { fields } = useDescription()
  if (!fields.completeness || record.completeness === null || record.completeness === undefined) return null
  const share = Number(record.completeness)
  const parts = fields.fileParts as unknown as ChoicesField | undefined
  const there = Array.isArray(record.fileParts) ? (record.fileParts as string[]) : []
  return (
    <Figure title={say(['档案完整度', 'Completeness of the file'])}>
      <Typography sx={{ fontSize: '1.375rem', fontWeight: 600 }}>{trimZeros(String(record.completeness))} %</Typography>
      <LinearProgress
        variant="determinate"
        value={Math.min(100, share)}
        aria-label={say(['档案完整度', 'Completeness of the file'])}
        color={share < 50 ? 'warning' : 'primary'}
        sx={{ height: 6, borderRadius: 3, my: 1 }}
      />
      {Object.entries(parts?.choices ?? {}).map(([name, label]) => (
        <Stack
          key={name}
          direction="row"
          spacing={1}
          sx={{ alignItems: 'center', color: there.includes(name) ? 'text.primary' : 'text.secondary' }}
        >
          {there.includes(name) ? (
            <CheckIcon color="success" sx={{ fontSize: 16 }} titleAccess={say(['有', 'there'])} />
          ) : (
            <CloseIcon sx={{ fontSize: 16 }} titleAccess={say(['缺', 'missing'])} />
          )}
          <Typography variant="body2">{say(label)}</Typography>
        </Stack>
      ))}
    </Figure>
  )
}

function EndingContracts({ customer }: { customer: number }) {
  const say = useSay()
  const description = useDescription('contracts')
  const today = companyToday()
  const filter = { customer, status: 'signed', to: { lte: addDays(today, 90) } }
  const { data } = useGetList<PanelRecord>('contracts', {
    filter,
    sort: { field: 'to', order: 'ASC' },
    pagination: { page: 1, perPage: 4 },
  })
  if (!data) return null
  return (
    <Figure title={say(['90 天内到期的合同', 'Contracts ending within 90 days'])} to={listPath('contracts', filter)}>
      {data.length === 0 ? <Typography color="textSecondary">{say(['没有', 'None'])}</Typography> : null}
      {data.map((contract) => (
        <Row key={contract.id} to={`/contracts/${contract.id}/show`} title={titleOf(description, contract)}>
          <DueDay day={String(contract.to)} today={today} />
        </Row>
      ))}
    </Figure>
  )
}

function OpenRequirements({ customer }: { customer: number }) {
  const say = useSay()
  const description = useDescription('requirements')
  const today = companyToday()
  const filter = { customer, status: { in: ['open', 'coordinating', 'arranged'] } }
  const { data } = useGetList<PanelRecord>('requirements', {
    filter,
    sort: { field: 'requiredOn', order: 'ASC' },
    pagination: { page: 1, perPage: 4 },
  })
  if (!data) return null
  return (
    <Figure title={say(['未满足的需求', 'Open requirements'])} to={listPath('requirements', filter)}>
      {data.length === 0 ? <Typography color="textSecondary">{say(['没有', 'None'])}</Typography> : null}
      {data.map((requirement) => (
        <Row key={requirement.id} to={`/requirements/${requirement.id}/show`} title={titleOf(description, requirement)}>
          {typeof requirement.requiredOn === 'string' ? <DueDay day={requirement.requiredOn} today={today} /> : null}
        </Row>
      ))}
    </Figure>
  )
}

function Row({ to, title, children }: { to: string; title: string; children: ReactNode }) {
  return (
    <Stack direction="row" spacing={1} sx={{ justifyContent: 'space-between', alignItems: 'center', py: 0.25 }}>
      <Typography noWrap component={Link} to={to} title={title} sx={{ color: 'text.primary', textDecoration: 'none', minWidth: 0 }}>
        {title}
      </Typography>
      {children}
    </Stack>
  )
}
