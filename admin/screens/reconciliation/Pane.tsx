/** One side of the board: what it is, how many, and its rows; more rows than are shown are told, never hidden in silence. */
import { Alert, Card, Skeleton, Stack, Typography } from '@mui/material'
import type { ReactNode } from 'react'
import type { Page } from '../../../server/reconciliation/messages.ts'
import { useSay } from '../../language/say.ts'

interface PaneProps<T> {
  readonly title: string
  readonly page: Page<T> | undefined
  readonly error: Error | null
  /** What is said when there is nothing. */
  readonly none: string
  readonly above?: ReactNode
  children(row: T, at: number): ReactNode
}

export function Pane<T extends { readonly id: number; readonly kind?: string }>({
  title,
  page,
  error,
  none,
  above,
  children,
}: PaneProps<T>) {
  const say = useSay()
  return (
    <Card component="section" aria-label={title} sx={{ minWidth: 0, display: 'flex', flexDirection: 'column' }}>
      <Stack direction="row" sx={{ px: 1.5, py: 1, gap: 1, alignItems: 'baseline', borderBottom: 1, borderColor: 'divider' }}>
        <Typography component="h2" variant="h2">
          {title}
        </Typography>
        <Typography color="textSecondary">{page?.total ?? ''}</Typography>
      </Stack>
      {above}
      {error ? <Alert severity="error">{error.message}</Alert> : null}
      {page || error ? null : <Skeleton variant="rounded" height={160} sx={{ m: 1 }} />}
      {page?.total === 0 ? (
        <Typography color="textSecondary" sx={{ p: 2 }}>
          {none}
        </Typography>
      ) : null}
      <Stack component="ul" sx={{ listStyle: 'none', m: 0, p: 0, overflowY: 'auto', maxHeight: { xs: 'none', md: '62vh' } }}>
        {page?.rows.map((row, at) => (
          <li key={`${row.kind ?? ''}${row.id}`}>{children(row, at)}</li>
        ))}
      </Stack>
      {page && page.rows.length < page.total ? (
        <Typography variant="body2" color="textSecondary" sx={{ p: 1 }}>
          {say(['只列出前 {shown} 条，请用搜索缩小范围。', 'The first {shown} are shown; search to narrow them down.'], {
            shown: page.rows.length,
          })}
        </Typography>
      ) : null}
    </Card>
  )
}
