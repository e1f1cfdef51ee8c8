/** Asks a further colleague to sign the step at hand (加签), or, by an administrator, one in place of a signer who left (改派). */
import { Alert, Button, Dialog, DialogActions, DialogContent, DialogTitle, TextField } from '@mui/material'
import { useState } from 'react'
import { useNotify } from 'react-admin'
import { call } from '../http.ts'
import { useTitles } from '../kinds/link.tsx'
import { useSay } from '../language/say.ts'
import { sentencesOf } from '../registers/faults.ts'
import { RecordPicker } from '../registers/RecordPicker.tsx'
import { useWorkDone } from './useWork.ts'

const acts = {
  add: {
    title: ['加签 · {title}', 'Add a signer · {title}'],
    button: ['加签', 'Add'],
    done: ['已请 {name} 加签', '{name} was asked to sign'],
  },
  reassign: {
    title: ['改派 · {title}', 'Another signer · {title}'],
    button: ['改派', 'Name'],
    done: ['已改由 {name} 签批', '{name} was named to sign'],
  },
} as const

interface AddSignerProps {
  readonly id: number
  readonly title: string
  readonly act?: keyof typeof acts
  onClose(): void
}

export function AddSigner({ id, title, act = 'add', onClose }: AddSignerProps) {
  const say = useSay()
  const notify = useNotify()
  const done = useWorkDone()
  const [user, setUser] = useState<number | null>(null)
  const nameOf = useTitles('users', user === null ? [] : [user])
  const [comment, setComment] = useState('')
  const [fault, setFault] = useState<string>()
  const [busy, setBusy] = useState(false)
  const add = async () => {
    setBusy(true)
    try {
      await call('POST', `/api/approvals/${id}/${act}`, { user, comment: comment.trim() || null })
      notify(say(acts[act].done, { name: (user === null ? undefined : nameOf(user)) ?? '' }), { type: 'success' })
      done()
      onClose()
    } catch (error) {
      setFault(sentencesOf(error).join(' '))
    }
    setBusy(false)
  }
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="xs" aria-labelledby="add-title">
      <DialogTitle id="add-title">{say(acts[act].title, { title })}</DialogTitle>
      <DialogContent>
        {fault ? (
          <Alert severity="error" sx={{ mb: 1 }}>
            {fault}
          </Alert>
        ) : null}
        <RecordPicker register="users" label={['同事', 'Colleague']} value={user} onChange={setUser} />
        <TextField
          fullWidth
          margin="dense"
          label={say(['说明（可不填）', 'Comment (optional)'])}
          value={comment}
          onChange={(event) => setComment(event.target.value)}
        />
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{say(['取消', 'Cancel'])}</Button>
        <Button variant="contained" disabled={user === null} loading={busy} onClick={() => void add()}>
          {say(acts[act].button)}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
