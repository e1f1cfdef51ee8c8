/** The recycle bin of a register: deleted records, and the way back for them. */
import RestoreIcon from '@mui/icons-material/Restore'
import { Alert, Button } from '@mui/material'
import { useState } from 'react'
import { useListContext, useNotify, useRefresh } from 'react-admin'
import { Link } from 'react-router'
import type { Description } from '../../server/catalog/description.ts'
import { call } from '../http.ts'
import { useSay } from '../language/say.ts'
import type { PanelRecord } from './catalog.ts'

const recover = (register: string, id: number) => call('POST', `/api/records/${register}/${id}/recover`, {})

export function RecycleBinNote({ description }: { description: Description }) {
  const say = useSay()
  return (
    <Alert
      severity="info"
      action={
        <Button size="small" color="inherit" component={Link} to={`/${description.name}?filter=%7B%7D&page=1`}>
          {say(['返回列表', 'Back to the list'])}
        </Button>
      }
    >
      {say(['这里是已删除的记录，可以恢复。', 'These records were deleted and can be recovered.'])}
    </Alert>
  )
}

export function RecoverButton({ description, record }: { description: Description; record: PanelRecord }) {
  const say = useSay()
  const notify = useNotify()
  const refresh = useRefresh()
  const [busy, setBusy] = useState(false)
  const run = async () => {
    setBusy(true)
    try {
      await recover(description.name, record.id)
      notify(say(['已恢复', 'Recovered']), { type: 'success' })
      refresh()
    } catch (error) {
      notify(error instanceof Error ? error.message : String(error), { type: 'error' })
    }
    setBusy(false)
  }
  return (
    <Button size="small" startIcon={<RestoreIcon />} loading={busy} onClick={() => void run()}>
      {say(['恢复', 'Recover'])}
    </Button>
  )
}

/** Recovers all selected records, one after the other, and says how many came back. */
export function BulkRecover({ description }: { description: Description }) {
  const say = useSay()
  const notify = useNotify()
  const refresh = useRefresh()
  const { selectedIds, onUnselectItems } = useListContext()
  const [busy, setBusy] = useState(false)
  const run = async () => {
    setBusy(true)
    const faults: string[] = []
    for (const id of selectedIds)
      try {
        await recover(description.name, Number(id))
      } catch (error) {
        faults.push(error instanceof Error ? error.message : String(error))
      }
    const done = selectedIds.length - faults.length
    notify(say(['已恢复 {done} 条。', '{done} recovered.'], { done }) + (faults.length ? ` ${faults[0]}` : ''), {
      type: faults.length ? 'warning' : 'success',
    })
    setBusy(false)
    onUnselectItems()
    refresh()
  }
  return (
    <Button size="small" startIcon={<RestoreIcon />} loading={busy} onClick={() => void run()}>
      {say(['恢复所选', 'Recover these'])}
    </Button>
  )
}
