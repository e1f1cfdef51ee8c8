/** Saved queries by folder: opened by a click, renamed, shared, copied and deleted from their menu. */
import MoreHorizIcon from '@mui/icons-material/MoreHoriz'
import { Box, ButtonBase, IconButton, Menu, MenuItem, Typography } from '@mui/material'
import { useState } from 'react'
import { useDelete, useNotify } from 'react-admin'
import { useSay } from '../../language/say.ts'
import { useCatalog } from '../../registers/catalog.ts'
import { keeps } from '../may.ts'
import { SearchedList } from '../SearchedList.tsx'
import { folders, holds, type SavedQuery } from './query.ts'
import { SaveDialog } from './SaveDialog.tsx'
import { useQueries } from './useQueries.ts'

interface Props {
  onOpen(query: SavedQuery): void
  /** Opens what the query holds as something new. */
  onCopy(query: SavedQuery): void
}

export function QueryList({ onOpen, onCopy }: Props) {
  const say = useSay()
  const notify = useNotify()
  const catalog = useCatalog()
  const { data = [], error, isLoading, refetch } = useQueries()
  const [typed, setTyped] = useState('')
  const [menu, setMenu] = useState<{ readonly anchor: HTMLElement; readonly query: SavedQuery }>()
  const [edited, setEdited] = useState<SavedQuery>()
  const [remove] = useDelete<SavedQuery, Error>()
  const shown = data.filter((query) => holds(query, typed))
  const discard = (query: SavedQuery) =>
    remove(
      'queries',
      { id: query.id, previousData: query },
      {
        mutationMode: 'pessimistic',
        onSuccess: () =>
          notify(say(['“{name}”已删除，可在回收站找回', '“{name}” is in the recycle bin'], { name: query.name }), { type: 'success' }),
        onError: (failed) => notify(failed.message, { type: 'error' }),
        onSettled: () => void refetch(),
      },
    )
  const choose = (act: (query: SavedQuery) => void) => () => {
    const query = menu?.query
    setMenu(undefined)
    if (query) act(query)
  }
  return (
    <>
      <SearchedList
        label={say(['保存的查询', 'Saved queries'])}
        search={say(['查找保存的查询', 'Find a saved query'])}
        placeholder={say(['按名称、文件夹或内容找', 'By name, folder or text'])}
        typed={typed}
        onType={setTyped}
        loading={isLoading}
        error={error}
        empty={
          shown.length > 0
            ? undefined
            : data.length > 0
              ? say(['没有找到。', 'Nothing found.'])
              : say([
                  '还没有保存的查询。写好之后按“保存”，它会出现在这里，也可以共享给某个角色。',
                  'Nothing saved yet. Save a statement and it appears here; it can be shared with a role.',
                ])
        }
      >
        {folders(shown).map(({ name, queries }) => (
          <Box key={name} component="section" aria-label={name || say(['未分文件夹', 'No folder'])}>
            {name ? (
              <Typography variant="caption" color="text.secondary" component="h3" sx={{ px: 1.5, pt: 0.75, fontWeight: 600 }}>
                {name}
              </Typography>
            ) : null}
            {queries.map((query) => (
              <Box
                key={query.id}
                sx={{ display: 'flex', alignItems: 'center', mx: 0.75, borderRadius: 1, '&:hover': { bgcolor: 'action.hover' } }}
              >
                <ButtonBase
                  onClick={() => onOpen(query)}
                  title={query.description ?? query.sql.slice(0, 300)}
                  sx={{
                    flex: 1,
                    minWidth: 0,
                    justifyContent: 'flex-start',
                    textAlign: 'left',
                    px: 0.75,
                    py: 0.5,
                    fontFamily: 'inherit',
                    display: 'block',
                  }}
                >
                  <Typography variant="body2" noWrap>
                    {query.name}
                  </Typography>
                  {query.owner === catalog.user.id ? null : (
                    <Typography variant="caption" color="text.secondary" component="p" noWrap>
                      {say(['{who}共享', 'Shared by {who}'], { who: query._labels.owner ?? '—' })}
                    </Typography>
                  )}
                </ButtonBase>
                <IconButton
                  size="small"
                  aria-haspopup="menu"
                  aria-label={say(['“{name}”的操作', 'More for “{name}”'], { name: query.name })}
                  onClick={(event) => setMenu({ anchor: event.currentTarget, query })}
                >
                  <MoreHorizIcon sx={{ fontSize: 18 }} />
                </IconButton>
              </Box>
            ))}
          </Box>
        ))}
      </SearchedList>
      <Menu open={menu !== undefined} anchorEl={menu?.anchor ?? null} onClose={() => setMenu(undefined)}>
        <MenuItem dense onClick={choose(onOpen)}>
          {say(['打开', 'Open'])}
        </MenuItem>
        <MenuItem dense onClick={choose(onCopy)}>
          {say(['复制一份', 'Duplicate'])}
        </MenuItem>
        {menu && keeps(catalog, menu.query)
          ? [
              <MenuItem key="edit" dense onClick={choose(setEdited)}>
                {say(['名称与共享…', 'Name and sharing…'])}
              </MenuItem>,
              <MenuItem key="discard" dense onClick={choose((query) => void discard(query))}>
                {say(['删除', 'Delete'])}
              </MenuItem>,
            ]
          : null}
      </Menu>
      {edited ? (
        <SaveDialog
          id={edited.id}
          name={edited.name}
          onClose={() => setEdited(undefined)}
          onSaved={() => {
            setEdited(undefined)
            void refetch()
          }}
        />
      ) : null}
    </>
  )
}
