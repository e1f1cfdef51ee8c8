/** The door: shows the sign-in form, the forced change of password, or the panel itself, which is loaded only for people who are in. */
import { CssBaseline, Dialog, ThemeProvider, useMediaQuery } from '@mui/material'
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import { call } from './http.ts'
import { type Language, LanguageContext, rememberedLanguage, rememberLanguage, sayIn } from './language/say.ts'
import { PageGuard } from './layout/PageBroken.tsx'
import { ChangePassword } from './screens/ChangePassword.tsx'
import { Login } from './screens/Login.tsx'
import { Waiting } from './screens/Waiting.tsx'
import { resume, type Session, useSession } from './session.ts'
import { makeTheme } from './theme.ts'

const loadApp = () => import('./App.tsx')
const App = lazy(loadApp)

/** The mode chosen inside the panel, kept by react-admin's store. */
const chosenMode = (): string | null => localStorage.getItem('RaStoreTaizhang.theme')

/** Would closing the window lose something? Forms answer the browser's own question, so they are asked the same. */
const unsaved = (): boolean => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }))

/** Makes a language the person's own. */
const keep = (language: Language): void => void call('PUT', '/api/session/language', { language }).catch(() => undefined)

export function Gate() {
  const session = useSession()
  const [language, setLanguage] = useState<Language>(rememberedLanguage)
  const prefersDark = useMediaQuery('(prefers-color-scheme: dark)')

  useEffect(() => {
    rememberLanguage(language)
  }, [language])
  useEffect(() => {
    void resume()
    // While the person types the password, the panel is already on its way.
    const timer = setTimeout(() => void loadApp(), 300)
    return () => clearTimeout(timer)
  }, [])
  const own = session.state === 'ready' || session.state === 'mustChange' ? session.user.language : undefined
  const ownId = session.state === 'ready' || session.state === 'mustChange' ? session.user.id : undefined
  /** The language chosen by hand at the door: whoever comes in there means it to stay. */
  const atDoor = useRef<Language>(undefined)
  useEffect(() => {
    if (ownId === undefined || !own) return
    const chosen = atDoor.current
    atDoor.current = undefined
    if (chosen === undefined) setLanguage(own)
    else if (chosen !== own) keep(chosen)
  }, [ownId, own])

  const choice = useMemo(
    () => ({
      language,
      change: (next: Language) => {
        // The panel is built anew in the other language, and what stands unsaved in a form would be gone.
        if (
          unsaved() &&
          !window.confirm(
            sayIn(language, [
              '有修改还没有保存，换语言后会丢失。确定换吗？',
              'Changes that are not saved will be lost with the change of language. Change it?',
            ]),
          )
        )
          return
        rememberLanguage(next)
        setLanguage(next)
        if (ownId === undefined) atDoor.current = next
        else keep(next)
      },
    }),
    [language, ownId],
  )
  const chosen = chosenMode()
  const dark = chosen ? chosen.includes('dark') : prefersDark
  const theme = useMemo(() => makeTheme(dark ? 'dark' : 'light', language), [dark, language])

  return (
    <LanguageContext value={choice}>
      {session.state === 'ready' ? (
        <Suspense
          fallback={
            <ThemeProvider theme={theme}>
              <CssBaseline />
              <Waiting />
            </ThemeProvider>
          }
        >
          <ThemeProvider theme={theme}>
            <PageGuard>
              <App key={language} session={session} />
            </PageGuard>
          </ThemeProvider>
        </Suspense>
      ) : null}
      <ThemeProvider theme={theme}>
        {session.state === 'ready' ? null : <CssBaseline />}
        <Door session={session} />
      </ThemeProvider>
    </LanguageContext>
  )
}

function Door({ session }: { session: Session }) {
  if (session.state === 'loading') return <Waiting />
  if (session.state === 'unreachable') return <Waiting problem={session.message} />
  if (session.state === 'anonymous') return <Login />
  if (session.state === 'mustChange') return <ChangePassword forced />
  if (!session.expired) return null
  return (
    <Dialog open fullScreen>
      <Login again={session.user.username} />
    </Dialog>
  )
}
