/** Changing one field of many records: all in one transaction; when the server refuses, each on its own with its own result. */
import {
  Alert,
  Autocomplete,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  LinearProgress,
  Stack,
  TextField,
} from '@mui/material'
import { useState } from 'react'
import { useDataProvider, useListContext, useNotify, useRefresh } from 'react-admin'
import type { Description } from '../../server/catalog/description.ts'
import { kindOf } from '../kinds/index.ts'
import { useSay } from '../language/say.ts'
import { BulkResult, type RowResult } from './BulkResult.tsx'
import { type PanelRecord, titleOf } from './catalog.ts'

export function BulkEdit({ description, onClose }: { description: Description; onClose(): void }) {
  const say = useSay()
  const notify = useNotify()
  const refresh = useRefresh()
  const dataProvider = useDataProvider()
  const { selectedIds, onUnselectItems } = useListContext()
  const [ids] = useState<readonly number[]>(() => [...selectedIds] as number[])
  const [name, setName] = useState<string | null>(null)
  const [value, setValue] = useState<unknown>(null)
  const [refusal, setRefusal] = useState<string>()
  const [results, setResults] = useState<readonly RowResult[]>()
  const [busy, setBusy] = useState(false)

  const frozen = description.workflow?.field
  const choices = Object.entries(description.fields).filter(
    ([key, field]) => field.writable && field.kind !== 'lines' && !field.unique && !field.fixed && key !== frozen,
  )
  const field = name === null ? undefined : description.fields[name]
  const finish = () => {
    onUnselectItems()
    refresh()
    onClose()
  }
  const all = async () => {
    if (name === null) return
    setBusy(true)
    setRefusal(undefined)
    try {
      await dataProvider.updateMany(description.name, { ids: [...ids], data: { [name]: value } })
      notify(say(['已修改 {count} 条', '{count} records changed'], { count: ids.length }), { type: 'success' })
      finish()
    } catch (error) {
      setRefusal(error instanceof Error ? error.message : String(error))
      setBusy(false)
    }
  }
  const oneByOne = async () => {
    if (name === null) return
    setBusy(true)
    setRefusal(undefined)
    const done: RowResult[] = []
    for (const id of ids) {
      let title = `#${id}`
      try {
        const { data } = await dataProvider.getOne<PanelRecord>(description.name, { id })
        title = titleOf(description, data)
        await dataProvider.update(description.name, { id, data: { ...data, [name]: value }, previousData: data })
        done.push({ id, title })
      } catch (error) {
        done.push({ id, title, fault: faultOf(error, name) })
      }
      setResults([...done])
    }
    setBusy(false)
  }
  const { Input } = field ? kindOf(field) : { Input: undefined }
  return (
    <Dialog open onClose={busy ? undefined : onClose} fullWidth maxWidth="sm" aria-labelledby="bulk-edit">
      <DialogTitle id="bulk-edit">{say(['批量修改 {count} 条', 'Change {count} records'], { count: ids.length })}</DialogTitle>
      <DialogContent>
        {results ? (
          <>
            {busy ? <LinearProgress variant="determinate" value={(results.length / ids.length) * 100} sx={{ mb: 1 }} /> : null}
            <BulkResult results={results} total={ids.length} />
          </>
        ) : (
          <Stack spacing={2} sx={{ pt: 1 }}>
            <Autocomplete
              size="small"
              options={choices.map(([key]) => key)}
              value={name}
              onChange={(_, next) => {
                setName(next)
                setValue(null)
                setRefusal(undefined)
              }}
              getOptionLabel={(key) => say(description.fields[key]?.label ?? [key, key])}
              renderInput={(parameters) => <TextField {...parameters} autoFocus label={say(['要修改的字段', 'Field to change'])} />}
            />
            {field && Input && name !== null ? (
              <Input
                key={name}
                field={field}
                id="bulk-value"
                name={name}
                label={say(['新的{label}', 'New {label}'], { label: say(field.label) })}
                value={value}
                onChange={setValue}
                help={value === null && !field.required ? say(['留空即清除原值', 'Left empty, the old value is cleared']) : undefined}
              />
            ) : null}
            {refusal ? (
              <Alert severity="error">
                {refusal} {say(['没有任何一条被修改。', 'Nothing has been changed.'])}
              </Alert>
            ) : null}
          </Stack>
        )}
      </DialogContent>
      <DialogActions>
        {results ? (
          <Button variant="contained" disabled={busy} onClick={finish}>
            {say(['关闭', 'Close'])}
          </Button>
        ) : (
          <>
            <Button onClick={onClose} disabled={busy}>
              {say(['取消', 'Cancel'])}
            </Button>
            {refusal ? (
              <Button onClick={() => void oneByOne()} loading={busy}>
                {say(['逐条修改，跳过不能改的', 'One by one, skip those refused'])}
              </Button>
            ) : null}
            <Button variant="contained" disabled={name === null} loading={busy} onClick={() => void all()}>
              {say(['全部修改', 'Change them all'])}
            </Button>
          </>
        )}
      </DialogActions>
    </Dialog>
  )
}

function faultOf(error: unknown, name: string): string {
  const errors = (error as { body?: { errors?: Readonly<Record<string, string>> } }).body?.errors
  return errors?.[name] ?? Object.values(errors ?? {})[0] ?? (error instanceof Error ? error.message : String(error))
}
