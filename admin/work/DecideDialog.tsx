/** Signing or sending back one or several approvals, with a word to go with it. */
import { Alert, Button, Dialog, DialogActions, DialogContent, DialogTitle, TextField } from '@mui/material'
import { useState } from 'react'
import { useNotify } from 'react-admin'
import type { Decision } from '../../server/approvals/index.ts'
import { call } from '../http.ts'
import { useSay } from '../language/say.ts'
import { useWorkDone } from './useWork.ts'

interface Outcome {
  readonly id: number
  readonly done: boolean
  readonly message?: string
}

interface DecideDialogProps {
  readonly ids: readonly number[]
  readonly decision: Decision
  readonly title: string
  onClose(): void
}

export function DecideDialog({ ids, decision, title, onClose }: DecideDialogProps) {
  const say = useSay()
  const notify = useNotify()
  const done = useWorkDone()
  const [comment, setComment] = useState('')
  const [busy, setBusy] = useState(false)
  const [faults, setFaults] = useState<readonly string[]>([])
  const verb = decision === 'approve' ? say(['同意', 'Approve']) : say(['退回', 'Send back'])

  const give = async () => {
    setBusy(true)
    try {
      const outcomes = await call<readonly Outcome[]>('POST', '/api/approvals/decide', { ids, decision, comment: comment.trim() || null })
      const refused = outcomes.flatMap((each) => (each.done ? [] : [each.message ?? '']))
      const signed = outcomes.length - refused.length
      if (signed > 0) notify(say(['{verb}：{count} 件', '{verb}: {count}'], { verb, count: signed }), { type: 'success' })
      setFaults(refused)
      done()
      if (refused.length === 0) onClose()
    } catch (error) {
      setFaults([error instanceof Error ? error.message : String(error)])
    }
    setBusy(false)
  }

  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby="decide-title">
      <DialogTitle id="decide-title">
        {verb} · {title}
      </DialogTitle>
      <DialogContent>
        {faults.map((fault) => (
          <Alert key={fault} severity="error" sx={{ mb: 1 }}>
            {fault}
          </Alert>
        ))}
        <TextField
          autoFocus
          fullWidth
          multiline
          minRows={2}
          margin="dense"
          label={
            decision === 'return'
              ? say(['退回原因（必填）', 'Why it is sent back (needed)'])
              : say(['意见（可不填）', 'Comment (optional)'])
          }
          value={comment}
          onChange={(event) => setComment(event.target.value)}
          slotProps={{ htmlInput: { maxLength: 1000 } }}
        />
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{say(['取消', 'Cancel'])}</Button>
        <Button
          variant="contained"
          color={decision === 'approve' ? 'primary' : 'warning'}
          loading={busy}
          disabled={decision === 'return' && comment.trim() === ''}
          onClick={() => void give()}
        >
          {verb}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
