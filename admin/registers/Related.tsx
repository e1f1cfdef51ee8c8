/** Records of other registers that link to this one, a short table each, with a way to all of them and to a new one. */
import AddIcon from '@mui/icons-material/Add'
import { Box, Button, Card, Skeleton, Stack, Typography } from '@mui/material'
import { useGetList } from 'react-admin'
import { Link } from 'react-router'
import type { Description } from '../../server/catalog/description.ts'
import { useSay } from '../language/say.ts'
import { type Catalog, fieldOf, type PanelRecord, useCatalog } from './catalog.ts'
import { listPath } from './conditions.ts'
import { RecordTable } from './RecordTable.tsx'

interface Relation {
  readonly description: Description
  readonly field: string
}

/** The relations this person may see. */
export const relatedOf = (catalog: Catalog, description: Description): readonly Relation[] =>
  description.related.flatMap(({ register, field }) => {
    const theirs = catalog.byName.get(register)
    return theirs?.may.read && theirs.fields[field] ? [{ description: theirs, field }] : []
  })

export function Related({ description, record }: { description: Description; record: PanelRecord }) {
  const catalog = useCatalog()
  return (
    <Stack spacing={2}>
      {relatedOf(catalog, description).map((relation) => (
        <RelatedTable
          key={`${relation.description.name}.${relation.field}`}
          relation={relation}
          id={record.id}
          several={description.related.filter(({ register }) => register === relation.description.name).length > 1}
        />
      ))}
    </Stack>
  )
}

/** Where a new related record is made, its link filled in. */
export const createPath = (register: string, values: Readonly<Record<string, unknown>>): string =>
  `/${register}/create?source=${encodeURIComponent(JSON.stringify(values))}`

function RelatedTable({ relation: { description, field }, id, several }: { relation: Relation; id: number; several: boolean }) {
  const say = useSay()
  const [sortField, order] = description.sort
  const { data, total, isPending, error } = useGetList<PanelRecord>(description.name, {
    filter: { [field]: id },
    sort: { field: sortField, order },
    pagination: { page: 1, perPage: 5 },
  })
  const columns = [description.title, ...description.list.filter((name) => name !== description.title && name !== field)].slice(0, 6)
  const link = fieldOf(description, field)
  return (
    <Card component="section">
      <Stack direction="row" spacing={1} sx={{ px: 2, py: 1, alignItems: 'center' }}>
        <Typography component="h2" variant="h2">
          {say(description.label)}
          {several && link ? ` · ${say(link.label)}` : ''}
        </Typography>
        <Typography color="textSecondary">{total ?? ''}</Typography>
        <Box sx={{ flex: 1 }} />
        {total !== undefined && total > 5 ? (
          <Button size="small" component={Link} to={listPath(description.name, { [field]: id })}>
            {say(['查看全部', 'See all'])}
          </Button>
        ) : null}
        {description.may.create && description.fields[field]?.writable ? (
          <Button size="small" startIcon={<AddIcon />} component={Link} to={createPath(description.name, { [field]: id })}>
            {say(['新建', 'New'])}
          </Button>
        ) : null}
      </Stack>
      {error ? (
        <Typography color="error" sx={{ px: 2, pb: 1.5 }}>
          {error instanceof Error ? error.message : String(error)}
        </Typography>
      ) : isPending ? (
        <Skeleton variant="rounded" height={72} sx={{ m: 2, mt: 0 }} />
      ) : data.length === 0 ? (
        <Typography color="textSecondary" sx={{ px: 2, pb: 1.5 }}>
          {say(['没有', 'None'])}
        </Typography>
      ) : (
        <RecordTable description={description} columns={columns} records={data} />
      )}
    </Card>
  )
}
