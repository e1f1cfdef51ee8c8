/** The middle of the board: proposals and matches one by one, decided with the keys, the mouse, or several at once. */
import { Alert, Button, Stack, ToggleButton, ToggleButtonGroup, Typography } from '@mui/material'
import { type ReactNode, useState } from 'react'
import type { BoardMatch, Page } from '../../../server/reconciliation/messages.ts'
import { useSay } from '../../language/say.ts'
import { useKeys } from '../../layout/keys.ts'
import { MatchCard } from './MatchCard.tsx'
import { Pane } from './Pane.tsx'
import { useDecisions } from './useDecisions.ts'

export type MatchSide = 'proposed' | 'made'

interface MatchPaneProps {
  readonly side: MatchSide
  readonly page: Page<BoardMatch> | undefined
  readonly error: Error | null
  /** A closed month is looked at, not worked on. */
  readonly fixed: boolean
  /** Whether the card that the keys speak of is marked: not on a phone. */
  readonly marked: boolean
  readonly above: ReactNode
  onSide(side: MatchSide): void
}

export function MatchPane({ side, page, error, fixed, marked, above, onSide }: MatchPaneProps) {
  const say = useSay()
  const { isDecided, waiting, refused, decide, forget } = useDecisions()
  const [at, setAt] = useState(0)
  const [picked, setPicked] = useState<ReadonlySet<number>>(new Set())
  // Asked anew by each press: keys may come faster than the page is drawn.
  const open = () => page?.rows.filter((match) => !isDecided(match)) ?? []
  const placeIn = (rows: readonly BoardMatch[]) => Math.max(0, Math.min(at, rows.length - 1))
  const rows = open()
  const place = placeIn(rows)
  const chosen = rows.filter(({ id, status }) => picked.has(id) && status === 'proposed')
  const step = (by: number) => setAt(Math.max(0, Math.min(rows.length - 1, place + by)))
  const onFocused = (take: (match: BoardMatch) => void) => {
    const now = open()
    const match = now[placeIn(now)]
    if (!fixed && match) take(match)
  }
  useKeys({
    j: () => step(1),
    k: () => step(-1),
    Enter: (event) => {
      // Held down, it would go on to cards that nobody has looked at.
      if (event.repeat) return
      // A button in focus does what it says.
      if (event.target instanceof HTMLElement && event.target.closest('button, a')) event.target.click()
      else onFocused((match) => (match.status === 'proposed' ? decide('confirm', [match]) : undefined))
    },
    u: ({ repeat }) => (repeat ? undefined : onFocused((match) => (match.mayUndo ? decide('undo', [match]) : undefined))),
  })
  const pick = (id: number) => {
    const next = new Set(picked)
    if (!next.delete(id)) next.add(id)
    setPicked(next)
  }
  const proposed = side === 'proposed'
  return (
    <Pane<BoardMatch>
      title={proposed ? say(['建议', 'Proposed']) : say(['已勾对', 'Matched'])}
      page={page && { total: page.total - (page.rows.length - rows.length), rows }}
      error={error}
      none={
        proposed
          ? say(['没有等您确认的建议。', 'No proposal waits for you.'])
          : say(['本月还没有勾对。', 'Nothing of this month is matched yet.'])
      }
      above={
        <>
          <Stack direction="row" sx={{ m: 1, gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
            {fixed ? null : (
              <ToggleButtonGroup
                exclusive
                size="small"
                value={side}
                onChange={(_, next: MatchSide | null) => (next ? onSide(next) : undefined)}
                aria-label={say(['看哪些勾对', 'Which matches'])}
              >
                <ToggleButton value="proposed">{say(['建议', 'Proposed'])}</ToggleButton>
                <ToggleButton value="made">{say(['已勾对', 'Matched'])}</ToggleButton>
              </ToggleButtonGroup>
            )}
            {proposed && !fixed && rows.length > 0 ? (
              <Button size="small" color="inherit" onClick={() => setPicked(new Set(chosen.length > 0 ? [] : rows.map(({ id }) => id)))}>
                {chosen.length > 0 ? say(['取消选择', 'Clear']) : say(['选择所列全部', 'Choose all shown'])}
              </Button>
            ) : null}
            {chosen.length > 0 ? (
              <Button size="small" variant="contained" onClick={() => decide('confirm', chosen)}>
                {say(['确认所选 {count} 笔', 'Confirm the {count} chosen'], { count: chosen.length })}
              </Button>
            ) : null}
            {waiting > 1 ? (
              <Typography variant="body2" color="textSecondary" role="status">
                {say(['正在逐笔确认，还有 {count} 笔', 'One by one, {count} to go'], { count: waiting })}
              </Typography>
            ) : null}
          </Stack>
          {refused.length > 0 ? (
            <Alert severity="error" onClose={forget} sx={{ mx: 1, mb: 1 }}>
              {refused.map((why) => (
                <div key={why}>{why}</div>
              ))}
            </Alert>
          ) : null}
          {above}
        </>
      }
    >
      {(match, index) => (
        <MatchCard
          match={match}
          fixed={fixed}
          focused={index === place && marked}
          chosen={picked.has(match.id)}
          onChoose={() => pick(match.id)}
          onConfirm={() => decide('confirm', [match])}
          onUndo={() => decide('undo', [match])}
        />
      )}
    </Pane>
  )
}
