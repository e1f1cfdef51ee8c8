/** The head of a record's page: name, number, state, whose it is, and what can be done with it now. */
import ContentCopyIcon from '@mui/icons-material/ContentCopyOutlined'
import DeleteOutlineIcon from '@mui/icons-material/DeleteOutlined'
import EditIcon from '@mui/icons-material/Edit'
import PrintIcon from '@mui/icons-material/PrintOutlined'
import { Box, Button, IconButton, Stack, Tooltip, Typography } from '@mui/material'
import { type ReactNode, useState } from 'react'
import { Confirm, useDelete, useNotify } from 'react-admin'
import { Link, useNavigate } from 'react-router'
import type { Description } from '../../server/catalog/description.ts'
import { useSay } from '../language/say.ts'
import { useKeys } from '../layout/keys.ts'
import { ClockChip, clocksOf } from '../work/ClockChip.tsx'
import { statusField } from './cardFields.ts'
import { type PanelRecord, titleOf } from './catalog.ts'
import { copyOf } from './copy.ts'
import { FieldValue } from './FieldValue.tsx'
import { Moves } from './Moves.tsx'

interface RecordHeaderProps {
  readonly description: Description
  readonly record: PanelRecord
  /** What a hand-made page wants to offer besides. */
  readonly actions?: ReactNode
  readonly facts?: ReactNode
}

export function RecordHeader({ description, record, actions, facts }: RecordHeaderProps) {
  const say = useSay()
  const navigate = useNavigate()
  const title = titleOf(description, record)
  const status = statusField(description)
  const editable = description.may.update && record._may?.update !== false
  useKeys(editable ? { e: () => navigate(`/${description.name}/${record.id}`) } : {})
  return (
    <Stack spacing={0.5}>
      <Typography variant="body2" color="textSecondary" component="nav" aria-label={say(['位置', 'Where you are'])}>
        <Link to={`/${description.name}`} style={{ color: 'inherit' }}>
          {say(description.label)}
        </Link>
      </Typography>
      <Stack direction="row" sx={{ alignItems: 'center', gap: 1.25, flexWrap: 'wrap' }}>
        <Typography component="h1" variant="h1" sx={{ overflowWrap: 'anywhere' }}>
          {title}
        </Typography>
        {typeof record.number === 'string' && record.number !== title ? (
          <Typography color="textSecondary">{record.number}</Typography>
        ) : null}
        {status && record[status] ? <FieldValue description={description} name={status} record={record} /> : null}
        {clocksOf(record)
          .filter(({ state }) => state !== 'met')
          .map((clock) => (
            <ClockChip key={clock.name} clock={clock} />
          ))}
        {facts}
        <Box sx={{ flex: 1 }} />
        <Stack direction="row" sx={{ gap: 1, flexWrap: 'wrap', alignItems: 'center' }} className="no-print">
          {actions}
          <UnderApproval record={record} />
          <Moves description={description} record={record} />
          {editable ? (
            <Button size="small" variant="outlined" startIcon={<EditIcon />} component={Link} to={`/${description.name}/${record.id}`}>
              {say(['编辑', 'Edit'])}
            </Button>
          ) : null}
          <Tooltip title={say(['打印', 'Print'])}>
            <IconButton size="small" component={Link} to={`/print/${description.name}/${record.id}`} aria-label={say(['打印', 'Print'])}>
              <PrintIcon fontSize="small" />
            </IconButton>
          </Tooltip>
          {description.may.create ? (
            <Tooltip title={say(['复制为新记录', 'Copy as a new record'])}>
              <IconButton
                size="small"
                component={Link}
                to={`/${description.name}/create`}
                state={{ record: copyOf(description, record) }}
                aria-label={say(['复制', 'Copy'])}
              >
                <ContentCopyIcon fontSize="small" />
              </IconButton>
            </Tooltip>
          ) : null}
          {description.may.remove && record._may?.remove !== false ? (
            <DeleteRecord description={description} record={record} title={title} />
          ) : null}
        </Stack>
      </Stack>
    </Stack>
  )
}

/** The way to sign, or to see who signs, while a document is under approval. */
function UnderApproval({ record }: { record: PanelRecord }) {
  const say = useSay()
  const approval = record._approval as { state: string; stepName: string | null } | undefined
  if (approval?.state !== 'pending') return null
  return (
    <Button size="small" variant="outlined" color="warning" component={Link} to="/work/approvals">
      {say(['审批中：{step}', 'Under approval: {step}'], { step: approval.stepName ?? '' })}
    </Button>
  )
}

function DeleteRecord({ description, record, title }: { description: Description; record: PanelRecord; title: string }) {
  const say = useSay()
  const notify = useNotify()
  const navigate = useNavigate()
  const [asking, setAsking] = useState(false)
  const [remove, { isPending }] = useDelete()
  const run = () =>
    remove(
      description.name,
      { id: record.id, previousData: record },
      {
        mutationMode: 'pessimistic',
        onSuccess: () => {
          notify(say(['已移入回收站', 'Moved to the recycle bin']), { type: 'success' })
          navigate(`/${description.name}`)
        },
        onError: (error) => {
          setAsking(false)
          notify(error instanceof Error ? error.message : String(error), { type: 'error' })
        },
      },
    )
  return (
    <>
      <Tooltip title={say(['删除', 'Delete'])}>
        <IconButton size="small" onClick={() => setAsking(true)} aria-label={say(['删除', 'Delete'])}>
          <DeleteOutlineIcon fontSize="small" />
        </IconButton>
      </Tooltip>
      <Confirm
        isOpen={asking}
        loading={isPending}
        title={say(['删除“{title}”？', 'Delete “{title}”?'], { title })}
        content={say(['它会移入回收站，之后可以恢复。', 'It goes to the recycle bin and can be recovered.'])}
        confirm={say(['删除', 'Delete'])}
        cancel={say(['取消', 'Cancel'])}
        onConfirm={() => void run()}
        onClose={() => setAsking(false)}
      />
    </>
  )
}
