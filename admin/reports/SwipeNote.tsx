/** On a phone a wide table says that it goes on to the right. */
import { Typography } from '@mui/material'
import { useSay } from '../language/say.ts'

export function SwipeNote() {
  const say = useSay()
  return (
    <Typography variant="caption" color="text.secondary" className="no-print" sx={{ display: { md: 'none' }, px: 1.5, py: 0.5 }}>
      {say(['← 左右滑动看全部列 →', '← Swipe for the other columns →'])}
    </Typography>
  )
}
