/** On a phone: the saved queries, one at a time with its parameters and result. The editor is for larger screens. */
import ArrowBackIcon from '@mui/icons-material/ArrowBack'
import { Alert, Button, Card, CardActionArea, Skeleton, Stack, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { useLanguage, useSay } from '../../language/say.ts'
import { spelledOut } from '../example.ts'
import { examples } from '../examples.ts'
import { kept } from '../parameters.ts'
import { folders, holds } from '../saved/query.ts'
import { useQueries } from '../saved/useQueries.ts'
import { type Runnable, RunQuery } from './RunQuery.tsx'

export function PhoneQueries() {
  const say = useSay()
  const { data = [], error, isLoading } = useQueries()
  const [typed, setTyped] = useState('')
  const { language } = useLanguage()
  const worked = examples.map((example) => spelledOut(example, language))
  // In the address, so that the phone's own way back leads to the list.
  const [address] = useSearchParams()
  const example = worked[Number(address.get('example') ?? -1)]
  const chosen: Runnable | undefined = example
    ? { ...example, parameters: kept(example.parameters) }
    : data.find(({ id }) => String(id) === address.get('query'))
  if (chosen)
    return (
      <Stack sx={{ gap: 1.5 }}>
        <Button startIcon={<ArrowBackIcon />} component={Link} to="/workbench" sx={{ alignSelf: 'flex-start' }}>
          {say(['全部查询', 'All queries'])}
        </Button>
        <RunQuery key={chosen.id ?? chosen.name} query={chosen} />
      </Stack>
    )
  const wanted = typed.trim().toLowerCase()
  const shownExamples = worked.flatMap(({ name, description }, place) =>
    `${name} ${description}`.toLowerCase().includes(wanted) ? [{ key: `example=${place}`, name, description }] : [],
  )
  return (
    <Stack sx={{ gap: 1.5 }}>
      <Typography variant="body2" color="text.secondary">
        {say([
          '手机上可以运行保存的查询和查看看板；写 SQL 请用大一些的屏幕。',
          'On a phone you can run saved queries and see boards; to write SQL use a larger screen.',
        ])}
      </Typography>
      <TextField
        size="small"
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        placeholder={say(['查找', 'Find'])}
        slotProps={{ htmlInput: { 'aria-label': say(['查找保存的查询', 'Find a saved query']) } }}
      />
      {error ? <Alert severity="error">{error instanceof Error ? error.message : String(error)}</Alert> : null}
      {!isLoading && data.length === 0 ? (
        <Typography color="text.secondary">{say(['还没有保存的查询。', 'There are no saved queries yet.'])}</Typography>
      ) : null}
      {isLoading ? <Skeleton variant="rounded" height={120} /> : null}
      {folders(data.filter((query) => holds(query, typed))).map(({ name, queries }) => (
        <Shelf key={name} title={name} entries={queries.map(({ id, ...query }) => ({ key: `query=${id}`, ...query }))} />
      ))}
      <Shelf title={say(['示例', 'Examples'])} entries={shownExamples} />
    </Stack>
  )
}

interface Entry {
  /** What of the address it is found by. */
  readonly key: string
  readonly name: string
  readonly description: string | null
}

function Shelf({ title, entries }: { title: string; entries: readonly Entry[] }) {
  if (entries.length === 0) return null
  return (
    <Stack sx={{ gap: 1 }}>
      {title ? (
        <Typography variant="h3" component="h2" color="text.secondary">
          {title}
        </Typography>
      ) : null}
      {entries.map(({ key, name, description }) => (
        <Card key={key}>
          <CardActionArea component={Link} to={`/workbench?${key}`} sx={{ p: 1.5 }}>
            <Typography sx={{ fontWeight: 600 }}>{name}</Typography>
            {description ? (
              <Typography variant="body2" color="text.secondary">
                {description}
              </Typography>
            ) : null}
          </CardActionArea>
        </Card>
      ))}
    </Stack>
  )
}
