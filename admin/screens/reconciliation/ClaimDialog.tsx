/** Claims one line of unclaimed money for a customer: whose it is, how much of it, and how one knows. */
import {
  Alert,
  Autocomplete,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  TextField,
  Typography,
  useMediaQuery,
} from '@mui/material'
import type { Theme } from '@mui/material/styles'
import { useState } from 'react'
import { useGetList, useNotify, useRefresh } from 'react-admin'
import { call } from '../../http.ts'
import { useSay } from '../../language/say.ts'
import type { PanelRecord } from '../../registers/catalog.ts'
import { sentencesOf } from '../../registers/faults.ts'
import { exact } from '../../reports/amounts.ts'

export function ClaimDialog({ line, onClose }: { line: PanelRecord; onClose(): void }) {
  const say = useSay()
  const notify = useNotify()
  const refresh = useRefresh()
  const narrow = useMediaQuery((theme: Theme) => theme.breakpoints.down('sm'))
  const [q, setQ] = useState('')
  const [customer, setCustomer] = useState<PanelRecord | null>(null)
  const [amount, setAmount] = useState(String(line.open ?? ''))
  const [note, setNote] = useState('')
  const [fault, setFault] = useState<string>()
  const [busy, setBusy] = useState(false)
  const { data = [] } = useGetList<PanelRecord>('customers', {
    filter: q ? { q } : {},
    sort: { field: 'name', order: 'ASC' },
    pagination: { page: 1, perPage: 20 },
  })
  const claim = async () => {
    setBusy(true)
    try {
      await call('POST', '/api/records/moneyClaims', {
        bankLine: line.id,
        customer: customer?.id,
        amount: amount.trim(),
        note: note.trim() || null,
      })
      notify(say(['已认领，等财务确认', 'Claimed; finance will confirm']), { type: 'success' })
      refresh()
      onClose()
    } catch (error) {
      setFault(sentencesOf(error).join(' '))
      setBusy(false)
    }
  }
  return (
    <Dialog open fullScreen={narrow} fullWidth maxWidth="sm" onClose={onClose} aria-labelledby="claim-title">
      <DialogTitle id="claim-title">{say(['认领 {amount}', 'Claim {amount}'], { amount: exact(String(line.open), 'money') })}</DialogTitle>
      <DialogContent>
        <Typography color="textSecondary" sx={{ mb: 1, overflowWrap: 'anywhere' }}>
          {[line.date, line.payer, line.summary, line.reference].filter(Boolean).join(' · ')}
        </Typography>
        {fault ? (
          <Alert severity="error" sx={{ mb: 1 }}>
            {fault}
          </Alert>
        ) : null}
        <Autocomplete
          options={data}
          value={customer}
          onChange={(_, chosen) => setCustomer(chosen)}
          onInputChange={(_, text, reason) => (reason === 'input' ? setQ(text.trim()) : undefined)}
          getOptionLabel={(option) => String(option.name)}
          getOptionKey={(option) => option.id}
          isOptionEqualToValue={(a, b) => a.id === b.id}
          filterOptions={(options) => options}
          renderInput={(params) => (
            <TextField {...params} required autoFocus margin="dense" label={say(['是哪位客户的款', 'Whose money it is'])} />
          )}
        />
        <TextField
          required
          fullWidth
          margin="dense"
          label={say(['认领金额', 'Amount'])}
          value={amount}
          onChange={(event) => setAmount(event.target.value)}
          helperText={say(['若只有一部分是该客户的，请改小', 'Less, when only part of it is this customer’s'])}
          slotProps={{ htmlInput: { inputMode: 'decimal' } }}
        />
        <TextField
          fullWidth
          multiline
          minRows={2}
          margin="dense"
          label={say(['说明', 'Note'])}
          value={note}
          onChange={(event) => setNote(event.target.value)}
          placeholder={say(['例如：老板个人账户代付，付哪张发票', 'For example: paid from the owner’s account; which invoice it pays'])}
          slotProps={{ htmlInput: { maxLength: 1000 } }}
        />
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{say(['取消', 'Cancel'])}</Button>
        <Button variant="contained" disabled={!customer || amount.trim() === ''} loading={busy} onClick={() => void claim()}>
          {say(['认领', 'Claim'])}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
