/** The statement as a sheet of paper: who owes whom, every paper of the period with the balance after it, the balance in capitals, and room for both signatures. */
import { Box, Card, Stack, Typography } from '@mui/material'
import type { Statement } from '../../../reports/messages.ts'
import { useSay } from '../../language/say.ts'
import { exact } from '../amounts.ts'
import { fen } from '../customerCredit/parts.ts'
import { StatementLines } from './StatementLines.tsx'
import type { Parties } from './useParties.ts'

/** The statement with its closing balance in capitals, as the server sends it. */
export type WrittenStatement = Statement & { readonly closingInCapitals: string }

export function StatementSheet({ statement, parties }: { statement: WrittenStatement; parties: Parties }) {
  const say = useSay()
  const { from, to, closing, closingInCapitals } = statement
  const { buyer: customer, seller } = parties
  const buyer = String(customer?.name ?? statement.customer.name ?? `#${statement.customer.id}`)
  const number = `DZ-${String(customer?.number ?? statement.customer.id)}-${to.replace(/-/g, '')}`
  const held = fen(closing) < 0
  return (
    <Card
      component="article"
      aria-label={say(['对账单', 'Statement of account'])}
      sx={{ p: { xs: 2, md: 4 }, maxWidth: 920, width: '100%', mx: 'auto', '@media print': { border: 0, p: 0, maxWidth: 'none' } }}
    >
      <Typography component="h2" sx={{ textAlign: 'center', fontSize: '1.5rem', fontWeight: 600, mb: 1 }}>
        {say(['对账单', 'Statement of account'])}
      </Typography>
      <Box sx={{ display: 'flex', justifyContent: 'space-between', flexWrap: 'wrap', columnGap: 3, mb: 1.5 }}>
        <Typography>
          {say(['编号', 'Number'])} {number}
        </Typography>
        <Typography>
          {say(['期间', 'Period'])} {say(['{from} 至 {to}', '{from} to {to}'], { from, to })}
        </Typography>
      </Box>
      <Box
        sx={{
          display: 'grid',
          gap: 1,
          columnGap: 3,
          gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' },
          mb: 2,
          '@media print': { gridTemplateColumns: '1fr 1fr' },
        }}
      >
        <Party label={say(['供方', 'Seller'])} name={seller ?? ''} />
        <Party
          label={say(['需方', 'Buyer'])}
          name={buyer}
          details={[customer?.address, customer?.phone].filter((each): each is string => typeof each === 'string' && each !== '')}
        />
      </Box>
      <StatementLines statement={statement} />
      <Box sx={{ border: 1, borderColor: 'divider', p: 1.5, my: 2, breakInside: 'avoid' }}>
        <Typography sx={{ fontWeight: 600 }}>
          {held
            ? say(['截至 {to}，供方应付需方（含预收）', 'At {to} the seller owes the buyer (advances included)'], { to })
            : say(['截至 {to}，需方尚欠供方', 'At {to} the buyer owes the seller'], { to })}{' '}
          <Box component="span" sx={{ whiteSpace: 'nowrap' }}>
            ¥ {exactOf(closing)}
          </Box>
        </Typography>
        <Typography>
          {say(['大写：{capitals}', 'In capitals: {capitals}'], {
            capitals: held ? closingInCapitals.replace(/^负/, '') : closingInCapitals,
          })}
        </Typography>
      </Box>
      <Typography variant="body2" sx={{ mb: 2 }}>
        {say([
          '请核对以上往来：无误请签字盖章后退回一份；有差异请逐笔列明。',
          'Please check the dealings above: sign, seal and return one copy if they are right; list every difference if not.',
        ])}
      </Typography>
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' },
          '@media print': { gridTemplateColumns: '1fr 1fr' },
        }}
      >
        <Signature label={say(['供方（盖章）', 'Seller (seal)'])} />
        <Signature label={say(['需方（盖章）', 'Buyer (seal)'])} />
      </Box>
    </Card>
  )
}

const exactOf = (closing: string): string => exact(closing.replace(/^-/, ''), 'money')

function Party({ label, name, details = [] }: { label: string; name: string; details?: readonly string[] }) {
  return (
    <Box>
      <Typography variant="body2" color="text.secondary">
        {label}
      </Typography>
      <Typography sx={{ fontWeight: 600 }}>{name}</Typography>
      {details.map((detail) => (
        <Typography key={detail} variant="body2">
          {detail}
        </Typography>
      ))}
    </Box>
  )
}

function Signature({ label }: { label: string }) {
  const say = useSay()
  const lines = [
    say(['经办人：＿＿＿＿＿＿＿＿＿＿', 'Signed: ____________________']),
    say(['日期：＿＿＿＿年＿＿月＿＿日', 'Date: ____________________']),
  ]
  return (
    <Stack sx={{ border: 1, borderColor: 'divider', p: 1.5, gap: 0.5, breakInside: 'avoid' }}>
      <Typography variant="body2" sx={{ mb: 6 }}>
        {label}
      </Typography>
      {lines.map((line) => (
        <Typography key={line} variant="body2">
          {line}
        </Typography>
      ))}
    </Stack>
  )
}
