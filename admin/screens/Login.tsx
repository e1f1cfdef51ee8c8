/** Signing in. `again`: the session ended while somebody was working; the page behind is kept. */
import { Alert, Button, Stack, TextField } from '@mui/material'
import { type FormEvent, useState } from 'react'
import { useSay } from '../language/say.ts'
import { signIn, signOut } from '../session.ts'
import { DoorFrame } from './DoorFrame.tsx'
import { PasswordBox } from './PasswordBox.tsx'

export function Login({ again }: { again?: string }) {
  const say = useSay()
  const [username, setUsername] = useState(again ?? '')
  const [password, setPassword] = useState('')
  const [fault, setFault] = useState<string>()
  const [busy, setBusy] = useState(false)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!username.trim() || !password) {
      setFault(say(['请填写用户名和密码。', 'Please enter your username and password.']))
      return
    }
    setBusy(true)
    setFault(undefined)
    try {
      await signIn(username.trim(), password)
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error))
      setPassword('')
      setBusy(false)
    }
  }

  return (
    <DoorFrame title={say(['登录', 'Sign in'])}>
      <form onSubmit={submit} noValidate>
        <Stack spacing={2}>
          {again ? (
            <Alert severity="info">
              {say([
                '登录已失效。请重新登录，您未保存的内容还在。',
                'Your session is over. Sign in again: what you had not saved is still there.',
              ])}
            </Alert>
          ) : null}
          {fault ? (
            <Alert severity="error" role="alert">
              {fault}
            </Alert>
          ) : null}
          <TextField
            label={say(['用户名', 'Username'])}
            value={username}
            onChange={(event) => setUsername(event.target.value)}
            fullWidth
            required
            autoFocus={!again}
            disabled={Boolean(again)}
            slotProps={{ htmlInput: { autoComplete: 'username', name: 'username', autoCapitalize: 'none', required: false } }}
          />
          <PasswordBox
            label={say(['密码', 'Password'])}
            value={password}
            onChange={setPassword}
            autoComplete="current-password"
            autoFocus={Boolean(again)}
          />
          <Button type="submit" variant="contained" size="large" loading={busy}>
            {say(['登录', 'Sign in'])}
          </Button>
          {again ? (
            <Button size="small" onClick={() => void signOut()}>
              {say(['换一个用户登录', 'Sign in as somebody else'])}
            </Button>
          ) : null}
        </Stack>
      </form>
    </DoorFrame>
  )
}
