/** What came to somebody, or left, with customers who changed hands since the month before: their names on hover, the customers behind it. */
import { Link as MuiLink, Tooltip } from '@mui/material'
import { Link } from 'react-router'
import type { FundRow, Handed } from '../../../reports/messages.ts'
import { useSay } from '../../language/say.ts'
import { exact } from '../amounts.ts'

interface Props {
  readonly row: FundRow
  readonly handed: readonly Handed[]
  /** The customers; undefined for those who may not see them. */
  readonly to: string | undefined
}

export function HandedOver({ row, handed, to }: Props) {
  const say = useSay()
  const amount = exact(row.handedOver as string, 'money')
  const names = handed.map(({ customer, amount: each }) => `${customer} ${exact(each, 'money')}`).join(say(['；', '; ']))
  return (
    <Tooltip title={names} describeChild>
      {to ? (
        <MuiLink component={Link} to={to} color="inherit">
          {amount}
        </MuiLink>
      ) : (
        <span>{amount}</span>
      )}
    </Tooltip>
  )
}
