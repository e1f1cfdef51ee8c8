/** The moves of a workflow as buttons: the expected next one stands out, a refused one stays and says why. */
import { Alert, Button, Dialog, DialogActions, DialogContent, DialogTitle, Tooltip } from '@mui/material'
import { useState } from 'react'
import { useDataProvider, useNotify, useRefresh } from 'react-admin'
import type { Description, RecordExtras } from '../../server/catalog/description.ts'
import type { PanelProvider } from '../dataProvider.ts'
import { useSay } from '../language/say.ts'
import type { PanelRecord } from './catalog.ts'
import { sentencesOf } from './faults.ts'
import { ReasonDialog } from './ReasonDialog.tsx'

type Move = NonNullable<RecordExtras['_moves']>[number]

export function Moves({ description, record }: { description: Description; record: PanelRecord }) {
  const say = useSay()
  const notify = useNotify()
  const refresh = useRefresh()
  const dataProvider = useDataProvider<PanelProvider>()
  const [asking, setAsking] = useState<Move>()
  const [busy, setBusy] = useState<string>()
  const [fault, setFault] = useState<string>()
  const [refused, setRefused] = useState<{ readonly label: string; readonly sentences: readonly string[] }>()

  const take = async (move: Move, reason?: string) => {
    setBusy(move.name)
    setFault(undefined)
    try {
      await dataProvider.move(description.name, record.id, move.name, { version: record.version, ...(reason ? { reason } : {}) })
      notify(say(['已完成：{move}', 'Done: {move}'], { move: say(move.label) }), { type: 'success' })
      setAsking(undefined)
      refresh()
    } catch (error) {
      const sentences = sentencesOf(error)
      if (asking) setFault(sentences.join(' '))
      else setRefused({ label: say(move.label), sentences })
    }
    setBusy(undefined)
  }
  const moves = record._moves ?? []
  // The expected next step: the first that does not ask for a reason, which only steps back and out do.
  const expected = moves.find(({ allowed, reason }) => allowed && !reason)?.name
  return (
    <>
      {moves.map((move) => {
        const primary = move.name === expected
        const button = (
          <Button
            size="small"
            variant={primary ? 'contained' : 'outlined'}
            color={primary ? 'primary' : 'inherit'}
            loading={busy === move.name}
            aria-disabled={!move.allowed}
            onClick={() => {
              if (!move.allowed) return
              setFault(undefined)
              if (move.reason) setAsking(move)
              else void take(move)
            }}
            sx={move.allowed ? {} : { color: 'text.disabled', borderColor: 'divider', cursor: 'not-allowed' }}
          >
            {say(move.label)}
          </Button>
        )
        return move.allowed ? (
          <span key={move.name}>{button}</span>
        ) : (
          <Tooltip
            key={move.name}
            title={move.why ? say(move.why) : say(['现在不能进行', 'Not possible now'])}
            enterTouchDelay={0}
            describeChild
          >
            {button}
          </Tooltip>
        )
      })}
      {refused ? (
        <Dialog open onClose={() => setRefused(undefined)} fullWidth maxWidth="sm" aria-labelledby="refused-title">
          <DialogTitle id="refused-title">{say(['不能“{label}”', '“{label}” is not possible'], { label: refused.label })}</DialogTitle>
          <DialogContent>
            {refused.sentences.map((sentence) => (
              <Alert key={sentence} severity="error" sx={{ mb: 1 }}>
                {sentence}
              </Alert>
            ))}
          </DialogContent>
          <DialogActions>
            <Button variant="contained" onClick={() => setRefused(undefined)}>
              {say(['知道了', 'All right'])}
            </Button>
          </DialogActions>
        </Dialog>
      ) : null}
      {asking ? (
        <ReasonDialog
          label={say(asking.label)}
          fault={fault}
          busy={busy !== undefined}
          onClose={() => setAsking(undefined)}
          onGive={(reason) => void take(asking, reason)}
        />
      ) : null}
    </>
  )
}
