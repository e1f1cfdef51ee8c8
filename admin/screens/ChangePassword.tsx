/** Changing one's password: forced after a first sign-in, or by choice from the account page. */
import { Alert, Button, Stack } from '@mui/material'
import { type FormEvent, useState } from 'react'
import { HttpFault } from '../http.ts'
import { useSay } from '../language/say.ts'
import { changePassword, signOut } from '../session.ts'
import { DoorFrame } from './DoorFrame.tsx'
import { PasswordBox } from './PasswordBox.tsx'

export function PasswordForm({ onDone }: { onDone?: () => void }) {
  const say = useSay()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [again, setAgain] = useState('')
  const [faults, setFaults] = useState<Readonly<Record<string, string>>>({})
  const [message, setMessage] = useState<string>()
  const [busy, setBusy] = useState(false)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setMessage(undefined)
    if (next !== again) {
      setFaults({ again: say(['两次填写的新密码不一样。', 'The two new passwords differ.']) })
      return
    }
    setFaults({})
    setBusy(true)
    try {
      await changePassword(current, next)
      setCurrent('')
      setNext('')
      setAgain('')
      onDone?.()
    } catch (error) {
      const errors = error instanceof HttpFault ? error.body.errors : undefined
      if (errors && Object.keys(errors).length > 0) setFaults(errors)
      else setMessage(error instanceof Error ? error.message : String(error))
    }
    setBusy(false)
  }

  return (
    <form onSubmit={submit} noValidate>
      <Stack spacing={2}>
        {message ? <Alert severity="error">{message}</Alert> : null}
        <PasswordBox
          label={say(['当前密码', 'Current password'])}
          value={current}
          onChange={setCurrent}
          autoComplete="current-password"
          error={faults.current}
        />
        <PasswordBox
          label={say(['新密码', 'New password'])}
          value={next}
          onChange={setNext}
          autoComplete="new-password"
          error={faults.next}
          help={say(['越长越好；不必混用大小写和符号', 'Longer is better; no need to mix cases and signs'])}
        />
        <PasswordBox
          label={say(['再填一次新密码', 'New password once more'])}
          value={again}
          onChange={setAgain}
          autoComplete="new-password"
          error={faults.again}
        />
        <Button type="submit" variant="contained" loading={busy}>
          {say(['更换密码', 'Change the password'])}
        </Button>
      </Stack>
    </form>
  )
}

export function ChangePassword(_: { forced: true }) {
  const say = useSay()
  return (
    <DoorFrame title={say(['请更换密码', 'Please change your password'])}>
      <Stack spacing={2}>
        <Alert severity="info">
          {say(['您用的是一次性密码，更换后才能开始使用。', 'You signed in with a one-time password; set your own to begin.'])}
        </Alert>
        <PasswordForm />
        <Button size="small" onClick={() => void signOut()}>
          {say(['退出登录', 'Sign out'])}
        </Button>
      </Stack>
    </DoorFrame>
  )
}
