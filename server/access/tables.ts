/** Tables of access: what a register must not hold, because nobody edits or exports it. */
import type { TableSpec } from '../database/spec.ts'

export const accessTables: readonly TableSpec[] = [
  {
    name: 'credentials',
    columns: { user: 'integer', hash: 'text', mustChange: 'integer', changedAt: 'text' },
    unique: [{ columns: ['user'] }],
  },
  {
    name: 'sessions',
    columns: { tokenHash: 'text', user: 'integer', createdAt: 'text', lastSeenAt: 'text', expiresAt: 'text', ip: 'text', agent: 'text' },
    unique: [{ columns: ['tokenHash'] }],
    index: [['user']],
  },
  {
    name: 'tokens',
    columns: { tokenHash: 'text', user: 'integer', name: 'text', createdAt: 'text', lastUsedAt: 'text' },
    unique: [{ columns: ['tokenHash'] }],
    index: [['user']],
  },
  { name: 'loginAttempts', columns: { key: 'text', failures: 'integer', until: 'text', at: 'text' }, unique: [{ columns: ['key'] }] },
  {
    name: 'logins',
    // `outcome` is accepted, refused or reset; `actor` is who reset the password.
    columns: { at: 'text', username: 'text', user: 'integer', outcome: 'text', ip: 'text', agent: 'text', actor: 'integer' },
    index: [['user']],
  },
]
