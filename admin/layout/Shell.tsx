/** The frame of every page: bar on top, menu at the side, the page itself, and on a phone a bar at the bottom. */
import { Box, Drawer, useMediaQuery } from '@mui/material'
import type { Theme } from '@mui/material/styles'
import { type ReactNode, Suspense, useRef, useState } from 'react'
import { useStore } from 'react-admin'
import { useLocation } from 'react-router'
import { useSay } from '../language/say.ts'
import { BottomBar } from './BottomBar.tsx'
import { KeysHelp } from './KeysHelp.tsx'
import { PageGuard } from './PageBroken.tsx'
import { PageLoading } from './PageLoading.tsx'
import { SideMenu } from './SideMenu.tsx'
import { TopBar } from './TopBar.tsx'
import { usePageTitle } from './usePageTitle.ts'

export const menuWidth = 208

export function Shell({ children }: { children?: ReactNode }) {
  const say = useSay()
  const phone = useMediaQuery<Theme>((theme) => theme.breakpoints.down('md'))
  // On a desk the menu stays as it was left; on a phone it opens over the page for one choice.
  const [stays, setStays] = useStore<boolean>('menu.open', true)
  const [over, setOver] = useState(false)
  const { pathname } = useLocation()
  const main = useRef<HTMLElement>(null)
  usePageTitle(main)
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', minHeight: '100vh', bgcolor: 'background.default' }}>
      <Box
        component="a"
        href="#main-content"
        onClick={(event) => {
          // The address belongs to the router: move the focus only.
          event.preventDefault()
          document.getElementById('main-content')?.focus()
        }}
        sx={{ position: 'absolute', left: -9999, '&:focus': { left: 8, top: 8, zIndex: 2000, bgcolor: 'background.paper', p: 1 } }}
      >
        {say(['跳到正文', 'Skip to the content'])}
      </Box>
      <TopBar onMenu={() => (phone ? setOver(!over) : setStays(!stays))} />
      <Box sx={{ display: 'flex', flex: 1, minWidth: 0 }}>
        {phone ? (
          <Drawer open={over} onClose={() => setOver(false)} slotProps={{ paper: { sx: { width: menuWidth + 32 } } }}>
            <SideMenu onChosen={() => setOver(false)} />
          </Drawer>
        ) : stays ? (
          <Box
            className="no-print"
            sx={{
              width: menuWidth,
              flexShrink: 0,
              borderRight: 1,
              borderColor: 'divider',
              bgcolor: 'background.paper',
              position: 'sticky',
              top: 48,
              height: 'calc(100vh - 48px)',
              overflowY: 'auto',
            }}
          >
            <SideMenu />
          </Box>
        ) : null}
        <Box
          component="main"
          ref={main}
          id="main-content"
          data-path={pathname}
          tabIndex={-1}
          sx={{ flex: 1, minWidth: 0, outline: 'none', p: { xs: 1.5, md: 2.5 }, pb: { xs: 10, md: 3 } }}
        >
          <PageGuard key={pathname}>
            <Suspense fallback={<PageLoading />}>{children}</Suspense>
          </PageGuard>
        </Box>
      </Box>
      {phone ? <BottomBar onMenu={() => setOver(true)} /> : null}
      <KeysHelp />
    </Box>
  )
}
