/** What becomes of a bank line that no paper belongs to: a receipt is entered for it, or it is set aside as none of the customers' money. */
import { Button } from '@mui/material'
import { useState } from 'react'
import { Link } from 'react-router'
import type { BoardLine } from '../../../server/reconciliation/messages.ts'
import { useSay } from '../../language/say.ts'
import { useCatalog } from '../../registers/catalog.ts'
import { ReasonDialog } from '../../registers/ReasonDialog.tsx'
import { createPath } from '../../registers/Related.tsx'

export function LineActions({ line, busy, onSetAside }: { line: BoardLine; busy: boolean; onSetAside(reason: string): void }) {
  const say = useSay()
  const { byName } = useCatalog()
  const [asking, setAsking] = useState(false)
  const { amount, open, date, payer, payerAccount, customer } = line
  const receipt = { amount: open, date, payer, payerAccount, method: 'transfer', ...(customer ? { customer: customer.id } : {}) }
  return (
    <>
      {Number(amount) > 0 && byName.get('receipts')?.may.create ? (
        <Button size="small" component={Link} to={createPath('receipts', receipt)}>
          {say(['登记收款', 'Enter a receipt'])}
        </Button>
      ) : null}
      {byName.get('bankLines')?.may.update ? (
        <Button size="small" color="inherit" disabled={busy} onClick={() => setAsking(true)}>
          {say(['不属客户往来', 'No customer’s money'])}
        </Button>
      ) : null}
      {asking ? (
        <ReasonDialog
          label={say(['不属客户往来', 'No customer’s money'])}
          fault={undefined}
          busy={busy}
          onClose={() => setAsking(false)}
          onGive={(reason) => {
            setAsking(false)
            onSetAside(reason)
          }}
        />
      ) : null}
    </>
  )
}
