/** A server as a process of its own, for tests that kill it or start several. */
import { type ChildProcess, spawn } from 'node:child_process'
import { resolve } from 'node:path'
import type { Settings } from '../../server/settings.ts'

export const root = resolve(import.meta.dirname, '../..')

/** The first administrator of a server that was started here. */
export const login = { username: 'chief', password: 'a long enough password' }

export interface Spawned {
  readonly child: ChildProcess
  readonly url: string
}

export async function spawnServer(settings: Settings): Promise<Spawned> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
    cwd: root,
    env: {
      ...process.env,
      PORT: '0',
      DATA_DIR: settings.dataDir,
      DATABASE_URL: settings.databaseUrl ?? '',
      ADMIN_USERNAME: login.username,
      ADMIN_PASSWORD: login.password,
      LOG_LEVEL: 'fatal',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  for await (const chunk of child.stdout ?? []) {
    const url = /http:\/\/\S+/.exec(String(chunk))?.[0]
    if (url) return { child, url }
  }
  throw new Error('the server did not start')
}
