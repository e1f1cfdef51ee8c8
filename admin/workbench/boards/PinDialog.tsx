/** Puts the chart of a tab onto a board: one of one's own, or a new one. What is pinned is a saved query, so an unsaved tab is saved first. */
import { Alert, Button, Dialog, DialogActions, DialogContent, DialogTitle, MenuItem, Stack, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import { useDataProvider, useNotify } from 'react-admin'
import { useNavigate } from 'react-router'
import { useSay } from '../../language/say.ts'
import { useCatalog, whole } from '../../registers/catalog.ts'
import { useSave } from '../../registers/useSave.ts'
import { useSqlRoles } from '../ask.ts'
import { keeps } from '../may.ts'
import { contentOf, holdsStill, isShared, type SavedQuery, type Sharing, sharingOf, widened } from '../saved/query.ts'
import { isUnsaved, type Tab } from '../tabs.ts'
import { type Board, numbered, tileOf } from './board.ts'
import { useBoards } from './useBoards.ts'

interface Props {
  readonly tab: Tab
  onSaved(query: SavedQuery): void
  onClose(): void
}

const fresh = 'new'

export function PinDialog({ tab, onSaved, onClose }: Props) {
  const say = useSay()
  const notify = useNotify()
  const navigate = useNavigate()
  const provider = useDataProvider()
  const catalog = useCatalog()
  const { data = [] } = useBoards()
  const mine = data.filter((each) => keeps(catalog, each))
  const [board, setBoard] = useState<string>()
  // Nobody else is shown anything unless a shared board is chosen.
  const first = mine.find((each) => each.owner === catalog.user.id && !isShared(sharingOf(each)))
  const chosen = board ?? String(first?.id ?? fresh)
  const audience = sharingOf(mine.find(({ id }) => String(id) === chosen))
  const [name, setName] = useState('')
  const [title, setTitle] = useState(tab.name)
  const [fault, setFault] = useState<string>()
  const [busy, setBusy] = useState(false)
  const { data: roles = [] } = useSqlRoles()
  const roleNames = new Map(roles.map(({ code, name: role }) => [code, role]))
  const queries = useSave<SavedQuery>('queries')
  const boards = useSave<Board>('boards')

  /** The saved query behind the tab, as it is in the tab, shared with those who see the board. */
  const saved = async (seen: Sharing): Promise<number> => {
    const { origin } = tab
    if (!origin) {
      const query = await queries.save({ name: title.trim(), ...contentOf(tab), ...seen })
      onSaved(query)
      return query.id
    }
    const { data: query } = await provider.getOne<SavedQuery>('queries', { id: origin.id, meta: whole })
    const unsaved = isUnsaved(tab)
    const changes = { ...(unsaved ? contentOf(tab) : {}), ...widened(sharingOf(query), seen) }
    // What somebody else wrote meanwhile is not written over.
    const { version } = unsaved && !holdsStill(query, origin) ? origin : query
    if (Object.keys(changes).length > 0) onSaved(await queries.save(changes, { id: origin.id, version }))
    return origin.id
  }
  const pin = async () => {
    setBusy(true)
    try {
      const now = chosen === fresh ? undefined : (await provider.getOne<Board>('boards', { id: Number(chosen), meta: whole })).data
      const query = await saved(sharingOf(now))
      const tile = (place: number) => tileOf(query, title.trim(), tab.chart, place)
      const charts = now?.charts ?? []
      const pinned = { charts: numbered([...charts, tile(charts.length)]) }
      const { id } = now ? await boards.save(pinned, now) : await boards.save({ name: name.trim(), refresh: 0, ...pinned })
      notify(say(['已钉到看板', 'Pinned']), { type: 'success' })
      onClose()
      navigate(`/boards/${id}`)
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="xs" aria-labelledby="pin-title">
      <DialogTitle id="pin-title">{say(['钉到看板', 'Pin to a board'])}</DialogTitle>
      <DialogContent>
        <Stack spacing={2} sx={{ pt: 1 }}>
          {fault ? <Alert severity="error">{fault}</Alert> : null}
          <TextField select size="small" label={say(['看板', 'Board'])} value={chosen} onChange={({ target }) => setBoard(target.value)}>
            {mine.map(({ id, name: label }) => (
              <MenuItem key={id} value={String(id)}>
                {label}
              </MenuItem>
            ))}
            <MenuItem value={fresh}>{say(['新建看板…', 'A new board…'])}</MenuItem>
          </TextField>
          {chosen === fresh ? (
            <TextField
              autoFocus
              size="small"
              label={say(['新看板的名称', 'Name of the new board'])}
              value={name}
              onChange={({ target }) => setName(target.value)}
              slotProps={{ htmlInput: { maxLength: 100 } }}
            />
          ) : null}
          <TextField
            size="small"
            label={say(['图的标题', 'Title of the chart'])}
            value={title}
            onChange={({ target }) => setTitle(target.value)}
            slotProps={{ htmlInput: { maxLength: 100 } }}
          />
          {isShared(audience) ? (
            <Alert severity="info">
              {audience.shared
                ? say([
                    '这个看板共享给所有能用 SQL 查询的人；钉上后，查询也会共享给他们。',
                    'This board is shared with everybody who may ask in SQL; once pinned, the query is shared with them too.',
                  ])
                : say(
                    [
                      '这个看板共享给：{roles}；钉上后，查询也会共享给他们。',
                      'This board is shared with {roles}; once pinned, the query is shared with them too.',
                    ],
                    { roles: audience.roles.map((code) => say(roleNames.get(code) ?? [code, code])).join(say(['、', ', '])) },
                  )}
            </Alert>
          ) : null}
          {isUnsaved(tab) ? (
            <Typography variant="body2" color="text.secondary">
              {say([
                '看板按各人的权限运行保存的查询，所以会先保存这个标签。',
                'A board runs saved queries with the rights of whoever looks, so this tab is saved first.',
              ])}
            </Typography>
          ) : null}
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{say(['取消', 'Cancel'])}</Button>
        <Button
          variant="contained"
          loading={busy}
          disabled={!title.trim() || (chosen === fresh && !name.trim())}
          onClick={() => void pin()}
        >
          {say(['钉上', 'Pin'])}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
