/** Gives a colleague a one-time password, shown once; for those who manage staff. */
import KeyIcon from '@mui/icons-material/Key'
import { Alert, Button, Dialog, DialogActions, DialogContent, DialogTitle, Typography } from '@mui/material'
import { useState } from 'react'
import { useNotify } from 'react-admin'
import { call } from '../http.ts'
import { useSay } from '../language/say.ts'
import { type PanelRecord, useCatalog } from '../registers/catalog.ts'

export default function ResetPassword({ record }: { record: PanelRecord }) {
  const say = useSay()
  const notify = useNotify()
  const { user, byName } = useCatalog()
  const [asking, setAsking] = useState(false)
  const [password, setPassword] = useState<string>()
  const [busy, setBusy] = useState(false)
  if (!byName.get('users')?.may.update || record.id === user.id) return null
  const reset = async () => {
    setBusy(true)
    try {
      setPassword((await call<{ password: string }>('POST', `/api/users/${record.id}/password`, {})).password)
    } catch (error) {
      notify(error instanceof Error ? error.message : String(error), { type: 'error' })
      setAsking(false)
    }
    setBusy(false)
  }
  const close = () => {
    setAsking(false)
    setPassword(undefined)
  }
  return (
    <>
      <Button size="small" variant="outlined" color="inherit" startIcon={<KeyIcon />} onClick={() => setAsking(true)}>
        {say(['重置密码', 'Reset password'])}
      </Button>
      <Dialog open={asking} onClose={close} aria-labelledby="reset-title">
        <DialogTitle id="reset-title">
          {say(['重置 {name} 的密码', 'Reset the password of {name}'], { name: String(record.name) })}
        </DialogTitle>
        <DialogContent>
          {password ? (
            <Alert severity="success">
              {say(['一次性密码（只显示这一次，登录后须更换）：', 'One-time password (shown this once; it must be changed at sign-in):'])}
              <Typography component="p" sx={{ fontFamily: 'monospace', fontSize: '1.125rem', mt: 1 }}>
                {password}
              </Typography>
            </Alert>
          ) : (
            <Typography>
              {say([
                '对方的登录和令牌会全部失效，凭新的一次性密码登录。',
                'All sign-ins and tokens of this person end; a new one-time password lets them in.',
              ])}
            </Typography>
          )}
        </DialogContent>
        <DialogActions>
          <Button onClick={close}>{password ? say(['关闭', 'Close']) : say(['取消', 'Cancel'])}</Button>
          {password ? null : (
            <Button variant="contained" loading={busy} onClick={() => void reset()}>
              {say(['重置', 'Reset'])}
            </Button>
          )}
        </DialogActions>
      </Dialog>
    </>
  )
}
