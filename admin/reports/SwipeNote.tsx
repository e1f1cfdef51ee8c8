/** A table wider than its place says that it goes on to the right. */
import { Typography } from '@mui/material'
import { useSay } from '../language/say.ts'

/** Shown on a phone unless it is known whether there is more to see. */
export function SwipeNote({ shown }: { shown?: boolean }) {
  const say = useSay()
  return (
    <Typography
      variant="caption"
      color="text.secondary"
      className="no-print"
      sx={{ display: shown === undefined ? { md: 'none' } : shown ? 'block' : 'none', px: 1.5, py: 0.5 }}
    >
      {say(['← 左右滑动看全部列 →', '← Scroll sideways for the other columns →'])}
    </Typography>
  )
}
