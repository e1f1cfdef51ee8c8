/** Opening and movements make the closing balance: the month's account in one line, every part with the papers behind it. */
import { Box, Card, Typography } from '@mui/material'
import { Link } from 'react-router'
import type { Where } from '../../../server/definition/where.ts'
import type { Figures } from '../../../server/reconciliation/messages.ts'
import { useSay, type Words } from '../../language/say.ts'
import { useCatalog } from '../../registers/catalog.ts'
import { listPath } from '../../registers/conditions.ts'
import { exact } from '../../reports/amounts.ts'

interface Part {
  readonly name: keyof Figures
  readonly sign: string
  readonly label: Words
  /** The papers that make it; undefined where they stand in several registers. */
  readonly papers?: { readonly register: string; readonly day: string; readonly more: Where }
}

const parts: readonly Part[] = [
  { name: 'opening', sign: '', label: ['期初应收', 'Opening'] },
  { name: 'invoiced', sign: '+', label: ['开票', 'Invoiced'], papers: { register: 'invoices', day: 'date', more: { status: 'issued' } } },
  {
    name: 'received',
    sign: '−',
    label: ['回款', 'Received'],
    papers: { register: 'receipts', day: 'date', more: { status: 'confirmed' } },
  },
  {
    name: 'returned',
    sign: '−',
    label: ['退货', 'Returned'],
    papers: { register: 'returns', day: 'date', more: { status: { in: ['confirmed', 'refunded'] } } },
  },
  {
    name: 'discounted',
    sign: '−',
    label: ['折让', 'Discounted'],
    papers: { register: 'adjustments', day: 'date', more: { status: 'approved', kind: { ne: 'correction' } } },
  },
  {
    name: 'writtenOff',
    sign: '−',
    label: ['核销', 'Written off'],
    papers: { register: 'badDebts', day: 'confirmedOn', more: { status: { in: ['confirmed', 'settled'] }, invoice: { empty: false } } },
  },
  {
    name: 'adjusted',
    sign: '+',
    label: ['更正', 'Adjusted'],
    papers: { register: 'adjustments', day: 'date', more: { status: 'approved', kind: 'correction' } },
  },
  { name: 'closing', sign: '=', label: ['期末应收', 'Closing'] },
]

export function Equation({ figures, from, to }: { figures: Figures; from: string; to: string }) {
  const say = useSay()
  const { byName } = useCatalog()
  return (
    <Card
      component="section"
      aria-label={say(['本月往来（元）', 'The account of the month in yuan'])}
      sx={{ px: 1.5, py: 1, display: 'flex', flexWrap: 'wrap', columnGap: 2, rowGap: 0.5 }}
    >
      {parts.map(({ name, sign, label, papers }) => {
        const amount = <span style={{ whiteSpace: 'nowrap' }}>{exact(figures[name], 'money')}</span>
        const papersPath =
          papers && byName.get(papers.register)?.may.read
            ? listPath(papers.register, { ...papers.more, [papers.day]: { gte: from, lte: to } })
            : undefined
        const whole = name === 'opening' || name === 'closing'
        return (
          <Box key={name} sx={{ display: 'flex', alignItems: 'flex-end', gap: 1 }}>
            {sign ? (
              <Typography aria-hidden color="textSecondary" sx={{ lineHeight: 1.6 }}>
                {sign}
              </Typography>
            ) : null}
            <Box>
              <Typography variant="body2" color="textSecondary">
                {say(label)}
              </Typography>
              <Typography sx={{ fontWeight: whole ? 600 : 400, fontVariantNumeric: 'tabular-nums' }}>
                {papersPath ? <Link to={papersPath}>{amount}</Link> : amount}
              </Typography>
            </Box>
          </Box>
        )
      })}
    </Card>
  )
}
