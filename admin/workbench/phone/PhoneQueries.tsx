/** On a phone: the saved queries, one at a time with its parameters and result. The editor is for larger screens. */
import ArrowBackIcon from '@mui/icons-material/ArrowBack'
import { Alert, Button, Card, CardActionArea, Stack, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { useSay } from '../../language/say.ts'
import { folders, holds } from '../saved/query.ts'
import { useQueries } from '../saved/useQueries.ts'
import { RunQuery } from './RunQuery.tsx'

export function PhoneQueries() {
  const say = useSay()
  const { data = [], error, isLoading } = useQueries()
  const [typed, setTyped] = useState('')
  // In the address, so that the phone's own way back leads to the list.
  const [address] = useSearchParams()
  const chosen = data.find(({ id }) => String(id) === address.get('query'))
  if (chosen)
    return (
      <Stack sx={{ gap: 1.5 }}>
        <Button startIcon={<ArrowBackIcon />} component={Link} to="/workbench" sx={{ alignSelf: 'flex-start' }}>
          {say(['全部查询', 'All queries'])}
        </Button>
        <RunQuery key={chosen.id} query={chosen} />
      </Stack>
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
      {folders(data.filter((query) => holds(query, typed))).map(({ name, queries }) => (
        <Stack key={name} sx={{ gap: 1 }}>
          {name ? (
            <Typography variant="h3" component="h2" color="text.secondary">
              {name}
            </Typography>
          ) : null}
          {queries.map((query) => (
            <Card key={query.id}>
              <CardActionArea component={Link} to={`/workbench?query=${query.id}`} sx={{ p: 1.5 }}>
                <Typography sx={{ fontWeight: 600 }}>{query.name}</Typography>
                {query.description ? (
                  <Typography variant="body2" color="text.secondary">
                    {query.description}
                  </Typography>
                ) : null}
              </CardActionArea>
            </Card>
          ))}
        </Stack>
      ))}
    </Stack>
  )
}
