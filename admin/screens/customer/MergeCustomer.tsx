/** Merges this customer into another that is the same firm: every paper goes along, this file goes to the recycle bin. */
import MergeIcon from '@mui/icons-material/CallMergeOutlined'
import { Alert, Autocomplete, Button, Dialog, DialogActions, DialogContent, DialogTitle, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import { useGetList, useNotify } from 'react-admin'
import { useNavigate } from 'react-router'
import { call } from '../../http.ts'
import { useSay } from '../../language/say.ts'
import { type PanelRecord, useCatalog } from '../../registers/catalog.ts'
import { sentencesOf } from '../../registers/faults.ts'

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
  const [q, setQ] = useState('')
  const [into, setInto] = useState<PanelRecord | null>(null)
  const [faults, setFaults] = useState<readonly string[]>([])
  const [busy, setBusy] = useState(false)
  const { data = [] } = useGetList<PanelRecord>('customers', {
    filter: { id: { ne: record.id }, ...(q ? { q } : {}) },
    sort: { field: 'name', order: 'ASC' },
    pagination: { page: 1, perPage: 20 },
  })
  const merge = async () => {
    setBusy(true)
    try {
      const moved = await call<readonly Moved[]>('POST', `/api/customers/${record.id}/merge`, { into: into?.id })
      const told = moved.map(({ register, count }) => `${say(byName.get(register)?.label ?? [register, register])} ${count}`)
      notify(say(['已合并：{what}', 'Merged: {what}'], { what: told.join(say(['、', ', '])) || '—' }), { type: 'success' })
      navigate(`/customers/${into?.id}/show`)
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
        <Autocomplete
          options={data}
          value={into}
          onChange={(_, chosen) => setInto(chosen)}
          onInputChange={(_, text, reason) => (reason === 'input' ? setQ(text) : undefined)}
          getOptionLabel={(option) => `${String(option.name)} ${String(option.number ?? '')}`}
          getOptionKey={(option) => option.id}
          isOptionEqualToValue={(a, b) => a.id === b.id}
          filterOptions={(options) => options}
          renderInput={(params) => (
            <TextField {...params} label={say(['保留的客户', 'The customer that stays'])} margin="dense" autoFocus />
          )}
        />
        <Typography color="textSecondary" sx={{ mt: 1 }}>
          {say([
            '此客户的合同、订单、发票、欠款、联系人等全部归到保留的客户名下并留痕；本档案移入回收站。',
            'Contracts, orders, invoices, debts, contacts and the rest go to the customer that stays, with a trace; this file goes to the recycle bin.',
          ])}
        </Typography>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{say(['取消', 'Cancel'])}</Button>
        <Button variant="contained" color="warning" disabled={!into} loading={busy} onClick={() => void merge()}>
          {say(['合并', 'Merge'])}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
