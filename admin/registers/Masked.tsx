/** A personal detail that is hidden until somebody with the right asks to see it; asking is logged. */
import VisibilityOutlinedIcon from '@mui/icons-material/VisibilityOutlined'
import { Button, Stack, Typography } from '@mui/material'
import { useState } from 'react'
import { useNotify } from 'react-admin'
import type { Description } from '../../server/catalog/description.ts'
import { call } from '../http.ts'
import { useSay } from '../language/say.ts'
import { fieldOf, type PanelRecord } from './catalog.ts'
import { Shown, Unknown } from './Shown.tsx'

/** Asks the server for hidden values; every request is kept in its log. */
export const reveal = (register: string, id: number, fields: readonly string[]): Promise<Readonly<Record<string, unknown>>> =>
  call('POST', `/api/records/${register}/${id}/reveal`, { fields })

interface MaskedProps {
  readonly description: Description
  readonly name: string
  readonly record: PanelRecord
  readonly full: boolean
}

export function Masked({ description, name, record, full }: MaskedProps) {
  const say = useSay()
  const notify = useNotify()
  const [shown, setShown] = useState<{ value: unknown }>()
  const [busy, setBusy] = useState(false)
  const field = fieldOf(description, name)
  if (shown && field) {
    if (shown.value === null || shown.value === undefined || shown.value === '') return <Unknown />
    return <Shown description={description} name={name} field={field} record={record} value={shown.value} full={full} />
  }
  const show = async () => {
    setBusy(true)
    try {
      const values = await reveal(description.name, record.id, [name])
      setShown({ value: values[name] })
    } catch (error) {
      notify(error instanceof Error ? error.message : String(error), { type: 'error' })
    }
    setBusy(false)
  }
  return (
    <Stack component="span" direction="row" spacing={1} sx={{ alignItems: 'center', display: 'inline-flex' }}>
      <Typography component="span" variant="inherit" color="textSecondary">
        {say(['已隐藏', 'Hidden'])}
      </Typography>
      {full && description.may.reveal ? (
        <Button
          size="small"
          loading={busy}
          startIcon={<VisibilityOutlinedIcon />}
          onClick={show}
          aria-label={say(['显示{label}（会留下记录）', 'Show {label} (this is logged)'], { label: field ? say(field.label) : name })}
          sx={{ py: 0 }}
        >
          {say(['显示', 'Show'])}
        </Button>
      ) : null}
    </Stack>
  )
}
