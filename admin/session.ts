/** Who is signed in: kept outside React so that the data provider, the auth provider and the gate share one truth. */
import { useSyncExternalStore } from 'react'
import type { Description } from '../server/catalog/description.ts'
import type { Words } from '../server/definition/words.ts'
import { call, HttpFault, whenSignedOut } from './http.ts'
import { setCompanyTimeZone } from './kinds/instants.ts'
import type { Language } from './language/say.ts'

export interface SessionUser {
  readonly id: number
  readonly name: string
  readonly username: string
  readonly role: string
  readonly roleName: Words
  readonly language: Language
  readonly department: number | null
}

export type Session =
  | { readonly state: 'loading' }
  | { readonly state: 'unreachable'; readonly message: string }
  | { readonly state: 'anonymous' }
  | { readonly state: 'mustChange'; readonly user: SessionUser }
  /** `expired`: the server no longer knows us, but what the person typed is still on the screen. */
  | { readonly state: 'ready'; readonly user: SessionUser; readonly registers: readonly Description[]; readonly expired: boolean }

let session: Session = { state: 'loading' }
const listeners = new Set<() => void>()

const set = (next: Session): void => {
  session = next
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const currentSession = (): Session => session
export const useSession = (): Session => useSyncExternalStore(subscribe, currentSession)

/** Windows of one browser share the cookie, so each is told who came in through another. */
const windows = new BroadcastChannel('taizhang.session')

windows.addEventListener('message', ({ data }) => {
  // Whatever is typed here would be saved in the other person's name: ask for the password of the one it belongs to.
  if (session.state !== 'ready') return
  if (data !== session.user.id) expire()
  else if (session.expired) set({ ...session, expired: false })
})

interface SessionAnswer {
  readonly user: SessionUser
  readonly mustChangePassword: boolean
  readonly timeZone: string
}

async function enter({ user, mustChangePassword, timeZone }: SessionAnswer): Promise<void> {
  setCompanyTimeZone(timeZone)
  if (mustChangePassword) return set({ state: 'mustChange', user })
  const registers = await call<Description[]>('GET', '/api/registers')
  set({ state: 'ready', user, registers, expired: false })
}

/** Asks the server who we are; an unknown visitor becomes `anonymous`. */
export async function resume(): Promise<void> {
  try {
    await enter(await call<SessionAnswer>('GET', '/api/session'))
  } catch (fault) {
    if (fault instanceof HttpFault && fault.status === 401) set({ state: 'anonymous' })
    else set({ state: 'unreachable', message: fault instanceof Error ? fault.message : String(fault) })
  }
}

/** Signs in; throws the server's HttpFault when it refuses. Somebody else signing in over an expired session starts afresh. */
export async function signIn(username: string, password: string): Promise<void> {
  const before = session
  const answer = await call<SessionAnswer>('POST', '/api/session', { username, password })
  windows.postMessage(answer.user.id)
  if (before.state === 'ready' && before.user.id === answer.user.id && !answer.mustChangePassword) set({ ...before, expired: false })
  else await enter(answer)
}

export async function signOut(): Promise<void> {
  try {
    await call('DELETE', '/api/session')
  } catch {
    // A session that is already gone is signed out.
  }
  set({ state: 'anonymous' })
}

export async function changePassword(current: string, next: string): Promise<void> {
  await call('POST', '/api/session/password', { current, next })
  await resume()
}

/** The server no longer knows us, whichever request told so: keep the page, ask for the password again. */
export function expire(): void {
  if (session.state === 'ready' && !session.expired) set({ ...session, expired: true })
}

whenSignedOut(expire)
