/** What is chosen on both sides, what the sums come to, and the button that joins them. */
import { Button, Card, Stack, Typography } from '@mui/material'
import { yuan } from '../../../server/definition/decimal.ts'
import type { BoardLine, BoardPaper } from '../../../server/reconciliation/messages.ts'
import { useSay } from '../../language/say.ts'
import { exact } from '../../reports/amounts.ts'
import { openOf } from './useBoard.ts'

interface JoinBarProps {
  readonly lines: readonly BoardLine[]
  readonly papers: readonly BoardPaper[]
  readonly busy: boolean
  onJoin(split: boolean): void
  onClear(): void
}

const money = (amount: number): string => exact(yuan(amount), 'money')

export function JoinBar({ lines, papers, busy, onJoin, onClear }: JoinBarProps) {
  const say = useSay()
  const [bank, paper] = [openOf(lines), openOf(papers)]
  const apart = bank - paper
  const both = lines.length > 0 && papers.length > 0
  const customers = new Set(papers.flatMap(({ customer }) => customer?.id ?? [])).size
  return (
    <Card sx={{ p: 1, position: 'sticky', bottom: { xs: 64, md: 8 }, zIndex: 2, borderColor: 'primary.main' }}>
      <Stack direction="row" sx={{ alignItems: 'center', gap: 1, flexWrap: 'wrap' }}>
        <Typography sx={{ px: 1, fontVariantNumeric: 'tabular-nums' }}>
          {say(['银行 {lines} 笔 {bank} · 单据 {papers} 张 {paper}', 'Bank {lines}: {bank} · papers {papers}: {paper}'], {
            lines: lines.length,
            bank: money(bank),
            papers: papers.length,
            paper: money(paper),
          })}
          {both && apart !== 0 ? (
            <Typography component="span" color="warning.main" sx={{ ml: 1, fontWeight: 600 }}>
              {say(['差 {apart}', 'apart by {apart}'], { apart: money(apart) })}
            </Typography>
          ) : null}
          {customers > 1 ? (
            <Typography component="span" color="warning.main" sx={{ ml: 1, fontWeight: 600 }}>
              {say(['单据属于 {count} 位客户', 'papers of {count} customers'], { count: customers })}
            </Typography>
          ) : null}
        </Typography>
        <Stack sx={{ flex: 1 }} />
        <Button size="small" color="inherit" onClick={onClear}>
          {say(['取消选择', 'Clear'])}
        </Button>
        {both && apart !== 0 ? (
          <Button size="small" variant="outlined" disabled={busy} onClick={() => onJoin(true)}>
            {say(['拆分：按较小额勾对', 'Split: match the smaller side'])}
          </Button>
        ) : null}
        <Button size="small" variant="contained" disabled={!both || busy} onClick={() => onJoin(false)}>
          {both && apart !== 0 ? say(['勾对，差额作手续费或尾差', 'Match, the rest is a fee']) : say(['勾对', 'Match'])}
        </Button>
      </Stack>
    </Card>
  )
}
