/** The rows of a list on a phone: a card each, nothing scrolls sideways. */
import { Box, CardActionArea, Divider, Stack, Typography } from '@mui/material'
import { Fragment } from 'react'
import { useListContext } from 'react-admin'
import { useNavigate } from 'react-router'
import type { Description } from '../../server/catalog/description.ts'
import { useSay } from '../language/say.ts'
import { ClockChip, pressing } from '../work/ClockChip.tsx'
import { cardFields, statusField } from './cardFields.ts'
import { fieldOf, type PanelRecord, titleOf } from './catalog.ts'
import { FieldValue } from './FieldValue.tsx'
import { RecoverButton } from './RecycleBin.tsx'

/** The deadline that presses, when one does. */
function Pressing({ record }: { record: PanelRecord }) {
  const clock = pressing(record)
  return clock ? <ClockChip clock={clock} bare /> : null
}

export function ListCards({ description, bin }: { description: Description; bin: boolean }) {
  const say = useSay()
  const navigate = useNavigate()
  const { data } = useListContext<PanelRecord>()
  const status = statusField(description)
  const shown = cardFields(description)
  return (
    <Box>
      {(data ?? []).map((record, index) => (
        <Fragment key={record.id}>
          {index > 0 ? <Divider /> : null}
          <CardActionArea
            component="div"
            disabled={bin}
            onClick={() => navigate(`/${description.name}/${record.id}/show`)}
            sx={{ px: 1.5, py: 1.25, '& a': { pointerEvents: 'none', textDecoration: 'none' } }}
          >
            <Stack direction="row" sx={{ justifyContent: 'space-between', gap: 1, alignItems: 'flex-start' }}>
              <Typography sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>{titleOf(description, record)}</Typography>
              {status && record[status] ? <FieldValue description={description} name={status} record={record} /> : null}
            </Stack>
            <Pressing record={record} />
            <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', columnGap: 1.5, mt: 0.5 }}>
              {shown.map((name) => {
                const field = fieldOf(description, name)
                return field ? (
                  <Typography
                    key={name}
                    variant="body2"
                    component="div"
                    sx={{ minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}
                  >
                    <Box component="span" sx={{ color: 'text.secondary' }}>
                      {say(field.label)}{' '}
                    </Box>
                    <FieldValue description={description} name={name} record={record} />
                  </Typography>
                ) : null
              })}
            </Box>
          </CardActionArea>
          {bin ? (
            <Box sx={{ px: 1.5, pb: 1 }}>
              <RecoverButton description={description} record={record} />
            </Box>
          ) : null}
        </Fragment>
      ))}
    </Box>
  )
}
