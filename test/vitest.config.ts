/** How tests run: one PostgreSQL for all of them, browser journeys one after the other. */
import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    root: resolve(import.meta.dirname, '..'),
    include: ['test/**/*.test.ts'],
    reporters: ['default', './test/support/tally.ts'],
    globalSetup: ['test/support/postgres.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // A loaded machine answers late; what is awaited is never how fast.
    expect: { poll: { timeout: 20_000, interval: 50 } },
    maxWorkers: 2,
    env: { TZ: 'UTC' },
  },
})
