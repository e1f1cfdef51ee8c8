/** A fresh company in a folder of its own for measurements, and the figures that are quoted. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { World } from '../../server/records/index.ts'
import { readSettings, type Settings } from '../../server/settings.ts'
import { openWorld } from '../../server/start.ts'

/** Opens an empty company; on PostgreSQL when BENCH_DATABASE_URL names an empty database. */
export async function freshWorld(): Promise<{ world: World; settings: Settings; clean: () => Promise<void> }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'taizhang-bench-'))
  const settings = readSettings({ DATA_DIR: dataDir, PORT: '0', DATABASE_URL: process.env.BENCH_DATABASE_URL })
  const world = await openWorld(settings)
  return { world, settings, clean: async () => rmSync(dataDir, { recursive: true, force: true }) }
}

/** Signs the user `bench` in and answers the cookie. */
export async function login(url: string): Promise<string> {
  const answer = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-requested-with': 'taizhang' },
    body: JSON.stringify({ username: 'bench', password: 'bench-password' }),
  })
  return answer.headers.get('set-cookie')?.split(';')[0] ?? ''
}

export const quantile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export const median = (values: readonly number[]): number => quantile(values, 0.5)
