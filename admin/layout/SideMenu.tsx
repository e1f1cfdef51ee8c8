/** The menu: first page, dashboards, then the registers by system; groups fold away and stay so. */
import ExpandLess from '@mui/icons-material/ExpandLess'
import ExpandMore from '@mui/icons-material/ExpandMore'
import { Box, ButtonBase, Collapse, List, ListItemButton, ListItemText } from '@mui/material'
import { useEffect, useRef } from 'react'
import { useStore } from 'react-admin'
import { Link, useLocation } from 'react-router'
import type { SystemName } from '../../server/definition/types.ts'
import { useSay, type Words } from '../language/say.ts'
import { systems, useCatalog } from '../registers/catalog.ts'
import { mayOpen } from '../reportPages.ts'
import { reportPages } from '../reports/index.ts'
import { tablePath, useTables } from '../reports/tables/useTables.ts'
import { screenRoutes } from '../routes.ts'

interface Item {
  readonly to: string
  readonly label: Words
}

export function SideMenu({ onChosen }: { onChosen?: () => void }) {
  const say = useSay()
  const catalog = useCatalog()
  const { registers } = catalog
  const tables = useTables()
  const groups: { readonly key: string; readonly label: Words; readonly items: readonly Item[] }[] = []
  const pages = (group: string): readonly Item[] =>
    reportPages.filter((page) => page.group === group && mayOpen(catalog, page)).map(({ path, label }) => ({ to: path, label }))
  const dashboards = pages('dashboards')
  if (dashboards.length > 0) groups.push({ key: 'dashboards', label: ['看板', 'Dashboards'], items: dashboards })
  for (const [system, label] of Object.entries(systems) as [SystemName, Words][]) {
    const items = registers
      .filter((register) => register.system === system && !register.detached && register.may.read)
      .map((register) => ({ to: `/${register.name}`, label: register.label }))
    const screens = screenRoutes.flatMap(({ path, menu }) =>
      menu?.system === system && menu.open(catalog) ? [{ to: path, label: menu.label }] : [],
    )
    const listed =
      system === 'reports' ? [...pages('reports'), ...tables.map((table) => ({ to: tablePath(table.name), label: table.label }))] : []
    const all: readonly Item[] = [...screens, ...items, ...listed]
    if (all.length > 0) groups.push({ key: system, label, items: all })
  }
  return (
    <Box component="nav" aria-label={say(['主菜单', 'Main menu'])} sx={{ py: 1 }}>
      <List dense disablePadding sx={{ px: 1 }}>
        <MenuLink to="/" label={['首页', 'Home']} onChosen={onChosen} />
        <MenuLink to="/work/approvals" label={['待我审批', 'To approve']} onChosen={onChosen} />
      </List>
      {groups.map((group) => (
        <Group key={group.key} name={group.key} label={group.label} items={group.items} onChosen={onChosen} />
      ))}
    </Box>
  )
}

function Group({
  name,
  label,
  items,
  onChosen,
}: {
  name: string
  label: Words
  items: readonly Item[]
  onChosen?: (() => void) | undefined
}) {
  const say = useSay()
  const [open, setOpen] = useStore<boolean>(`menu.${name}`, true)
  return (
    <Box sx={{ mt: 0.5 }}>
      <ButtonBase
        onClick={() => setOpen(!open)}
        aria-expanded={open}
        sx={{
          width: '100%',
          justifyContent: 'space-between',
          px: 2.5,
          py: 0.5,
          fontSize: '0.75rem',
          fontWeight: 600,
          color: 'text.secondary',
          fontFamily: 'inherit',
        }}
      >
        {say(label)}
        {open ? <ExpandLess sx={{ fontSize: 16 }} /> : <ExpandMore sx={{ fontSize: 16 }} />}
      </ButtonBase>
      <Collapse in={open}>
        <List dense disablePadding sx={{ px: 1 }}>
          {items.map((item) => (
            <MenuLink key={item.to} {...item} onChosen={onChosen} />
          ))}
        </List>
      </Collapse>
    </Box>
  )
}

function MenuLink({ to, label, onChosen }: Item & { onChosen?: (() => void) | undefined }) {
  const say = useSay()
  const { pathname } = useLocation()
  const here = to === '/' ? pathname === '/' : pathname === to || pathname.startsWith(`${to}/`)
  const link = useRef<HTMLLIElement>(null)
  // In a long menu one sees where one is.
  useEffect(() => {
    if (here) link.current?.scrollIntoView({ block: 'nearest' })
  }, [here])
  return (
    <li ref={link}>
      <ListItemButton
        component={Link}
        to={to}
        selected={here}
        aria-current={here ? 'page' : undefined}
        onClick={onChosen}
        sx={{ py: 0.5, px: 1.5, minHeight: 32 }}
      >
        <ListItemText
          primary={say(label)}
          slotProps={{ primary: { sx: { fontSize: '0.875rem', lineHeight: 1.35, fontWeight: here ? 600 : 400 } } }}
        />
      </ListItemButton>
    </li>
  )
}
