/** A personal detail in a form: it can be replaced as it is, and seen first by those with the right. */
import { Button, Stack, Typography } from '@mui/material'
import { useState } from 'react'
import { useNotify } from 'react-admin'
import { useFormContext } from 'react-hook-form'
import type { Description, FieldDescription } from '../../server/catalog/description.ts'
import { useSay } from '../language/say.ts'
import { BoundInput } from './BoundInput.tsx'
import type { PanelRecord } from './catalog.ts'
import { reveal } from './Masked.tsx'

interface MaskedInputProps {
  readonly description: Description
  readonly name: string
  readonly field: FieldDescription
  readonly record: PanelRecord
}

export function MaskedInput({ description, name, field, record }: MaskedInputProps) {
  const say = useSay()
  const notify = useNotify()
  const { setValue } = useFormContext()
  const [open, setOpen] = useState(false)
  const [busy, setBusy] = useState(false)
  if (open) return <BoundInput description={description} name={name} field={field} autoFocus />
  const see = async () => {
    setBusy(true)
    try {
      const values = await reveal(description.name, record.id, [name])
      setValue(name, values[name] ?? null)
      setOpen(true)
    } catch (error) {
      notify(error instanceof Error ? error.message : String(error), { type: 'error' })
    }
    setBusy(false)
  }
  const replace = () => {
    setValue(name, null, { shouldDirty: true })
    setOpen(true)
  }
  const label = say(field.label)
  return (
    <Stack sx={{ px: 0.5 }}>
      <Typography variant="caption" color="textSecondary">
        {label}
      </Typography>
      <Stack direction="row" spacing={1} sx={{ alignItems: 'center' }}>
        <Typography color="textSecondary">{say(['已隐藏', 'Hidden'])}</Typography>
        {description.may.reveal ? (
          <Button
            size="small"
            loading={busy}
            onClick={() => void see()}
            aria-label={say(['显示{label}（会留下记录）', 'Show {label} (this is logged)'], { label })}
          >
            {say(['显示', 'Show'])}
          </Button>
        ) : null}
        <Button size="small" onClick={replace} aria-label={say(['重填{label}', 'Replace {label}'], { label })}>
          {say(['重填', 'Replace'])}
        </Button>
      </Stack>
    </Stack>
  )
}
