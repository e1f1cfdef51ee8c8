/** The grey shape of a board while it is on its way: its name, its filter bar, four charts. */
import { Box, Skeleton } from '@mui/material'
import { useSay } from '../../language/say.ts'
import { step } from './board.ts'

export function BoardLoading() {
  const say = useSay()
  return (
    <Box role="status" aria-label={say(['正在载入', 'Loading'])}>
      <Skeleton variant="text" width={220} height={36} />
      <Skeleton variant="rounded" height={52} sx={{ my: 1.5 }} />
      <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: { xs: '1fr', md: '1fr 1fr' } }}>
        {[...'1234'].map((each) => (
          <Skeleton key={each} variant="rounded" height={8 * step} />
        ))}
      </Box>
    </Box>
  )
}
