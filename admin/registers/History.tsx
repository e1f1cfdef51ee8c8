/** What happened to a record: who, when, what before and after; an earlier version can be brought back. */
import HistoryIcon from '@mui/icons-material/History'
import { Alert, Box, Button, Card, Skeleton, Stack, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Confirm, useNotify, useRefresh } from 'react-admin'
import type { Description } from '../../server/catalog/description.ts'
import { call } from '../http.ts'
import { kindOf } from '../kinds/index.ts'
import { companyTime } from '../kinds/instants.ts'
import { useSay, type Words } from '../language/say.ts'
import { fieldOf, type PanelRecord } from './catalog.ts'
import { Unknown } from './Shown.tsx'

interface Entry {
  readonly seq: number
  readonly at: string
  readonly actor: { readonly id: number; readonly name: string } | null
  readonly verb: 'create' | 'update' | 'move' | 'remove' | 'recover' | 'restore'
  readonly version: number
  readonly note: string | null
  readonly changes: readonly { readonly field: string; readonly before: unknown; readonly after: unknown }[]
}

const verbs: Readonly<Record<Entry['verb'], Words>> = {
  create: ['新建', 'created it'],
  update: ['修改', 'changed it'],
  move: ['流转', 'moved it on'],
  remove: ['删除', 'deleted it'],
  recover: ['从回收站恢复', 'recovered it'],
  restore: ['恢复到旧版本', 'brought back an earlier version'],
}

export function History({ description, record }: { description: Description; record: PanelRecord }) {
  const say = useSay()
  const notify = useNotify()
  const refresh = useRefresh()
  const [asked, setAsked] = useState<number>()
  const [busy, setBusy] = useState(false)
  const { data, isPending, error } = useQuery({
    queryKey: [description.name, 'history', record.id, record.version],
    queryFn: ({ signal }) => call<Entry[]>('GET', `/api/records/${description.name}/${record.id}/history`, undefined, signal),
  })
  const restore = async (version: number) => {
    setBusy(true)
    try {
      await call('POST', `/api/records/${description.name}/${record.id}/restore`, { version })
      notify(say(['已恢复到第 {version} 版的内容', 'Back to what version {version} said'], { version }), { type: 'success' })
      refresh()
    } catch (fault) {
      notify(fault instanceof Error ? fault.message : String(fault), { type: 'error' })
    }
    setBusy(false)
    setAsked(undefined)
  }
  if (error) return <Alert severity="error">{error.message}</Alert>
  if (isPending) return <Skeleton variant="rounded" height={160} />
  return (
    <Stack spacing={1.5}>
      {data.map((entry) => (
        <Card key={entry.seq} component="article">
          <Stack direction="row" sx={{ px: 2, py: 1, gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
            <HistoryIcon fontSize="small" color="disabled" />
            <Typography component="span" sx={{ fontWeight: 600 }}>
              {entry.actor?.name ?? say(['系统', 'The system'])}
            </Typography>
            <Typography component="span">{say(verbs[entry.verb] ?? [entry.verb, entry.verb])}</Typography>
            <Typography component="span" color="textSecondary">
              {companyTime(entry.at)} · {say(['第 {version} 版', 'version {version}'], { version: entry.version })}
            </Typography>
            <Box sx={{ flex: 1 }} />
            {entry.version < record.version && description.may.update && entry.verb !== 'remove' ? (
              <Button size="small" onClick={() => setAsked(entry.version)}>
                {say(['恢复到这一版', 'Bring this version back'])}
              </Button>
            ) : null}
          </Stack>
          {entry.note ? (
            <Typography sx={{ px: 2, pb: 1 }}>
              {say(['说明：', 'Note: '])}
              {entry.note}
            </Typography>
          ) : null}
          {entry.changes.length > 0 ? <Changes description={description} entry={entry} /> : null}
        </Card>
      ))}
      <Confirm
        isOpen={asked !== undefined}
        loading={busy}
        title={say(['恢复到第 {version} 版？', 'Back to version {version}?'], { version: asked ?? 0 })}
        content={say(['当前内容会成为历史中的一版，不会丢失。', 'What is there now stays in the history; nothing is lost.'])}
        confirm={say(['恢复', 'Bring back'])}
        cancel={say(['取消', 'Cancel'])}
        onConfirm={() => (asked === undefined ? undefined : void restore(asked))}
        onClose={() => setAsked(undefined)}
      />
    </Stack>
  )
}

function Changes({ description, entry }: { description: Description; entry: Entry }) {
  const say = useSay()
  return (
    <Table size="small" sx={{ tableLayout: 'fixed' }}>
      <TableHead>
        <TableRow>
          <TableCell sx={{ width: '22%' }}>{say(['字段', 'Field'])}</TableCell>
          <TableCell>{say(['修改前', 'Before'])}</TableCell>
          <TableCell>{say(['修改后', 'After'])}</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {entry.changes.map(({ field: name, before, after }) => {
          const field = fieldOf(description, name)
          return (
            <TableRow key={name}>
              <TableCell component="th" scope="row">
                {field ? say(field.label) : name}
              </TableCell>
              {[before, after].map((value, side) => (
                <TableCell key={side === 0 ? 'before' : 'after'} sx={{ overflowWrap: 'anywhere', verticalAlign: 'top' }}>
                  <OneValue description={description} name={name} value={value} />
                </TableCell>
              ))}
            </TableRow>
          )
        })}
      </TableBody>
    </Table>
  )
}

function OneValue({ description, name, value }: { description: Description; name: string; value: unknown }) {
  const field = fieldOf(description, name)
  if (!field || value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return <Unknown />
  const { Cell } = kindOf(field)
  return <Cell field={field} value={value} full />
}
