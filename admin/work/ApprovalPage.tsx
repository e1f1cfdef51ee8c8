/** One approval case: the document as it was submitted, and who signed what when. */
import { Card, Stack, Typography } from '@mui/material'
import { ShowBase } from 'react-admin'
import { Link } from 'react-router'
import { useSay } from '../language/say.ts'
import { type PanelRecord, useCatalog, useDescription, whole } from '../registers/catalog.ts'
import { FieldGrid } from '../registers/Details.tsx'
import { RecordPage } from '../registers/Show.tsx'
import { Snapshot } from './Snapshot.tsx'

export default function ApprovalPage() {
  return (
    <ShowBase queryOptions={{ meta: whole }}>
      <RecordPage Overview={Overview} />
    </ShowBase>
  )
}

function Overview({ record }: { record: PanelRecord }) {
  const say = useSay()
  const description = useDescription()
  const { byName } = useCatalog()
  const document = String(record.document)
  const snapshot = record.snapshot as PanelRecord | null
  return (
    <Stack spacing={2}>
      <Card component="section">
        <Stack direction="row" sx={{ px: 2, pt: 1.5, gap: 1, alignItems: 'baseline' }}>
          <Typography component="h2" variant="h2">
            {say(['提交时的单据', 'The document as submitted'])}
          </Typography>
          {byName.has(document) ? (
            <Link to={`/${document}/${String(record.record)}/show`}>{say(['打开现在的单据', 'Open it as it is now'])}</Link>
          ) : null}
        </Stack>
        <Stack sx={{ p: 2 }}>{snapshot ? <Snapshot document={document} record={snapshot} /> : null}</Stack>
      </Card>
      <Card component="section">
        <Typography component="h2" variant="h2" sx={{ px: 2, pt: 1.5 }}>
          {say(['签批', 'Signatures'])}
        </Typography>
        <FieldGrid description={description} record={record} names={['applicant', 'submittedAt', 'decidedAt', 'chain', 'tasks']} />
      </Card>
    </Stack>
  )
}
