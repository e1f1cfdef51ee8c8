/** What happened with a customer, newest first, from all registers one may see; can be narrowed to one sort. */
import { Box, Button, Card, Chip, Skeleton, Stack, Typography } from '@mui/material'
import { useState } from 'react'
import { useGetList } from 'react-admin'
import { Link } from 'react-router'
import type { Description } from '../../../server/catalog/description.ts'
import { companyTime } from '../../kinds/instants.ts'
import { useSay } from '../../language/say.ts'
import { fieldOf, type PanelRecord, readable, titleOf, useCatalog } from '../../registers/catalog.ts'
import { listPath } from '../../registers/conditions.ts'
import { FieldValue } from '../../registers/FieldValue.tsx'
import { type Source, sources } from './happenings.ts'

interface Happening {
  readonly source: Source
  readonly description: Description
  readonly record: PanelRecord
  readonly day: string
}

const perSource = 30

const dayOf = (value: unknown): string => {
  const text = String(value ?? '')
  return text.length > 10 ? companyTime(text).slice(0, 10) : text
}

/** The latest records of one source; nothing for a register one may not see. */
function useHappenings(source: Source, customer: number, enabled: boolean): { happenings: Happening[]; total: number; pending: boolean } {
  const description = useCatalog().byName.get(source.register)
  const { data, total, isLoading } = useGetList<PanelRecord>(
    source.register,
    { filter: { customer }, sort: { field: source.when, order: 'DESC' }, pagination: { page: 1, perPage: perSource } },
    { enabled: enabled && description !== undefined },
  )
  const happenings = description ? (data ?? []).map((record) => ({ source, description, record, day: dayOf(record[source.when]) })) : []
  return { happenings, total: total ?? 0, pending: isLoading }
}

export function Timeline({ customer }: { customer: number }) {
  const say = useSay()
  const catalog = useCatalog()
  const [only, setOnly] = useState<string>()
  // The list of sources never changes, so the hooks below are always called in the same order.
  const all = sources.map((source) => useHappenings(source, customer, readable(catalog, source.register)))
  const seen = sources
    .map((source, index) => ({ source, ...(all[index] ?? { happenings: [], total: 0, pending: false }) }))
    .filter(({ source }) => readable(catalog, source.register))
  const shown = seen
    .filter(({ source }) => only === undefined || source.register === only)
    .flatMap(({ happenings }) => happenings)
    .sort((a, b) => (a.day === b.day ? b.record.id - a.record.id : a.day < b.day ? 1 : -1))
    .slice(0, 40)
  const chosen = seen.find(({ source }) => source.register === only)
  return (
    <Card component="section" aria-label={say(['时间线', 'Timeline'])}>
      <Stack direction="row" sx={{ px: 2, py: 1.25, gap: 0.75, flexWrap: 'wrap', alignItems: 'center' }}>
        <Typography component="h2" variant="h2" sx={{ mr: 1 }}>
          {say(['时间线', 'Timeline'])}
        </Typography>
        <Chip
          size="small"
          label={say(['全部', 'All'])}
          color={only === undefined ? 'primary' : 'default'}
          onClick={() => setOnly(undefined)}
          aria-pressed={only === undefined}
        />
        {seen
          .filter(({ total }) => total > 0)
          .map(({ source, total }) => (
            <Chip
              key={source.register}
              size="small"
              label={`${say(source.mark)} ${total}`}
              color={only === source.register ? 'primary' : 'default'}
              variant={only === source.register ? 'filled' : 'outlined'}
              onClick={() => setOnly(only === source.register ? undefined : source.register)}
              aria-pressed={only === source.register}
            />
          ))}
      </Stack>
      {seen.some(({ pending }) => pending) ? (
        <Box sx={{ px: 2, pb: 2 }}>
          <Skeleton variant="text" height={40} />
          <Skeleton variant="text" height={40} />
        </Box>
      ) : shown.length === 0 ? (
        <Typography color="textSecondary" sx={{ px: 2, pb: 2 }}>
          {say(['还没有往来。从右上角新建订单或记录沟通开始。', 'Nothing so far. Begin with an order or a logged contact, top right.'])}
        </Typography>
      ) : (
        <Box component="ol" sx={{ m: 0, p: 0, listStyle: 'none' }}>
          {shown.map((happening, index) => (
            <Entry
              key={`${happening.source.register} ${happening.record.id}`}
              happening={happening}
              newDay={happening.day !== shown[index - 1]?.day}
            />
          ))}
        </Box>
      )}
      {chosen && chosen.total > perSource ? (
        <Box sx={{ p: 1, textAlign: 'center' }}>
          <Button size="small" component={Link} to={listPath(chosen.source.register, { customer })}>
            {say(['查看全部 {total} 条', 'See all {total}'], { total: chosen.total })}
          </Button>
        </Box>
      ) : null}
    </Card>
  )
}

function Entry({ happening: { source, description, record, day }, newDay }: { happening: Happening; newDay: boolean }) {
  const say = useSay()
  const text = source.text ? record[source.text] : undefined
  return (
    <Box
      component="li"
      sx={{
        display: 'grid',
        gridTemplateColumns: { xs: '78px 1fr', sm: '92px 60px 1fr' },
        gap: 1,
        px: 2,
        py: 0.75,
        borderTop: newDay ? 1 : 0,
        borderColor: 'divider',
      }}
    >
      <Typography variant="body2" color="textSecondary" sx={{ whiteSpace: 'nowrap' }}>
        {newDay ? day : ''}
      </Typography>
      <Typography variant="body2" color="textSecondary" sx={{ display: { xs: 'none', sm: 'block' } }}>
        {say(source.mark)}
      </Typography>
      <Box sx={{ minWidth: 0 }}>
        <Stack direction="row" sx={{ gap: 1, flexWrap: 'wrap', alignItems: 'center', '& a': { textDecoration: 'none' } }}>
          <Box component={Link} to={`/${source.register}/${record.id}/show`} sx={{ fontWeight: 600, color: 'text.primary' }}>
            {titleOf(description, record)}
          </Box>
          {source.facts.map((name) =>
            fieldOf(description, name) && record[name] !== null && record[name] !== undefined ? (
              <Typography key={name} variant="body2" color="textSecondary" component="span">
                {source.said?.includes(name) ? `${say(fieldOf(description, name)?.label ?? [name, name])} ` : ''}
                <FieldValue description={description} name={name} record={record} />
              </Typography>
            ) : null,
          )}
        </Stack>
        {typeof text === 'string' && text ? (
          <Typography
            variant="body2"
            color="textSecondary"
            sx={{ display: '-webkit-box', WebkitLineClamp: 2, WebkitBoxOrient: 'vertical', overflow: 'hidden' }}
          >
            {text}
          </Typography>
        ) : null}
      </Box>
    </Box>
  )
}
