/** What is seen before there is anything to see: a word while the panel loads, or why it cannot. */
import { Box, Button, CircularProgress, Typography } from '@mui/material'
import { useSay } from '../language/say.ts'

export function Waiting({ problem }: { problem?: string }) {
  const say = useSay()
  return (
    <Box
      role="status"
      sx={{ minHeight: '100vh', display: 'flex', flexDirection: 'column', gap: 2, alignItems: 'center', justifyContent: 'center', p: 3 }}
    >
      {problem ? (
        <>
          <Typography role="alert">{problem}</Typography>
          <Button variant="outlined" onClick={() => window.location.reload()}>
            {say(['重试', 'Try again'])}
          </Button>
        </>
      ) : (
        <>
          <CircularProgress size={28} aria-label={say(['正在载入', 'Loading'])} />
          <Typography color="textSecondary">{say(['正在打开台账…', 'Opening Taizhang…'])}</Typography>
        </>
      )}
    </Box>
  )
}
