/** Reads the page anew, and turns while something is read or written. Looks that a page takes by itself are not worth a word. */
import { Box, CircularProgress } from '@mui/material'
import { type Query, useIsFetching, useIsMutating } from '@tanstack/react-query'
import { RefreshIconButton } from 'react-admin'
import { useSay } from '../language/say.ts'

const asked = ({ queryKey, state }: Query): boolean => queryKey[0] !== 'reports' && (state.data === undefined || state.isInvalidated)

export function Refresh() {
  const say = useSay()
  const busy = useIsFetching({ predicate: asked }) + useIsMutating() > 0
  return (
    <Box sx={{ position: 'relative', display: 'flex' }}>
      <Box sx={{ display: 'flex', opacity: busy ? 0 : 1 }}>
        <RefreshIconButton />
      </Box>
      {busy ? (
        <CircularProgress
          size={16}
          thickness={6}
          color="inherit"
          aria-label={say(['正在读取', 'Loading'])}
          sx={{ position: 'absolute', top: 'calc(50% - 8px)', left: 'calc(50% - 8px)', pointerEvents: 'none' }}
        />
      ) : null}
    </Box>
  )
}
