/** The bar at the bottom of a phone: what is mine to do, customers, dashboards, and everything else. */
import DashboardOutlinedIcon from '@mui/icons-material/DashboardOutlined'
import MenuIcon from '@mui/icons-material/Menu'
import PeopleOutlinedIcon from '@mui/icons-material/PeopleOutlined'
import TaskAltIcon from '@mui/icons-material/TaskAlt'
import { BottomNavigation, BottomNavigationAction, Paper } from '@mui/material'
import { useLocation, useNavigate } from 'react-router'
import { useSay } from '../language/say.ts'
import { readable, useCatalog } from '../registers/catalog.ts'
import { mayOpen } from '../reportPages.ts'
import { reportPages } from '../reports/index.ts'

export function BottomBar({ onMenu }: { onMenu(): void }) {
  const say = useSay()
  const catalog = useCatalog()
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const dashboard = reportPages.find((page) => page.group === 'dashboards' && mayOpen(catalog, page))?.path
  const here =
    pathname === '/'
      ? 'home'
      : pathname.startsWith('/customers')
        ? 'customers'
        : dashboard && pathname.startsWith('/dashboards/')
          ? 'dashboards'
          : null
  return (
    <Paper
      className="no-print"
      elevation={0}
      component="nav"
      aria-label={say(['常用页面', 'Main pages'])}
      sx={{
        position: 'fixed',
        bottom: 0,
        left: 0,
        right: 0,
        borderTop: 1,
        borderColor: 'divider',
        zIndex: 1100,
        pb: 'env(safe-area-inset-bottom)',
      }}
    >
      <BottomNavigation showLabels value={here} sx={{ bgcolor: 'transparent' }}>
        <BottomNavigationAction value="home" label={say(['待办', 'To do'])} icon={<TaskAltIcon />} onClick={() => navigate('/')} />
        {readable(catalog, 'customers') ? (
          <BottomNavigationAction
            value="customers"
            label={say(['客户', 'Customers'])}
            icon={<PeopleOutlinedIcon />}
            onClick={() => navigate('/customers')}
          />
        ) : null}
        {dashboard ? (
          <BottomNavigationAction
            value="dashboards"
            label={say(['看板', 'Dashboards'])}
            icon={<DashboardOutlinedIcon />}
            onClick={() => navigate(dashboard)}
          />
        ) : null}
        <BottomNavigationAction value="menu" label={say(['全部', 'All'])} icon={<MenuIcon />} onClick={onMenu} />
      </BottomNavigation>
    </Paper>
  )
}
