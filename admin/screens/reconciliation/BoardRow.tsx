/** One line of the bank or one paper on the board: who, when, how much; chosen by a click or the space bar. */
import CheckBoxIcon from '@mui/icons-material/CheckBox'
import CheckBoxOutlineBlankIcon from '@mui/icons-material/CheckBoxOutlineBlank'
import { Box, ButtonBase, Stack, Typography } from '@mui/material'
import type { ReactNode } from 'react'
import type { BoardLine, BoardPaper } from '../../../server/reconciliation/messages.ts'
import { useSay } from '../../language/say.ts'
import { exact } from '../../reports/amounts.ts'

export const isPaper = (row: BoardLine | BoardPaper): row is BoardPaper => 'kind' in row

/** Who pays or is paid, as the row knows. */
export function nameOf(row: BoardLine | BoardPaper): string {
  return (isPaper(row) ? (row.customer?.name ?? row.payer) : (row.payer ?? row.customer?.name)) ?? '—'
}

/** What tells the row from others of the same amount. */
export function detailOf(row: BoardLine | BoardPaper): string {
  const parts = isPaper(row)
    ? [row.number, row.date, row.payer, row.account]
    : [
        row.date,
        row.payerAccount,
        row.reference,
        row.serial,
        row.customer && row.customer.name !== row.payer ? `→ ${row.customer.name}` : null,
      ]
  return parts.filter((part): part is string => typeof part === 'string' && part !== '' && part !== nameOf(row)).join(' · ')
}

/** An amount on the board; money going out is negative. `taken` is the part that a match has of it. */
export function Amount({ of, taken }: { of: string; taken?: string }) {
  const say = useSay()
  const shown = taken ?? of
  return (
    <Box sx={{ textAlign: 'right', whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums', fontWeight: 500 }}>
      {exact(shown, 'money')}
      {taken !== undefined && taken !== of ? (
        <Typography variant="caption" component="div" color="textSecondary">
          {say(['共 {of}', 'of {of}'], { of: exact(of, 'money') })}
        </Typography>
      ) : null}
    </Box>
  )
}

interface BoardRowProps {
  readonly row: BoardLine | BoardPaper
  readonly chosen: boolean
  /** A closed month is looked at, not worked on. */
  readonly fixed: boolean
  onChoose(): void
  readonly actions?: ReactNode
}

export function BoardRow({ row, chosen, fixed, onChoose, actions }: BoardRowProps) {
  const say = useSay()
  const name = nameOf(row)
  const text = (
    <>
      <Stack sx={{ minWidth: 0, flex: 1 }}>
        <Typography noWrap title={name}>
          {name}
        </Typography>
        <Typography variant="body2" color="textSecondary" sx={{ overflowWrap: 'anywhere' }}>
          {detailOf(row)}
        </Typography>
      </Stack>
      <Amount of={row.amount} {...(row.open === row.amount ? {} : { taken: row.open })} />
    </>
  )
  return (
    <Stack sx={{ borderBottom: 1, borderColor: 'divider', bgcolor: chosen ? 'action.selected' : undefined }}>
      {fixed ? (
        <Stack direction="row" sx={{ px: 1.5, py: 0.75, gap: 1 }}>
          {text}
        </Stack>
      ) : (
        <ButtonBase
          onClick={onChoose}
          role="checkbox"
          aria-checked={chosen}
          aria-label={say(['选择 {name} {amount}', 'Choose {name} {amount}'], { name, amount: row.open })}
          sx={{ px: 1, py: 0.75, gap: 1, justifyContent: 'flex-start', textAlign: 'left', width: '100%', font: 'inherit' }}
        >
          <Box
            component={chosen ? CheckBoxIcon : CheckBoxOutlineBlankIcon}
            aria-hidden
            sx={{ fontSize: 20, color: chosen ? 'primary.main' : 'text.secondary' }}
          />
          {text}
        </ButtonBase>
      )}
      {chosen && actions ? (
        <Stack direction="row" sx={{ px: 1.5, pb: 0.75, gap: 1, flexWrap: 'wrap' }}>
          {actions}
        </Stack>
      ) : null}
    </Stack>
  )
}
