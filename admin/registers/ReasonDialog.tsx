/** Asks for the reason of a step, which the history keeps. */
import { Alert, Button, Dialog, DialogActions, DialogContent, DialogTitle, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import { useSay } from '../language/say.ts'

interface ReasonDialogProps {
  readonly label: string
  readonly fault: string | undefined
  readonly busy: boolean
  onClose(): void
  onGive(reason: string): void
}

export function ReasonDialog({ label, fault, busy, onClose, onGive }: ReasonDialogProps) {
  const say = useSay()
  const [reason, setReason] = useState('')
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby="reason-title">
      <DialogTitle id="reason-title">{say(['{label}：请写明原因', '{label}: please give the reason'], { label })}</DialogTitle>
      <DialogContent>
        {fault ? (
          <Alert severity="error" sx={{ mb: 2 }}>
            {fault}
          </Alert>
        ) : null}
        <TextField
          autoFocus
          fullWidth
          multiline
          minRows={3}
          label={say(['原因', 'Reason'])}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          slotProps={{ htmlInput: { maxLength: 500 } }}
        />
        <Typography variant="caption" color="textSecondary">
          {say(['会记入历史', 'It is kept in the history'])}
        </Typography>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{say(['取消', 'Cancel'])}</Button>
        <Button variant="contained" disabled={!reason.trim()} loading={busy} onClick={() => onGive(reason.trim())}>
          {label}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
