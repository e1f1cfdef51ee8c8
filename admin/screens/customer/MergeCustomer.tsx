/** Merges this customer into another that is the same firm: every paper goes along, this file goes to the recycle bin. */
import MergeIcon from '@mui/icons-material/CallMergeOutlined'
import { Alert, Button, Dialog, DialogActions, DialogContent, DialogTitle, Typography } from '@mui/material'
import { useState } from 'react'
import { useNotify } from 'react-admin'
import { useNavigate } from 'react-router'
import { call } from '../../http.ts'
import { useSay } from '../../language/say.ts'
import { type PanelRecord, useCatalog } from '../../registers/catalog.ts'
import { sentencesOf } from '../../registers/faults.ts'
import { RecordPicker } from '../../registers/RecordPicker.tsx'

interface Moved {
  readonly register: string
  readonly count: number
}

export function MergeCustomer({ record }: { record: PanelRecord }) {
  const say = useSay()
  const { byName } = useCatalog()
  const [open, setOpen] = useState(false)
  const may = byName.get('customers')?.may
  if (!may?.remove || !may.update || record._may?.remove === false) return null
  return (
    <>
      <Button size="small" variant="outlined" color="inherit" startIcon={<MergeIcon />} onClick={() => setOpen(true)}>
        {say(['合并', 'Merge'])}
      </Button>
      {open ? <MergeDialog record={record} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

function MergeDialog({ record, onClose }: { record: PanelRecord; onClose(): void }) {
  const say = useSay()
  const notify = useNotify()
  const navigate = useNavigate()
  const { byName } = useCatalog()
  const [into, setInto] = useState<number | null>(null)
  const [faults, setFaults] = useState<readonly string[]>([])
  const [busy, setBusy] = useState(false)
  const merge = async () => {
    setBusy(true)
    try {
      const moved = await call<readonly Moved[]>('POST', `/api/customers/${record.id}/merge`, { into })
      const told = moved.map(({ register, count }) => `${say(byName.get(register)?.label ?? [register, register])} ${count}`)
      notify(say(['已合并：{what}', 'Merged: {what}'], { what: told.join(say(['、', ', '])) || '—' }), { type: 'success' })
      navigate(`/customers/${into}/show`)
    } catch (error) {
      setFaults(sentencesOf(error))
    }
    setBusy(false)
  }
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby="merge-title">
      <DialogTitle id="merge-title">{say(['把“{name}”合并到…', 'Merge “{name}” into …'], { name: String(record.name) })}</DialogTitle>
      <DialogContent>
        {faults.map((fault) => (
          <Alert key={fault} severity="error" sx={{ mb: 1 }}>
            {fault}
          </Alert>
        ))}
        <RecordPicker
          register="customers"
          label={['保留的客户', 'The customer that stays']}
          filter={{ id: { ne: record.id } }}
          value={into}
          onChange={setInto}
        />
        <Typography color="textSecondary" sx={{ mt: 1 }}>
          {say([
            '此客户的合同、订单、发票、欠款、联系人等全部归到保留的客户名下并留痕，已关账月份的也在内：各月的期末与下月期初按保留的客户合计，已签的回收表仍写当时的名称；本档案移入回收站。',
            'Contracts, orders, invoices, debts, contacts and the rest go to the customer that stays, with a trace, those of closed months too: closings and openings are then told for that customer together, and signed tables keep the names they were signed with. This file goes to the recycle bin.',
          ])}
        </Typography>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{say(['取消', 'Cancel'])}</Button>
        <Button variant="contained" color="warning" disabled={into === null} loading={busy} onClick={() => void merge()}>
          {say(['合并', 'Merge'])}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
