/** How much of the limit is used, as a thin bar. */
import { LinearProgress } from '@mui/material'
import { useSay } from '../../language/say.ts'
import { percent } from '../amounts.ts'

/** From this many percent on it is getting tight. */
const tight = 85

/** `share` in percent of the limit. */
export function UsedBar({ share }: { share: number }) {
  const say = useSay()
  return (
    <LinearProgress
      variant="determinate"
      value={Math.max(0, Math.min(100, share))}
      color={share > 100 ? 'error' : share > tight ? 'warning' : 'primary'}
      aria-label={say(['额度使用率 {share}', '{share} of the limit is used'], { share: percent(share) })}
      className="mark"
      sx={{ height: 4, borderRadius: 2 }}
    />
  )
}
