/** One chart of a board: its query run with the viewer's rights and the board's filters. */

import OpenInNewIcon from '@mui/icons-material/OpenInNew'
import { Alert, Box, Card, IconButton, Skeleton, Tooltip, Typography } from '@mui/material'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { freshId } from '../../freshId.ts'
import { companyTime } from '../../kinds/instants.ts'
import { useSay } from '../../language/say.ts'
import type { Parameters } from '../answers.ts'
import { ask } from '../ask.ts'
import { Chart } from '../charts/Chart.tsx'
import { missingWords, sent } from '../parameters.ts'
import type { SavedQuery } from '../saved/query.ts'
import { asking, step, type Tile } from './board.ts'

/** Rows a chart is drawn from at most. */
const rows = 10_000
/** What the head of a chart's frame takes. */
const head = 64

interface Props {
  readonly board: number
  readonly tile: Tile
  /** The queries of the board are still on their way. */
  readonly reading: boolean
  /** Undefined while it is read, and for those who may not see it. */
  readonly query: SavedQuery | undefined
  readonly values: Parameters
  readonly refresh: number
  /** Counted up to ask anew. */
  readonly round: number
  onOpen(query: SavedQuery): void
}

export function BoardTile({ board, tile, reading, query, values, refresh, round, onOpen }: Props) {
  const say = useSay()
  const { sql, parameters, missing } = asking(query ?? { sql: '', parameters: null }, values)
  const params = sent(parameters)
  const { data, error, isFetching } = useQuery({
    queryKey: ['sql', 'tile', sql, JSON.stringify(params), round],
    queryFn: ({ signal }) => ask({ sql, params, query: query?.id, board }, freshId(), rows, signal),
    enabled: sql !== '' && missing.length === 0,
    placeholderData: keepPreviousData,
    refetchInterval: refresh > 0 ? refresh * 60_000 : false,
    staleTime: 30_000,
    retry: false,
  })
  const title = tile.title || query?.name || ''
  const height = (tile.height ?? 8) * step
  if (reading) return <Skeleton variant="rounded" height={height} />
  if (!query || error || missing.length > 0)
    return (
      <Card sx={{ p: 1.5, minHeight: height }}>
        <Typography variant="h2">{title}</Typography>
        <Alert severity={error ? 'error' : missing.length > 0 ? 'warning' : 'info'} sx={{ mt: 1 }}>
          {missing.length > 0
            ? missing.map((name) => say(missingWords(name, parameters[name] ?? {}))).join(' ')
            : (error?.message ??
              say(['这张图的查询没有共享给您，或已被删除。', 'The query of this chart is not shared with you, or is gone.']))}
        </Alert>
      </Card>
    )
  return (
    <Box sx={{ position: 'relative', opacity: isFetching && data ? 0.75 : 1, transition: 'opacity 0.2s' }} aria-busy={isFetching}>
      {data ? (
        <Chart title={title} result={data} settings={tile.chart ?? query.chart} height={height - head} />
      ) : (
        <Skeleton variant="rounded" height={height} />
      )}
      {data ? (
        <Box
          sx={{
            display: 'flex',
            alignItems: 'center',
            justifyContent: 'flex-end',
            gap: 0.5,
            color: 'text.secondary',
            fontSize: '0.75rem',
            mt: 0.25,
          }}
        >
          {data.truncated
            ? say(['只画了前 {rows} 行 ·', 'Drawn from the first {rows} rows ·'], { rows: rows.toLocaleString('en-US') })
            : null}
          {data.asOf.at ? say(['数据截至 {at}', 'as of {at}'], { at: companyTime(data.asOf.at) }) : null}
          <Tooltip title={say(['在数据分析中打开', 'Open in data analysis'])}>
            <IconButton
              className="no-print"
              size="small"
              sx={{ display: { xs: 'none', md: 'inline-flex' } }}
              aria-label={say(['在数据分析中打开“{title}”', 'Open “{title}” in data analysis'], { title })}
              onClick={() => onOpen(query)}
            >
              <OpenInNewIcon sx={{ fontSize: 16 }} />
            </IconButton>
          </Tooltip>
        </Box>
      ) : null}
    </Box>
  )
}
