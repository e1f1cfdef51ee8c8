/** Runs before `npm start`, `npm run demo` and `npm test`: installs what the lock file names, if that is not there yet, and builds the panel, if its sources are newer. */
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
const run = (...words) => execFileSync(npm, words, { cwd: root, stdio: 'inherit' })

const changed = (path) => (existsSync(path) ? statSync(path).mtimeMs : 0)

/** The newest change below a folder. */
function newest(folder) {
  let latest = 0
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    latest = Math.max(latest, entry.isDirectory() ? newest(path) : changed(path))
  }
  return latest
}

const installed = join(root, 'node_modules/.package-lock.json')
if (changed(installed) < changed(join(root, 'package-lock.json'))) {
  console.log('安装依赖 … installing (the database driver is compiled once, about a minute)')
  run('ci', '--no-audit', '--no-fund')
}

const built = changed(join(root, 'dist/panel/index.html'))
const sources = Math.max(newest(join(root, 'admin')), newest(join(root, 'server/definition')), changed(join(root, 'package-lock.json')))
if (built < sources) {
  console.log('构建面板 … building the panel')
  run('run', 'build', '--silent')
}
