/** Several differences dealt with at once: one reason for all of them; those that are refused stay chosen and say why. */
import { Alert, Button, Card, Stack, Typography } from '@mui/material'
import { useState } from 'react'
import { useDataProvider, useNotify, useRefresh } from 'react-admin'
import type { PanelProvider } from '../../dataProvider.ts'
import { useSay } from '../../language/say.ts'
import { type PanelRecord, useDescription } from '../../registers/catalog.ts'
import { sentencesOf } from '../../registers/faults.ts'
import { ReasonDialog } from '../../registers/ReasonDialog.tsx'
import { useMonthDone } from './useMonth.ts'

interface DealBarProps {
  readonly chosen: readonly PanelRecord[]
  onAll(): void
  /** Those that are left, because they were refused. */
  onDone(left: readonly PanelRecord[]): void
}

const ways = ['explain', 'correct', 'carry'] as const

export function DealBar({ chosen, onAll, onDone }: DealBarProps) {
  const say = useSay()
  const notify = useNotify()
  const refresh = useRefresh()
  const done = useMonthDone()
  const dataProvider = useDataProvider<PanelProvider>()
  const { workflow } = useDescription('differences')
  const [way, setWay] = useState<(typeof ways)[number]>()
  const [busy, setBusy] = useState(false)
  const [faults, setFaults] = useState<readonly string[]>([])
  const labelOf = (name: string) => say(workflow?.moves.find((each) => each.name === name)?.label ?? [name, name])
  const deal = async (move: string, reason: string) => {
    setBusy(true)
    const left: PanelRecord[] = []
    const refused = new Set<string>()
    for (const record of chosen)
      try {
        await dataProvider.move('differences', record.id, move, { version: record.version, reason })
      } catch (error) {
        left.push(record)
        for (const sentence of sentencesOf(error)) refused.add(sentence)
      }
    setBusy(false)
    setWay(undefined)
    setFaults([...refused])
    if (left.length < chosen.length)
      notify(say(['{move}：{count} 条', '{move}: {count}'], { move: labelOf(move), count: chosen.length - left.length }), {
        type: 'success',
      })
    onDone(left)
    refresh()
    done()
  }
  return (
    <Card sx={{ p: 1, position: 'sticky', bottom: { xs: 64, md: 8 }, zIndex: 2, borderColor: 'primary.main' }}>
      {faults.map((fault) => (
        <Alert key={fault} severity="error" sx={{ mb: 1 }}>
          {fault}
        </Alert>
      ))}
      <Stack direction="row" sx={{ alignItems: 'center', gap: 1, flexWrap: 'wrap' }}>
        <Typography sx={{ px: 1 }}>{say(['已选 {count} 条', '{count} selected'], { count: chosen.length })}</Typography>
        <Button size="small" color="inherit" onClick={onAll}>
          {say(['选择本页全部', 'Select all shown'])}
        </Button>
        <Stack sx={{ flex: 1 }} />
        {ways.map((name) => (
          <Button
            key={name}
            size="small"
            variant={name === 'explain' ? 'contained' : 'outlined'}
            disabled={busy || chosen.length === 0}
            onClick={() => setWay(name)}
          >
            {labelOf(name)}
          </Button>
        ))}
      </Stack>
      {way ? (
        <ReasonDialog
          label={labelOf(way)}
          fault={undefined}
          busy={busy}
          onClose={() => setWay(undefined)}
          onGive={(reason) => void deal(way, reason)}
        />
      ) : null}
    </Card>
  )
}
