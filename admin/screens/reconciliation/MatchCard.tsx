/** A match as a card: the bank's side over the papers' side, how sure it is and why, and what can be done with it. */
import CheckBoxIcon from '@mui/icons-material/CheckBox'
import CheckBoxOutlineBlankIcon from '@mui/icons-material/CheckBoxOutlineBlank'
import { Box, Button, ButtonBase, Chip, Stack, Typography } from '@mui/material'
import { Link } from 'react-router'
import type { BoardLine, BoardMatch, BoardPaper } from '../../../server/reconciliation/messages.ts'
import { useSay } from '../../language/say.ts'
import { StatusChip } from '../../layout/StatusChip.tsx'
import { exact, percent } from '../../reports/amounts.ts'
import { Amount, detailOf, isPaper, nameOf } from './BoardRow.tsx'

interface MatchCardProps {
  readonly match: BoardMatch
  /** The one that keys speak of. */
  readonly focused: boolean
  readonly fixed: boolean
  readonly chosen: boolean
  onChoose(): void
  onConfirm(): void
  onUndo(): void
}

function Side({ label, rows }: { label: string; rows: readonly ((BoardLine | BoardPaper) & { readonly taken: string })[] }) {
  return (
    <Box sx={{ minWidth: 0 }}>
      <Typography variant="caption" color="textSecondary">
        {label}
      </Typography>
      {rows.map((row) => (
        <Stack key={`${isPaper(row) ? row.kind : ''}${row.id}`} direction="row" sx={{ gap: 1, justifyContent: 'space-between' }}>
          <Box sx={{ minWidth: 0 }}>
            <Typography sx={{ overflowWrap: 'anywhere' }}>
              {isPaper(row) ? (
                <Link to={`/${row.kind}/${row.id}/show`}>{nameOf(row)}</Link>
              ) : (
                <Link to={`/bankLines/${row.id}/show`}>{nameOf(row)}</Link>
              )}
            </Typography>
            <Typography variant="body2" color="textSecondary" sx={{ overflowWrap: 'anywhere' }}>
              {detailOf(row)}
            </Typography>
          </Box>
          <Amount of={row.amount} taken={row.taken} />
        </Stack>
      ))}
    </Box>
  )
}

export function MatchCard({ match, focused, fixed, chosen, onChoose, onConfirm, onUndo }: MatchCardProps) {
  const say = useSay()
  const { score, reason, fee, lines, papers, status, made, mayUndo } = match
  const proposed = status === 'proposed'
  return (
    <Box
      component="article"
      aria-label={reason}
      ref={(element: HTMLElement | null) => {
        if (focused) element?.scrollIntoView({ block: 'nearest' })
      }}
      sx={{
        p: 1.5,
        borderBottom: 1,
        borderColor: 'divider',
        borderLeft: 3,
        borderLeftColor: focused ? 'primary.main' : 'transparent',
        bgcolor: focused ? 'action.hover' : undefined,
      }}
    >
      <Stack sx={{ gap: 0.75 }}>
        <Side label={say(['银行', 'Bank'])} rows={lines} />
        <Side label={say(['单据', 'Papers'])} rows={papers} />
        <Typography variant="body2" color="textSecondary">
          {reason}
        </Typography>
        <Stack direction="row" sx={{ gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
          {proposed && !fixed ? (
            <ButtonBase
              onClick={onChoose}
              role="checkbox"
              aria-checked={chosen}
              aria-label={say(['选择此建议', 'Choose this proposal'])}
              sx={{ p: 0.5 }}
            >
              <Box
                component={chosen ? CheckBoxIcon : CheckBoxOutlineBlankIcon}
                aria-hidden
                sx={{ fontSize: 20, color: chosen ? 'primary.main' : 'text.secondary' }}
              />
            </ButtonBase>
          ) : null}
          <StatusChip
            tone={made === 'person' || Number(score) >= 90 ? 'success' : 'warning'}
            label={made === 'person' ? say(['人工', 'By hand']) : say(['把握 {score}', '{score} sure'], { score: percent(score) })}
          />
          {Number(fee) === 0 ? null : (
            <Chip
              size="small"
              variant="outlined"
              label={say(['手续费或尾差 {fee}', 'Fee or small difference {fee}'], { fee: exact(fee, 'money') })}
            />
          )}
          {fixed || (!proposed && !mayUndo) ? null : (
            <Stack direction="row" sx={{ gap: 1, ml: 'auto' }}>
              <Button size="small" color="inherit" onClick={onUndo}>
                {proposed ? say(['不是', 'Not so']) : say(['撤销', 'Undo'])}
              </Button>
              {proposed ? (
                <Button size="small" variant={focused ? 'contained' : 'outlined'} onClick={onConfirm}>
                  {say(['确认', 'Confirm'])}
                </Button>
              ) : null}
            </Stack>
          )}
        </Stack>
      </Stack>
    </Box>
  )
}
