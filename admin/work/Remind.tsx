/** Reminds those whose signature an approval waits for (催办). */
import { Button } from '@mui/material'
import { useState } from 'react'
import { useNotify } from 'react-admin'
import { call } from '../http.ts'
import { useSay } from '../language/say.ts'

export function Remind({ id }: { id: number }) {
  const say = useSay()
  const notify = useNotify()
  const [busy, setBusy] = useState(false)
  const remind = async () => {
    setBusy(true)
    try {
      await call('POST', `/api/approvals/${id}/remind`, {})
      notify(say(['已催办', 'They were reminded']), { type: 'success' })
    } catch (error) {
      notify(error instanceof Error ? error.message : String(error), { type: 'warning' })
    }
    setBusy(false)
  }
  return (
    <Button size="small" variant="outlined" loading={busy} onClick={() => void remind()}>
      {say(['催办', 'Remind'])}
    </Button>
  )
}
