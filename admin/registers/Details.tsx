/** Everything a record says, in the sections of its form. */
import { Box, Card, Stack, Typography } from '@mui/material'
import type { Description } from '../../server/catalog/description.ts'
import { kindOf } from '../kinds/index.ts'
import { useSay } from '../language/say.ts'
import { inputs } from '../screens/index.ts'
import { fieldOf, type PanelRecord } from './catalog.ts'
import { FieldValue } from './FieldValue.tsx'

export function Details({ description, record }: { description: Description; record: PanelRecord }) {
  const say = useSay()
  return (
    <Stack spacing={2}>
      {description.form.map((section) => (
        <Card key={section.label[1]} component="section">
          <Typography component="h2" variant="h2" sx={{ px: 2, pt: 1.5 }}>
            {say(section.label)}
          </Typography>
          <FieldGrid description={description} record={record} names={section.fields} heading={say(section.label)} />
        </Card>
      ))}
      <Typography variant="body2" color="textSecondary">
        {say(['建立', 'Created'])} <FieldValue description={description} name="createdAt" record={record} />{' '}
        <By description={description} name="createdBy" record={record} />
        {' · '}
        {say(['修改', 'Changed'])} <FieldValue description={description} name="updatedAt" record={record} />{' '}
        <By description={description} name="updatedBy" record={record} />
        {' · '}
        {say(['第 {version} 版', 'version {version}'], { version: record.version })}
      </Typography>
    </Stack>
  )
}

/** Who did it; nobody means the system itself. */
function By({ description, name, record }: { description: Description; name: string; record: PanelRecord }) {
  const say = useSay()
  return record[name] === null ? say(['系统', 'the system']) : <FieldValue description={description} name={name} record={record} />
}

/** In `sx` a bare 1 is the whole width, and the page would scroll sideways. */
const visuallyHidden = { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' } as const

/** Names and values side by side, as many columns as fit. */
export function FieldGrid({
  description,
  record,
  names,
  columns = 3,
  heading,
}: {
  description: Description
  record: PanelRecord
  names: readonly string[]
  columns?: 1 | 2 | 3
  /** The title above; a field of the same name need not say it again. */
  heading?: string
}) {
  const say = useSay()
  return (
    <Box
      component="dl"
      sx={{
        m: 0,
        px: 2,
        py: 1.5,
        display: 'grid',
        gap: 1.5,
        columnGap: 3,
        gridTemplateColumns: {
          xs: columns > 1 ? 'repeat(2, minmax(0, 1fr))' : 'minmax(0, 1fr)',
          sm: columns > 1 ? 'repeat(2, minmax(0, 1fr))' : 'minmax(0, 1fr)',
          lg: `repeat(${columns}, minmax(0, 1fr))`,
        },
      }}
    >
      {names.map((name) => {
        const field = fieldOf(description, name)
        if (!field) return null
        // What is entered in a way of its own is also shown so.
        const Own = inputs[`${description.name}.${name}`]
        return (
          <Box key={name} sx={kindOf(field).wide ? { gridColumn: '1 / -1', minWidth: 0 } : { minWidth: 0 }}>
            <Typography
              component="dt"
              variant="caption"
              color="textSecondary"
              sx={kindOf(field).wide && say(field.label) === heading ? visuallyHidden : {}}
            >
              {say(field.label)}
            </Typography>
            <Typography component="dd" sx={{ m: 0, overflowWrap: 'anywhere', '& a': { color: 'primary.main' } }}>
              {Own ? (
                <Own
                  disabled
                  field={field}
                  id={`show-${name}`}
                  name={name}
                  label={say(field.label)}
                  value={record[name]}
                  onChange={() => {}}
                />
              ) : (
                <FieldValue description={description} name={name} record={record} full />
              )}
            </Typography>
          </Box>
        )
      })}
    </Box>
  )
}
