/** Saved views of a list: filter, order and columns under a name, kept on the server, shared with colleagues if wanted. */
import BookmarkBorderIcon from '@mui/icons-material/BookmarkBorder'
import DeleteOutlineIcon from '@mui/icons-material/DeleteOutlined'
import PushPinIcon from '@mui/icons-material/PushPin'
import PushPinOutlinedIcon from '@mui/icons-material/PushPinOutlined'
import {
  Box,
  Button,
  Checkbox,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Divider,
  FormControlLabel,
  IconButton,
  ListItemText,
  Menu,
  MenuItem,
  Stack,
  TextField,
} from '@mui/material'
import { useState } from 'react'
import { useCreate, useDelete, useGetList, useListContext, useNotify, useStore } from 'react-admin'
import { useNavigate } from 'react-router'
import type { Description } from '../../server/catalog/description.ts'
import { useSay } from '../language/say.ts'
import { columnsKey, hiddenByDefault, shownColumns } from './Columns.ts'
import { type PanelRecord, readable, useCatalog } from './catalog.ts'
import { type ListFilter, listPath } from './conditions.ts'
import { usePinnedView } from './pinnedView.ts'

type View = PanelRecord & {
  readonly name: string
  readonly filter: ListFilter | null
  readonly sort: [string, 'ASC' | 'DESC'] | null
  readonly columns: string[] | null
  readonly shared: boolean
  readonly owner: number
}

export function SavedViews({ description }: { description: Description }) {
  const say = useSay()
  const catalog = useCatalog()
  const navigate = useNavigate()
  const notify = useNotify()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const [saving, setSaving] = useState(false)
  const [, setHidden] = useStore<string[]>(columnsKey(description.name), hiddenByDefault(description))
  const [pinned, setPinned] = usePinnedView(description.name)
  const { data, refetch } = useGetList<View>(
    'views',
    { filter: { register: description.name }, sort: { field: 'name', order: 'ASC' }, pagination: { page: 1, perPage: 100 } },
    { enabled: readable(catalog, 'views') },
  )
  const [remove] = useDelete()
  if (!readable(catalog, 'views')) return null

  const apply = (view: View) => {
    setAnchor(null)
    const columns = view.columns
    if (columns) setHidden(Object.keys(description.fields).filter((name) => !columns.includes(name)))
    navigate(listPath(description.name, view.filter ?? {}, view.sort ?? description.sort))
  }
  const discard = (view: View) =>
    remove(
      'views',
      { id: view.id, previousData: view },
      {
        mutationMode: 'pessimistic',
        onSuccess: () => void refetch(),
        onError: (error) => notify(error instanceof Error ? error.message : String(error), { type: 'error' }),
      },
    )
  return (
    <>
      <Button
        size="small"
        color="inherit"
        startIcon={<BookmarkBorderIcon />}
        onClick={(event) => setAnchor(event.currentTarget)}
        aria-haspopup="menu"
      >
        {say(['视图', 'Views'])}
      </Button>
      <Menu open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)}>
        <MenuItem
          dense
          onClick={() => {
            setAnchor(null)
            setHidden(hiddenByDefault(description))
            navigate(listPath(description.name, {}, description.sort))
          }}
        >
          {say(['默认视图', 'Default view'])}
        </MenuItem>
        {(data ?? []).map((view) => (
          <MenuItem key={view.id} dense onClick={() => apply(view)} sx={{ gap: 2 }}>
            <ListItemText
              primary={view.name}
              secondary={
                view.shared
                  ? view.owner === catalog.user.id
                    ? say(['已共享', 'Shared'])
                    : say(['同事共享', 'Shared by a colleague'])
                  : undefined
              }
            />
            <Box sx={{ flex: 1 }} />
            <IconButton
              size="small"
              aria-pressed={pinned?.id === view.id}
              aria-label={say(['打开列表时先用“{name}”', 'Begin the list with “{name}”'], { name: view.name })}
              title={say(['打开列表时先用这个视图', 'Begin the list with this view'])}
              onClick={(event) => {
                event.stopPropagation()
                setPinned(
                  pinned?.id === view.id ? undefined : { id: view.id, filter: view.filter ?? {}, sort: view.sort ?? description.sort },
                )
              }}
            >
              {pinned?.id === view.id ? <PushPinIcon fontSize="small" color="primary" /> : <PushPinOutlinedIcon fontSize="small" />}
            </IconButton>
            {view.owner === catalog.user.id ? (
              <IconButton
                size="small"
                aria-label={say(['删除视图“{name}”', 'Delete the view “{name}”'], { name: view.name })}
                onClick={(event) => {
                  event.stopPropagation()
                  void discard(view)
                }}
              >
                <DeleteOutlineIcon fontSize="small" />
              </IconButton>
            ) : null}
          </MenuItem>
        ))}
        <Divider />
        <MenuItem
          dense
          onClick={() => {
            setAnchor(null)
            setSaving(true)
          }}
        >
          {say(['把当前列表存为视图…', 'Save this list as a view…'])}
        </MenuItem>
      </Menu>
      {saving ? <SaveView description={description} onClose={() => setSaving(false)} onSaved={() => void refetch()} /> : null}
    </>
  )
}

function SaveView({ description, onClose, onSaved }: { description: Description; onClose(): void; onSaved(): void }) {
  const say = useSay()
  const notify = useNotify()
  const { filterValues, sort } = useListContext()
  const [hidden] = useStore<string[]>(columnsKey(description.name), hiddenByDefault(description))
  const [name, setName] = useState('')
  const [shared, setShared] = useState(false)
  const [fault, setFault] = useState<string>()
  const [create, { isPending }] = useCreate()
  const save = () =>
    create(
      'views',
      {
        data: {
          name: name.trim(),
          register: description.name,
          filter: filterValues,
          sort: [sort.field, sort.order],
          columns: shownColumns(description, hidden),
          shared,
        },
      },
      {
        onSuccess: () => {
          notify(say(['视图已保存', 'View saved']), { type: 'success' })
          onSaved()
          onClose()
        },
        onError: (error) => setFault(error instanceof Error ? error.message : String(error)),
      },
    )
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="xs" aria-labelledby="save-view">
      <DialogTitle id="save-view">{say(['保存视图', 'Save the view'])}</DialogTitle>
      <DialogContent>
        <Stack spacing={1.5} sx={{ pt: 1 }}>
          <TextField
            autoFocus
            size="small"
            label={say(['名称', 'Name'])}
            value={name}
            onChange={(event) => setName(event.target.value)}
            error={Boolean(fault)}
            helperText={fault ?? say(['筛选、排序和列会一起保存', 'Filters, order and columns are kept together'])}
            slotProps={{ htmlInput: { maxLength: 60 } }}
          />
          <FormControlLabel
            control={<Checkbox checked={shared} onChange={(event) => setShared(event.target.checked)} />}
            label={say(['与同事共享', 'Share with colleagues'])}
          />
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{say(['取消', 'Cancel'])}</Button>
        <Button variant="contained" disabled={!name.trim()} loading={isPending} onClick={() => save()}>
          {say(['保存', 'Save'])}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
