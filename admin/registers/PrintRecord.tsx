/** A record on paper, as the form it stands for: A4, title and number, what it says, amounts in capitals, who signed, and boxes for the signatures that paper needs (§19). */
import { Box, Button, Skeleton, Stack, Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useGetOne } from 'react-admin'
import { useParams } from 'react-router'
import type { Description } from '../../server/catalog/description.ts'
import { call } from '../http.ts'
import { kindOf } from '../kinds/index.ts'
import { useSay, type Words } from '../language/say.ts'
import { NoPage } from '../layout/NoPage.tsx'
import { PageLoading } from '../layout/PageLoading.tsx'
import { Paper } from '../reports/paper.tsx'
import { fieldOf, type PanelRecord, titleOf, useCatalog, useDescription, whole } from './catalog.ts'
import { FieldValue } from './FieldValue.tsx'

interface Printed {
  /** Money fields in capitals, by name. */
  readonly capitals: Readonly<Record<string, string>>
  /** Marks put on the record: seal, holder, day. */
  readonly stamps: readonly { readonly kind: Words; readonly holder: string; readonly on: string }[]
  readonly signatures: readonly { readonly step: string; readonly name: string; readonly on: string }[]
}

/** Boxes that a paper form has, whatever was signed on the screen. */
const boxes: readonly Words[] = [
  ['制单', 'Prepared by'],
  ['审核', 'Checked by'],
  ['批准', 'Approved by'],
  ['签收', 'Received by'],
]

export default function PrintRecord() {
  const { register = '', id = '' } = useParams()
  return useCatalog().byName.has(register) ? <Printable register={register} id={Number(id)} /> : <NoPage />
}

function Printable({ register, id }: { register: string; id: number }) {
  const description = useDescription(register)
  const { data, error } = useGetOne<PanelRecord>(register, { id, meta: whole })
  if (error) return <Typography color="error">{error instanceof Error ? error.message : String(error)}</Typography>
  return data ? <Form description={description} record={data} /> : <PageLoading />
}

const says = (value: unknown) => value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)

function Form({ description, record }: { description: Description; record: PanelRecord }) {
  const say = useSay()
  const { data: printed } = useQuery({
    queryKey: ['print', description.name, record.id, record.version],
    queryFn: () => call<Printed>('GET', `/api/print/${description.name}/${record.id}`),
  })
  const names = description.form
    .flatMap(({ fields }) => fields)
    .filter((name) => says(record[name]) && fieldOf(description, name)?.kind !== 'json')
  const kindAt = (name: string) => fieldOf(description, name)?.kind
  const plain = names.filter((name) => kindAt(name) !== 'lines' && kindAt(name) !== 'file')
  const lines = names.filter((name) => kindAt(name) === 'lines')
  return (
    <Box
      sx={{
        maxWidth: 900,
        bgcolor: 'background.paper',
        p: { xs: 2, md: 4 },
        border: 1,
        borderColor: 'divider',
        '@media print': { border: 0, p: 0 },
      }}
    >
      <Paper />
      <Stack direction="row" className="no-print" sx={{ mb: 2, justifyContent: 'flex-end' }}>
        <Button variant="contained" onClick={() => window.print()}>
          {say(['打印', 'Print'])}
        </Button>
      </Stack>
      <Typography component="h1" variant="h1" sx={{ textAlign: 'center' }}>
        {say(description.label)}
      </Typography>
      <Stack direction="row" sx={{ justifyContent: 'space-between', my: 1 }}>
        <span>{titleOf(description, record)}</span>
        <span>{typeof record.number === 'string' ? `No. ${record.number}` : ''}</span>
      </Stack>
      <Box
        component="dl"
        sx={{
          m: 0,
          display: 'grid',
          gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
          borderTop: 1,
          borderLeft: 1,
          borderColor: 'text.primary',
        }}
      >
        {plain.map((name) => {
          const field = fieldOf(description, name)
          if (!field) return null
          const capitals = printed?.capitals[name]
          return (
            <Box
              key={name}
              sx={{
                display: 'flex',
                gap: 1,
                p: 0.75,
                borderRight: 1,
                borderBottom: 1,
                borderColor: 'text.primary',
                ...(kindOf(field).wide ? { gridColumn: '1 / -1' } : {}),
              }}
            >
              <Typography component="dt" variant="body2" sx={{ minWidth: 90, color: 'text.secondary' }}>
                {say(field.label)}
              </Typography>
              <Typography component="dd" variant="body2" sx={{ m: 0, overflowWrap: 'anywhere' }}>
                <FieldValue description={description} name={name} record={record} full />
                {capitals ? ` （${capitals}）` : ''}
              </Typography>
            </Box>
          )
        })}
      </Box>
      {lines.map((name) => (
        <Box key={name} sx={{ mt: 2 }}>
          <FieldValue description={description} name={name} record={record} full />
        </Box>
      ))}
      {printed ? (
        <Box sx={{ mt: 2 }}>
          {printed.signatures.map(({ step, name, on }) => (
            <Typography key={`${step} ${name}`} variant="body2">
              {step}：{name} {on}
            </Typography>
          ))}
          {printed.stamps.map(({ kind, holder, on }) => (
            <Typography key={`${kind[1]} ${on}`} variant="body2">
              （{say(kind)}）{holder} {on}
            </Typography>
          ))}
        </Box>
      ) : (
        <Skeleton className="no-print" />
      )}
      <Box sx={{ mt: 4, display: 'grid', gridTemplateColumns: 'repeat(4, 1fr)', gap: 2, breakInside: 'avoid' }}>
        {boxes.map((label) => (
          <Box key={label[1]} sx={{ borderTop: 1, borderColor: 'text.primary', pt: 0.5, minHeight: 56 }}>
            <Typography variant="body2">{say(label)}</Typography>
          </Box>
        ))}
      </Box>
    </Box>
  )
}
