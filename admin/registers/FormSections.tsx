/** The sections of a form: two columns on a desk, one on a phone, each can be folded away. */
import ExpandLess from '@mui/icons-material/ExpandLess'
import ExpandMore from '@mui/icons-material/ExpandMore'
import { Box, ButtonBase, Card, Collapse, Stack, Typography } from '@mui/material'
import { useEffect, useId, useState } from 'react'
import { useRecordContext } from 'react-admin'
import { useFormState } from 'react-hook-form'
import type { Description } from '../../server/catalog/description.ts'
import type { Section } from '../../server/definition/types.ts'
import { kindOf } from '../kinds/index.ts'
import { useSay } from '../language/say.ts'
import type { PanelRecord } from './catalog.ts'
import { FieldInput } from './FieldInput.tsx'

export function FormSections({ description }: { description: Description }) {
  const record = useRecordContext<PanelRecord>()
  const sections = description.form
    .map((section) => ({ ...section, fields: section.fields.filter((name) => isSeen(description, name, record?.id !== undefined)) }))
    .filter(({ fields }) => fields.length > 0)
  return (
    <Stack spacing={2}>
      {sections.map((section) => (
        <FormSection key={section.label[1]} section={section} description={description} />
      ))}
    </Stack>
  )
}

/** In a new record, what the system fills in is left out, but amounts that follow are shown. */
const isSeen = (description: Description, name: string, saved: boolean): boolean => {
  const field = description.fields[name]
  return field !== undefined && (saved || field.writable || field.derive !== undefined)
}

function FormSection({ section, description }: { section: Section; description: Description }) {
  const say = useSay()
  const id = useId()
  const [open, setOpen] = useState(true)
  const { errors, submitCount } = useFormState()
  const faulty = section.fields.some((name) => errors[name])
  useEffect(() => {
    if (faulty) setOpen(true)
  }, [faulty, submitCount])
  return (
    <Card component="section" aria-labelledby={id}>
      <ButtonBase
        onClick={() => setOpen(!open)}
        aria-expanded={open}
        sx={{ width: '100%', justifyContent: 'space-between', px: 2, py: 1.25, fontFamily: 'inherit' }}
      >
        <Typography component="h2" variant="h2" id={id} color={faulty ? 'error' : 'textPrimary'}>
          {say(section.label)}
        </Typography>
        {open ? <ExpandLess fontSize="small" /> : <ExpandMore fontSize="small" />}
      </ButtonBase>
      <Collapse in={open}>
        <Box
          sx={{
            display: 'grid',
            gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'repeat(2, minmax(0, 1fr))' },
            gap: 2,
            px: 2,
            pb: 2,
            pt: 0.5,
            alignItems: 'start',
          }}
        >
          {section.fields.map((name) => {
            const field = description.fields[name]
            const wide = field !== undefined && kindOf(field).wide
            return (
              <Box key={name} data-field={name} sx={wide ? { gridColumn: '1 / -1', minWidth: 0 } : { minWidth: 0 }}>
                <FieldInput description={description} name={name} />
              </Box>
            )
          })}
        </Box>
      </Collapse>
    </Card>
  )
}
