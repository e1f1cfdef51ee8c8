/** The panel of one signed-in person: react-admin over the registers this person may see. */
import { type DefaultOptions, focusManager, QueryClient, type QueryFilters } from '@tanstack/react-query'
import polyglotI18nProvider from 'ra-i18n-polyglot'
import { useEffect, useMemo } from 'react'
import { Admin, CustomRoutes, localStorageStore, type RaThemeOptions, Resource } from 'react-admin'
import { Route } from 'react-router'
import type { Description } from '../server/catalog/description.ts'
import { authProvider } from './authProvider.ts'
import { makeDataProvider } from './dataProvider.ts'
import { messagesIn } from './language/messages.ts'
import { sayIn, useLanguage } from './language/say.ts'
import { NoPage } from './layout/NoPage.tsx'
import { Shell } from './layout/Shell.tsx'
import { CatalogContext, titleOf } from './registers/catalog.ts'
import { RegisterCreate, RegisterEdit } from './registers/Form.tsx'
import { RegisterList } from './registers/List.tsx'
import { aMinute } from './registers/newest.ts'
import { RegisterShow } from './registers/Show.tsx'
import { screenRoutes } from './routes.ts'
import { Home } from './screens/Home.tsx'
import { pages } from './screens/index.ts'
import type { Session } from './session.ts'
import { makeTheme } from './theme.ts'

/** Without a network one is told at once, instead of waiting in silence for it to come back. */
const spokenAtOnce = { networkMode: 'always' } as const

/** Lists look again every minute while the page is seen. A single record is not read again unasked, for each time is a view that is logged: it follows `registers/newest.ts`. */
const freshness: NonNullable<DefaultOptions['queries']> = {
  retry: false,
  ...spokenAtOnce,
  refetchInterval: ({ queryKey }) => (queryKey[1] === 'getList' || queryKey[1] === 'getManyReference' ? aMinute : false),
  refetchOnReconnect: true,
  refetchOnWindowFocus: ({ queryKey }) => queryKey[1] !== 'getOne',
}

// A second window in front of the first hides nothing, so coming back to it is told by the focus alone.
focusManager.setEventListener((look) => {
  const again = () => look()
  window.addEventListener('focus', again)
  document.addEventListener('visibilitychange', again)
  return () => {
    window.removeEventListener('focus', again)
    document.removeEventListener('visibilitychange', again)
  }
})

const store = localStorageStore('1', 'Taizhang')

const failed: QueryFilters = { predicate: ({ state }) => state.status === 'error' }

export default function App({ session }: { session: Extract<Session, { state: 'ready' }> }) {
  const { user, registers, expired } = session
  const { language } = useLanguage()
  const catalog = useMemo(() => ({ user, registers, byName: new Map(registers.map((one) => [one.name, one])) }), [user, registers])
  const dataProvider = useMemo(() => makeDataProvider(catalog.byName), [catalog])
  const i18nProvider = useMemo(
    () => polyglotI18nProvider(() => messagesIn(language, registers), language, [], { allowMissing: true }),
    [language, registers],
  )
  const queryClient = useMemo(() => new QueryClient({ defaultOptions: { queries: freshness, mutations: spokenAtOnce } }), [])
  // What was refused while nobody was signed in is asked again once somebody is.
  useEffect(() => {
    if (!expired) void queryClient.invalidateQueries(failed)
  }, [expired, queryClient])
  // react-admin's theme type differs from MUI's only in what may be spelled out as undefined.
  const themes = useMemo(
    () => ({ light: makeTheme('light', language) as RaThemeOptions, dark: makeTheme('dark', language) as RaThemeOptions }),
    [language],
  )
  return (
    <CatalogContext value={catalog}>
      <Admin
        title={sayIn(language, ['台账', 'Taizhang'])}
        dataProvider={dataProvider}
        authProvider={authProvider}
        i18nProvider={i18nProvider}
        queryClient={queryClient}
        store={store}
        theme={themes.light}
        darkTheme={themes.dark}
        layout={Shell}
        catchAll={NoPage}
        dashboard={Home}
        loginPage={false}
        disableTelemetry
      >
        {registers.map((description) => resourceOf(description))}
        <CustomRoutes>
          {screenRoutes.map(({ path, Page }) => (
            <Route key={path} path={path} element={<Page />} />
          ))}
        </CustomRoutes>
      </Admin>
    </CatalogContext>
  )
}

const resourceOf = (description: Description) => (
  <Resource
    key={description.name}
    name={description.name}
    recordRepresentation={(record: Record<string, unknown>) => titleOf(description, record)}
    list={RegisterList}
    show={pages[description.name]?.show ?? RegisterShow}
    create={description.may.create ? RegisterCreate : NoPage}
    {...(description.may.update ? { edit: RegisterEdit } : {})}
  />
)
