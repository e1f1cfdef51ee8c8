/** The open tabs: shown, renamed by a double click, closed; what was closed can be had back. */
import AddIcon from '@mui/icons-material/Add'
import CloseIcon from '@mui/icons-material/Close'
import RestoreIcon from '@mui/icons-material/Restore'
import { Box, ButtonBase, IconButton, InputBase, ListItemText, Menu, MenuItem, Stack, Tooltip } from '@mui/material'
import { useState } from 'react'
import { companyTime } from '../kinds/instants.ts'
import { useSay } from '../language/say.ts'
import { isUnsaved, type Tab, type TabStore, type TabsState } from './tabs.ts'

interface Props {
  readonly store: TabStore
  readonly tabs: TabsState
  /** Tabs with something running. */
  running(tab: string): boolean
  onNew(): void
  onClose(tab: string): void
}

export function TabStrip({ store, tabs: { open, closed, current }, running, onNew, onClose }: Props) {
  const say = useSay()
  const [renamed, setRenamed] = useState<string>()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  return (
    <Stack
      direction="row"
      sx={{ borderBottom: 1, borderColor: 'divider', alignItems: 'center', bgcolor: 'background.default', minHeight: 36 }}
    >
      <Box
        component="ul"
        aria-label={say(['查询标签', 'Query tabs'])}
        sx={{ display: 'flex', m: 0, p: 0, listStyle: 'none', overflowX: 'auto', scrollbarWidth: 'thin', minWidth: 0 }}
      >
        {open.map((tab) => (
          <Box
            key={tab.id}
            component="li"
            sx={{
              display: 'flex',
              alignItems: 'center',
              flexShrink: 0,
              maxWidth: 220,
              height: 36,
              borderRight: 1,
              borderColor: 'divider',
              ...(tab.id === current
                ? { bgcolor: 'background.paper', boxShadow: (theme) => `inset 0 2px 0 ${theme.palette.primary.main}` }
                : {}),
            }}
          >
            {renamed === tab.id ? (
              <Rename
                tab={tab}
                onDone={(name) => {
                  setRenamed(undefined)
                  if (name) store.change(tab.id, { name })
                }}
              />
            ) : (
              <TabButton
                tab={tab}
                current={tab.id === current}
                running={running(tab.id)}
                onShow={() => store.show(tab.id)}
                onRename={() => setRenamed(tab.id)}
              />
            )}
            <IconButton
              size="small"
              onClick={() => onClose(tab.id)}
              aria-label={say(['关闭标签“{name}”', 'Close the tab “{name}”'], { name: tab.name })}
              sx={{ p: 0.25, mr: 0.5 }}
            >
              <CloseIcon sx={{ fontSize: 14 }} />
            </IconButton>
          </Box>
        ))}
      </Box>
      <Tooltip title={say(['新标签', 'New tab'])}>
        <IconButton size="small" onClick={onNew} aria-label={say(['新标签', 'New tab'])}>
          <AddIcon fontSize="small" />
        </IconButton>
      </Tooltip>
      {closed.length > 0 ? (
        <>
          <Tooltip title={say(['找回关闭的标签', 'Have a closed tab back'])}>
            <IconButton
              size="small"
              aria-haspopup="menu"
              onClick={(event) => setAnchor(event.currentTarget)}
              aria-label={say(['找回关闭的标签', 'Have a closed tab back'])}
            >
              <RestoreIcon fontSize="small" />
            </IconButton>
          </Tooltip>
          <Menu open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)}>
            {closed.map((tab) => (
              <MenuItem
                key={tab.id}
                dense
                onClick={() => {
                  setAnchor(null)
                  store.reopen(tab.id)
                }}
              >
                <ListItemText
                  primary={tab.name}
                  secondary={`${companyTime(new Date(tab.closedAt ?? 0).toISOString()).slice(5, 16)} · ${tab.sql.replace(/\s+/g, ' ').slice(0, 50)}`}
                />
              </MenuItem>
            ))}
          </Menu>
        </>
      ) : null}
    </Stack>
  )
}

interface ButtonProps {
  readonly tab: Tab
  readonly current: boolean
  readonly running: boolean
  onShow(): void
  onRename(): void
}

function TabButton({ tab, current, running, onShow, onRename }: ButtonProps) {
  const say = useSay()
  const unsaved = isUnsaved(tab)
  return (
    <ButtonBase
      onClick={onShow}
      onDoubleClick={onRename}
      onKeyDown={({ key }) => {
        if (key === 'F2') onRename()
      }}
      aria-current={current ? 'true' : undefined}
      title={say(['双击或按 F2 改名', 'Double click or F2 to rename'])}
      sx={{ pl: 1.25, pr: 0.5, height: '100%', fontFamily: 'inherit', fontSize: '0.8125rem', fontWeight: current ? 600 : 400, minWidth: 0 }}
    >
      <Box component="span" sx={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
        {tab.name}
      </Box>
      {running ? ' …' : ''}
      {unsaved ? (
        <Box
          component="span"
          role="img"
          aria-label={say(['有未存为查询的修改', 'Not saved as a query'])}
          sx={{ color: 'warning.main', pl: 0.75, fontSize: '0.5rem' }}
        >
          ●
        </Box>
      ) : null}
    </ButtonBase>
  )
}

function Rename({ tab, onDone }: { tab: Tab; onDone(name: string | undefined): void }) {
  const say = useSay()
  const [name, setName] = useState(tab.name)
  return (
    <InputBase
      autoFocus
      value={name}
      onChange={({ target }) => setName(target.value)}
      onFocus={({ target }) => target.select()}
      onBlur={() => onDone(name.trim())}
      onKeyDown={({ key }) => {
        if (key === 'Enter') onDone(name.trim())
        if (key === 'Escape') onDone(undefined)
      }}
      inputProps={{ 'aria-label': say(['标签名称', 'Name of the tab']), maxLength: 60 }}
      sx={{ px: 1.25, fontSize: '0.8125rem', width: 150 }}
    />
  )
}
