/** What might belong to the one row that is chosen, the likeliest first; taking one chooses it on both sides. */
import { Alert, Box, Button, Chip, Skeleton, Stack, Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import type { BoardLine, BoardPaper, Suggestion } from '../../../server/reconciliation/messages.ts'
import { call } from '../../http.ts'
import { useSay } from '../../language/say.ts'
import { exact, percent } from '../../reports/amounts.ts'
import { detailOf, nameOf } from './BoardRow.tsx'

interface SuggestionsProps {
  readonly month: string
  readonly line: BoardLine | undefined
  readonly paper: BoardPaper | undefined
  onTake(suggestion: Suggestion): void
}

export function Suggestions({ month, line, paper, onTake }: SuggestionsProps) {
  const say = useSay()
  const asked = line ? `line=${line.id}` : paper ? `${paper.kind === 'receipts' ? 'receipt' : 'refund'}=${paper.id}` : ''
  const { data, error } = useQuery({
    queryKey: ['reconciliation', month, 'suggest', asked],
    queryFn: () => call<readonly Suggestion[]>('GET', `/api/reconciliation/${month}/suggest?${asked}`),
    enabled: asked !== '',
  })
  return (
    <Box sx={{ borderBottom: 1, borderColor: 'divider', bgcolor: 'action.hover', p: 1 }}>
      <Typography variant="h3" component="h3" sx={{ mb: 0.5 }}>
        {say(['“{name}”可能对应', 'What “{name}” may belong to'], { name: nameOf(line ?? (paper as BoardPaper)) })}
      </Typography>
      {error ? <Alert severity="error">{error.message}</Alert> : null}
      {data || error ? null : <Skeleton variant="rounded" height={48} />}
      {data?.length === 0 ? (
        <Typography variant="body2" color="textSecondary">
          {say(['没有相近的，请在另一栏自行选择。', 'Nothing comes close; choose from the other column.'])}
        </Typography>
      ) : null}
      {data?.map((suggestion) => (
        <Stack
          key={suggestion.reason + suggestion.lines.map(({ id }) => id).join() + suggestion.papers.map(({ id }) => id).join()}
          direction="row"
          sx={{ gap: 1, alignItems: 'center', py: 0.5 }}
        >
          <Chip size="small" variant="outlined" label={percent(suggestion.score)} />
          <Box sx={{ flex: 1, minWidth: 0 }}>
            {(line ? suggestion.papers : suggestion.lines).map((row) => (
              <Typography key={row.id} variant="body2" sx={{ overflowWrap: 'anywhere' }}>
                {nameOf(row)} {exact(row.open, 'money')} · {detailOf(row)}
              </Typography>
            ))}
            <Typography variant="body2" color="textSecondary">
              {suggestion.reason}
            </Typography>
          </Box>
          <Button size="small" onClick={() => onTake(suggestion)}>
            {say(['选用', 'Take'])}
          </Button>
        </Stack>
      ))}
    </Box>
  )
}
