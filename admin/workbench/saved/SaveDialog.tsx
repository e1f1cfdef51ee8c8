/** Saves a tab as a query, or changes what is said of a saved one: name, folder, description, whom it is shared with. */
import { Alert, Autocomplete, Button, Dialog, DialogActions, DialogContent, DialogTitle, Stack, TextField } from '@mui/material'
import { useState } from 'react'
import { useGetOne, useNotify } from 'react-admin'
import { HttpFault } from '../../http.ts'
import { useSay } from '../../language/say.ts'
import { whole } from '../../registers/catalog.ts'
import { useSave } from '../../registers/useSave.ts'
import { type contentOf, type SavedQuery, sharingOf } from './query.ts'
import { Shares } from './Shares.tsx'
import { useQueries } from './useQueries.ts'

type Content = ReturnType<typeof contentOf>

interface Props {
  /** The saved query to be changed; a new one is made without. */
  readonly id?: number | undefined
  readonly name: string
  /** What is saved along; undefined to leave the text of a saved query alone. */
  readonly content?: Content | undefined
  onSaved(query: SavedQuery): void
  onClose(): void
}

export function SaveDialog(props: Props) {
  const { data } = useGetOne<SavedQuery>('queries', { id: props.id ?? 0, meta: whole }, { enabled: props.id !== undefined })
  return props.id === undefined ? <Entry {...props} /> : data ? <Entry {...props} query={data} /> : null
}

function Entry({ name: suggested, content, query, onSaved, onClose }: Props & { query?: SavedQuery }) {
  const say = useSay()
  const notify = useNotify()
  const { data: others = [] } = useQueries()
  const [name, setName] = useState(query?.name ?? suggested)
  const [folder, setFolder] = useState(query?.folder ?? '')
  const [description, setDescription] = useState(query?.description ?? '')
  const [sharing, setSharing] = useState(() => sharingOf(query))
  const [fault, setFault] = useState<HttpFault | Error>()
  const { save: write, saving } = useSave<SavedQuery>('queries')
  const errors = fault instanceof HttpFault ? (fault.body.errors ?? {}) : {}
  const save = async () => {
    const data = { name: name.trim(), folder: folder.trim() || null, description: description.trim() || null, ...sharing, ...content }
    try {
      const saved = await write(data, query)
      notify(say(['已保存', 'Saved']), { type: 'success' })
      onSaved(saved)
    } catch (error) {
      setFault(error instanceof Error ? error : new Error(String(error)))
    }
  }
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby="save-query">
      <DialogTitle id="save-query">
        {query ? say(['查询的名称与共享', 'Name and sharing of the query']) : say(['存为查询', 'Save as a query'])}
      </DialogTitle>
      <DialogContent>
        <Stack spacing={2} sx={{ pt: 1 }}>
          {fault ? <Alert severity="error">{fault.message}</Alert> : null}
          <TextField
            autoFocus
            size="small"
            label={say(['名称', 'Name'])}
            value={name}
            error={Boolean(errors.name)}
            helperText={errors.name}
            onChange={({ target }) => setName(target.value)}
            slotProps={{ htmlInput: { maxLength: 100 } }}
          />
          <Autocomplete
            freeSolo
            size="small"
            options={[...new Set(others.flatMap((each) => each.folder ?? []))]}
            inputValue={folder}
            onInputChange={(_, text) => setFolder(text)}
            renderInput={(parameters) => (
              <TextField
                {...parameters}
                label={say(['文件夹', 'Folder'])}
                placeholder={say(['例如 销售/客户', 'Such as sales/customers'])}
              />
            )}
          />
          <TextField
            size="small"
            multiline
            minRows={2}
            label={say(['说明', 'Description'])}
            value={description}
            onChange={({ target }) => setDescription(target.value)}
            slotProps={{ htmlInput: { maxLength: 2000 } }}
          />
          <Shares sharing={sharing} onChange={setSharing} />
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{say(['取消', 'Cancel'])}</Button>
        <Button variant="contained" disabled={!name.trim()} loading={saving} onClick={() => void save()}>
          {say(['保存', 'Save'])}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
