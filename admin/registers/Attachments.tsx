/** All files of a record in one place, by field. */
import { Box, Stack, Typography } from '@mui/material'
import type { Description } from '../../server/catalog/description.ts'
import { attachments } from '../kinds/file.tsx'
import { useSay } from '../language/say.ts'
import { fieldOf, type PanelRecord } from './catalog.ts'
import { FieldValue } from './FieldValue.tsx'

/** Names of the fields that hold files. */
export const fileFields = (description: Description): readonly string[] =>
  Object.entries(description.fields).flatMap(([name, field]) => (field.kind === 'file' ? [name] : []))

export function Attachments({ description, record }: { description: Description; record: PanelRecord }) {
  const say = useSay()
  const names = fileFields(description)
  if (names.every((name) => attachments(record[name]).length === 0))
    return (
      <Typography color="textSecondary">
        {say(['还没有附件。在“编辑”中可以上传。', 'No files so far. Upload them under “Edit”.'])}
      </Typography>
    )
  return (
    <Stack spacing={2}>
      {names.map((name) => {
        const field = fieldOf(description, name)
        return (
          <Box key={name}>
            <Typography variant="caption" color="textSecondary">
              {field ? say(field.label) : name}
            </Typography>
            <Box>
              <FieldValue description={description} name={name} record={record} full />
            </Box>
          </Box>
        )
      })}
    </Stack>
  )
}
