/** The bar on top: the product, the language, light or dark, and who I am. */
import MenuIcon from '@mui/icons-material/Menu'
import { AppBar, Avatar, Box, Button, Divider, IconButton, ListItemText, Menu, MenuItem, Toolbar, Tooltip, Typography } from '@mui/material'
import { useState } from 'react'
import { ToggleThemeButton } from 'react-admin'
import { Link, useNavigate } from 'react-router'
import { useLanguage, useSay } from '../language/say.ts'
import { useCatalog } from '../registers/catalog.ts'
import { signOut } from '../session.ts'
import { Mark } from './Mark.tsx'
import { Refresh } from './Refresh.tsx'
import { WorkBell } from './WorkBell.tsx'

export function TopBar({ onMenu }: { onMenu(): void }) {
  const say = useSay()
  const { language, change } = useLanguage()
  return (
    <AppBar
      position="sticky"
      color="inherit"
      elevation={0}
      className="no-print"
      sx={{ borderBottom: 1, borderColor: 'divider', bgcolor: 'background.paper', backgroundImage: 'none' }}
    >
      <Toolbar variant="dense" sx={{ gap: 1, minHeight: 48, px: { xs: 1, md: 2 } }}>
        <IconButton size="small" edge="start" onClick={onMenu} aria-label={say(['菜单', 'Menu'])}>
          <MenuIcon fontSize="small" />
        </IconButton>
        <Box component={Link} to="/" sx={{ display: 'flex', alignItems: 'center', gap: 1, textDecoration: 'none', color: 'text.primary' }}>
          <Mark size={24} />
          <Typography component="span" sx={{ fontWeight: 600, fontSize: '1rem' }}>
            {say(['台账', 'Taizhang'])}
          </Typography>
        </Box>
        <Box sx={{ flex: 1 }} />
        <Refresh />
        <Button
          size="small"
          color="inherit"
          lang={language === 'zh' ? 'en' : 'zh-CN'}
          onClick={() => change(language === 'zh' ? 'en' : 'zh')}
          sx={{ minWidth: 48 }}
        >
          {language === 'zh' ? 'English' : '中文'}
        </Button>
        <WorkBell />
        <ToggleThemeButton />
        <Me />
      </Toolbar>
    </AppBar>
  )
}

function Me() {
  const say = useSay()
  const navigate = useNavigate()
  const { user } = useCatalog()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const close = () => setAnchor(null)
  return (
    <>
      <Tooltip title={user.name}>
        <IconButton
          size="small"
          onClick={(event) => setAnchor(event.currentTarget)}
          aria-label={say(['我的账户', 'My account'])}
          aria-haspopup="menu"
        >
          <Avatar sx={{ width: 28, height: 28, fontSize: '0.8125rem', bgcolor: 'primary.main', color: 'primary.contrastText' }}>
            {initials(user.name)}
          </Avatar>
        </IconButton>
      </Tooltip>
      <Menu open={anchor !== null} anchorEl={anchor} onClose={close}>
        <Box sx={{ px: 2, py: 1 }}>
          <Typography sx={{ fontWeight: 600 }}>{user.name}</Typography>
          <Typography variant="body2" color="textSecondary">
            {user.username} · {say(user.roleName)}
          </Typography>
        </Box>
        <Divider />
        <MenuItem
          onClick={() => {
            close()
            navigate('/account')
          }}
        >
          <ListItemText>{say(['账户与登录设备', 'Account and sessions'])}</ListItemText>
        </MenuItem>
        <MenuItem
          onClick={() => {
            close()
            void signOut()
          }}
        >
          <ListItemText>{say(['退出登录', 'Sign out'])}</ListItemText>
        </MenuItem>
      </Menu>
    </>
  )
}

/** `王芳` → `芳`, `Jane Doe` → `JD`. */
export const initials = (name: string): string => {
  if (/\p{Script=Han}/u.test(name)) return name.trim().slice(-1)
  return name
    .trim()
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('')
}
