/** What a board is called, how often it looks for new data, and whom it is shared with. */
import { Alert, Button, Dialog, DialogActions, DialogContent, DialogTitle, MenuItem, Stack, TextField } from '@mui/material'
import { useState } from 'react'
import { useDataProvider, useDelete } from 'react-admin'
import { useSay } from '../../language/say.ts'
import { useCatalog, whole } from '../../registers/catalog.ts'
import { useSave } from '../../registers/useSave.ts'
import { keeps } from '../may.ts'
import { isShared, type SavedQuery, sharingOf, widened } from '../saved/query.ts'
import { Shares } from '../saved/Shares.tsx'
import type { Board } from './board.ts'

/** Minutes between two looks. */
const intervals = [0, 1, 5, 15, 60]

interface Props {
  /** The board to be changed; a new one is made without. */
  readonly board?: Board
  onSaved(board: Board): void
  /** The board is in the recycle bin now. */
  onRemoved?(): void
  onClose(): void
}

export function BoardDialog({ board, onSaved, onRemoved, onClose }: Props) {
  const say = useSay()
  const [name, setName] = useState(board?.name ?? '')
  const [description, setDescription] = useState(board?.description ?? '')
  const [refresh, setRefresh] = useState(board?.refresh ?? 0)
  const [sharing, setSharing] = useState(() => sharingOf(board))
  const [fault, setFault] = useState<string>()
  const { save: write, saving } = useSave<Board>('boards')
  const { save: share } = useSave<SavedQuery>('queries')
  const catalog = useCatalog()
  const provider = useDataProvider()
  const ids = [...new Set((board?.charts ?? []).map(({ query }) => query))]
  /** Shares the board's queries, as far as they are one's own to share, with those who will see it. */
  const shareQueries = async () => {
    if (!isShared(sharing) || ids.length === 0) return
    const { data: found } = await provider.getMany<SavedQuery>('queries', { ids, meta: whole })
    for (const query of found.filter((each) => keeps(catalog, each))) {
      const wider = widened(sharingOf(query), sharing)
      if (wider) await share({ ...wider }, query)
    }
  }
  const [remove, { isPending: removing }] = useDelete<Board, Error>()
  const discard = () =>
    board &&
    remove(
      'boards',
      { id: board.id, previousData: board },
      { mutationMode: 'pessimistic', onSuccess: () => onRemoved?.(), onError: (error) => setFault(error.message) },
    )
  const save = async () => {
    try {
      await shareQueries()
      onSaved(await write({ name: name.trim(), description: description.trim() || null, refresh, ...sharing }, board))
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error))
    }
  }
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="xs" aria-labelledby="board-title">
      <DialogTitle id="board-title">
        {board ? say(['看板的名称与共享', 'Name and sharing of the board']) : say(['新建看板', 'New board'])}
      </DialogTitle>
      <DialogContent>
        <Stack spacing={2} sx={{ pt: 1 }}>
          {fault ? <Alert severity="error">{fault}</Alert> : null}
          <TextField
            autoFocus
            size="small"
            label={say(['名称', 'Name'])}
            value={name}
            onChange={({ target }) => setName(target.value)}
            slotProps={{ htmlInput: { maxLength: 100 } }}
          />
          <TextField
            size="small"
            multiline
            label={say(['说明', 'Description'])}
            value={description}
            onChange={({ target }) => setDescription(target.value)}
          />
          <TextField
            select
            size="small"
            label={say(['自动刷新', 'Refresh by itself'])}
            value={refresh}
            onChange={({ target }) => setRefresh(Number(target.value))}
          >
            {intervals.map((minutes) => (
              <MenuItem key={minutes} value={minutes}>
                {minutes === 0 ? say(['不自动刷新', 'Never']) : say(['每 {minutes} 分钟', 'Every {minutes} min'], { minutes })}
              </MenuItem>
            ))}
          </TextField>
          <Shares sharing={sharing} onChange={setSharing} />
          {isShared(sharing) && ids.length > 0 ? (
            <Alert severity="info">
              {say([
                '看板上您自己的查询也会共享给这些人；每个人仍只看到自己有权看的数据。',
                'Your own queries on this board are shared with them too; everybody still sees the data of his or her own rights.',
              ])}
            </Alert>
          ) : null}
        </Stack>
      </DialogContent>
      <DialogActions>
        {board?._may?.remove ? (
          <Button color="error" loading={removing} onClick={() => void discard()} sx={{ mr: 'auto' }}>
            {say(['删除看板', 'Delete the board'])}
          </Button>
        ) : null}
        <Button onClick={onClose}>{say(['取消', 'Cancel'])}</Button>
        <Button variant="contained" disabled={!name.trim()} loading={saving} onClick={() => void save()}>
          {say(['保存', 'Save'])}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
