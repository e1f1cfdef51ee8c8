/** Imports flow downward: every arrow between rooms must be one of those drawn here. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')

const low = ['server/definition', 'server/calendar', 'server/kinds', 'server/database', 'server/catalog', 'server/access']

/** What each room may import at run time, besides itself; types may point anywhere. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  'server/definition': [],
  'server/calendar': ['server/definition'],
  'server/kinds': ['server/definition'],
  'server/database': ['server/definition', 'server/kinds'],
  'server/catalog': ['server/definition', 'server/kinds', 'server/database', 'server/access'],
  'server/changes': ['server/database'],
  'server/access': ['server/definition', 'server/database', 'server/catalog', 'server/changes'],
  'server/records': [...low, 'server/changes'],
  'server/files': ['server/database', 'server/records'],
  'server/policy': [...low, 'server/records'],
  'server/clocks': [...low, 'server/records', 'server/policy'],
  'server/approvals': [...low, 'server/records', 'server/policy', 'server/clocks'],
  'server/credit': [...low, 'server/records', 'server/policy'],
  'server/reconciliation': [...low, 'server/records', 'server/policy', 'server/clocks', 'server/approvals', 'server/jobs'],
  'server/registers': [
    ...low,
    'server/records',
    'server/policy',
    'server/clocks',
    'server/approvals',
    'server/credit',
    'server/reconciliation',
  ],
  'server/jobs': ['server/database', 'server/records'],
  'server/exchange': [...low, 'server/records', 'server/jobs', 'server/files', 'server/reconciliation'],
  'server/reporting': [...low, 'server/changes', 'server/records', 'server/jobs', 'server/exchange', 'reports'],
  'server/sql': [...low, 'server/records', 'server/policy', 'server/reporting', 'server/exchange', 'reports'],
  'server/http': [
    ...low,
    'server/changes',
    'server/records',
    'server/policy',
    'server/clocks',
    'server/approvals',
    'server/credit',
    'server/reconciliation',
    'server/registers',
    'server/files',
    'server/exchange',
    'server/reporting',
    'server/sql',
    'reports',
  ],
  reports: [...low, 'server/changes', 'server/records', 'server/policy', 'server/credit', 'server/reconciliation', 'server/registers'],
  admin: ['server/definition'],
}

/** The top of the server (errors, settings) is open to every room; what puts the whole together may import all. */
const open = ['server/errors.ts', 'server/settings.ts']
const whole = [
  'server/app.ts',
  'server/start.ts',
  'server/main.ts',
  'server/exchange/command.ts',
  'server/sql/command.ts',
  'reports/command.ts',
  'reports/open.ts',
  'reports/main.ts',
]

const filesOf = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? filesOf(path) : /\.tsx?$/.test(entry.name) ? [path] : []
  })

const roomOf = (file: string): string => {
  const [first = '', second = ''] = file.split('/')
  return first === 'server' && !second.includes('.') ? `${first}/${second}` : first
}

/** Run-time imports of a file that stay inside the project. */
const importsOf = (file: string): string[] =>
  [...readFileSync(join(root, file), 'utf8').matchAll(/^(?:import|export)\s+(?!type\b)[^;'"]*?from\s+'(\.[^']+)'/gms)].map((match) =>
    relative(root, resolve(root, dirname(file), match[1] ?? '')),
  )

describe('imports', () => {
  const files = ['server', 'reports', 'admin'].flatMap((folder) => filesOf(join(root, folder))).map((path) => relative(root, path))
  const textOf = (file: string) => readFileSync(join(root, file), 'utf8')

  it('flow downward only', () => {
    const fine = (file: string, target: string) => {
      const from = roomOf(file)
      return from === roomOf(target) || open.includes(target) || from === 'server' || allowed[from]?.includes(roomOf(target))
    }
    const wrong = files
      .filter((file) => !whole.includes(file))
      .flatMap((file) => importsOf(file).flatMap((target) => (fine(file, target) ? [] : [`${file} → ${target}`])))
    expect(wrong).toEqual([])
  })

  it('no file is over 350 lines, and no room names nothing', () => {
    expect(files.filter((file) => textOf(file).split('\n').length > 350)).toEqual([])
    expect(files.filter((file) => /\/(utils?|helpers?|common|misc|lib)\//.test(file))).toEqual([])
  })

  it('nobody uses the streaming results of DuckDB, which end silently in the middle of an error', () => {
    expect(files.filter((file) => file.startsWith('reports') && /\.(stream|streamAndRead\w*|yieldRow\w*)\(/.test(textOf(file)))).toEqual([])
  })
})
