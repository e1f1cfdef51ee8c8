/** `npm run warehouse -- status|check|rebuild|snapshot`: the same database and data directory as the server, also while it runs. */
import { WrongSetting } from '../server/settings.ts'
import { type Upkeep, upkeep } from './messages.ts'
import { askUpkeep } from './upkeep.ts'

const say = (chinese: string, english: string) => process.stdout.write(`${chinese}\n${english}\n`)

interface Status {
  readonly file: string
  readonly followed: { readonly seq: number; readonly at: string | null }
  readonly newest: number
  readonly tables: readonly { readonly name: string; readonly rows: number }[]
}

interface Checked {
  readonly differences: readonly {
    readonly table: string
    readonly figure: string
    readonly database: string
    readonly warehouse: string
  }[]
}

/** Prints the answer; the exit code tells whether all is well. */
function show(what: Upkeep, result: unknown): number {
  if (what === 'status') {
    const { file, followed, newest, tables } = result as Status
    for (const { name, rows } of tables) process.stdout.write(`${String(rows).padStart(12)}  ${name}\n`)
    say(
      `仓库 ${file}：已跟到第 ${followed.seq} 条变更（${followed.at ?? '—'}），最新为第 ${newest} 条。`,
      `Warehouse ${file}: at change ${followed.seq} (${followed.at ?? '—'}), the newest is ${newest}.`,
    )
    return 0
  }
  if (what === 'rebuild') {
    const { rows, seconds } = result as { rows: number; seconds: number }
    say(`已重建：${rows} 行，用时 ${seconds.toFixed(1)} 秒。`, `Made anew: ${rows} rows in ${seconds.toFixed(1)} s.`)
    return 0
  }
  if (what === 'snapshot') {
    const { file } = result as { file: string }
    say(`快照：${file}`, `Snapshot: ${file}`)
    return 0
  }
  const { differences } = result as Checked
  for (const each of differences)
    say(
      `不一致：${each.table} 的 ${each.figure}，数据库 ${each.database}，仓库 ${each.warehouse}。`,
      `Different: ${each.figure} of ${each.table}, database ${each.database}, warehouse ${each.warehouse}.`,
    )
  if (differences.length === 0) say('仓库与数据库一致。', 'The warehouse equals the database.')
  else say('请运行 npm run warehouse -- rebuild 重建。', 'Please run npm run warehouse -- rebuild.')
  return differences.length === 0 ? 0 : 1
}

const asked = process.argv[2]
const what = upkeep.find((each) => each === asked)
if (!what) {
  say(`用法：npm run warehouse -- ${upkeep.join('|')}`, `Usage: npm run warehouse -- ${upkeep.join('|')}`)
  process.exitCode = 2
} else
  try {
    process.exitCode = show(what, JSON.parse(await askUpkeep(what)))
  } catch (error) {
    const reason = error instanceof WrongSetting ? error.message : error instanceof Error ? error.message : String(error)
    say(`未能完成：${reason}`, `Not done: ${reason}`)
    process.exitCode = 1
  }
