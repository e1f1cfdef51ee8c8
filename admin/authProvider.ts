/** What react-admin asks about the person: rights come from the descriptions, and a 401 asks for the password over the page instead of leaving it. */
import type { AuthProvider } from 'react-admin'
import type { Description } from '../server/catalog/description.ts'
import { currentSession, signOut } from './session.ts'

const rightOf: Readonly<Record<string, keyof Description['may']>> = {
  list: 'read',
  show: 'read',
  read: 'read',
  create: 'create',
  edit: 'update',
  delete: 'remove',
  export: 'export',
}

export const authProvider: AuthProvider = {
  login: async () => undefined,
  logout: async () => {
    await signOut()
    return false
  },
  checkAuth: async () => undefined,
  // Resolving keeps react-admin from logging out: http.ts has told the gate, which shows the sign-in form above what is being edited.
  checkError: async () => undefined,
  getIdentity: async () => {
    const session = currentSession()
    return session.state === 'ready' ? { id: session.user.id, fullName: session.user.name } : { id: 0 }
  },
  canAccess: async ({ resource, action }) => {
    const session = currentSession()
    if (session.state !== 'ready') return false
    const right = rightOf[action]
    const description = session.registers.find(({ name }) => name === resource)
    return right !== undefined && description?.may[right] === true
  },
}
