/** The document of an approval as it was submitted: the fields of its form that say something. */
import { Box, Typography } from '@mui/material'
import { kindOf } from '../kinds/index.ts'
import { useSay } from '../language/say.ts'
import { fieldOf, type PanelRecord, useCatalog } from '../registers/catalog.ts'
import { FieldValue } from '../registers/FieldValue.tsx'

/** Kinds that a preview leaves to the record itself. */
const hidden = new Set(['json'])

const says = (value: unknown) => value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)

export function Snapshot({ document, record }: { document: string; record: PanelRecord }) {
  const say = useSay()
  const { byName } = useCatalog()
  const description = byName.get(document)
  if (!description)
    return (
      <Typography variant="body2" color="textSecondary">
        {say([
          '您的角色看不到此单据的明细；可按金额与事项签批，或退回请申请人说明。',
          'Your role does not see the details of this document; sign by amount and subject, or send it back for an explanation.',
        ])}
      </Typography>
    )
  const names = description.form
    .flatMap(({ fields }) => fields)
    .filter((name) => says(record[name]) && !hidden.has(fieldOf(description, name)?.kind ?? '') && name !== description.workflow?.field)
  return (
    <Box
      component="dl"
      sx={{
        m: 0,
        display: 'grid',
        gap: 1,
        columnGap: 2,
        gridTemplateColumns: { xs: 'repeat(2, minmax(0, 1fr))', md: 'repeat(4, minmax(0, 1fr))' },
      }}
    >
      {names.map((name) => {
        const field = fieldOf(description, name)
        if (!field) return null
        return (
          <Box key={name} sx={kindOf(field).wide ? { gridColumn: '1 / -1', minWidth: 0 } : { minWidth: 0 }}>
            <Typography component="dt" variant="caption" color="textSecondary">
              {say(field.label)}
            </Typography>
            <Typography component="dd" variant="body2" sx={{ m: 0, overflowWrap: 'anywhere', '& a': { color: 'primary.main' } }}>
              <FieldValue description={description} name={name} record={record} full />
            </Typography>
          </Box>
        )
      })}
    </Box>
  )
}
