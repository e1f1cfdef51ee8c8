/** The grey shape of a page while its data is on the way. */
import { Box, Skeleton } from '@mui/material'
import { useSay } from '../language/say.ts'

export function PageLoading({ rows = 8 }: { rows?: number }) {
  const say = useSay()
  return (
    <Box role="status" aria-label={say(['正在载入', 'Loading'])}>
      <Skeleton variant="text" width={220} height={36} />
      <Skeleton variant="rounded" height={36} sx={{ my: 1.5, maxWidth: 520 }} />
      {Array.from({ length: rows }, (_, row) => (
        // The rows of a skeleton have nothing but their place.
        <Skeleton key={row} variant="text" height={36} />
      ))}
    </Box>
  )
}
