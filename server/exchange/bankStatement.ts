/** The profile `bank-statement` (PAY-14): a bank's file becomes statements and lines; the same line never comes in twice, whatever files it stands in. */
import type { Actor } from '../access/actor.ts'
import { yuan } from '../definition/decimal.ts'
import type { Words } from '../definition/words.ts'
import { forbidden } from '../errors.ts'
import { accountOf, ownAccounts } from '../reconciliation/bankBook.ts'
import { guessColumns, lineTargets } from '../reconciliation/statement/columns.ts'
import { fixedColumns } from '../reconciliation/statement/lines.ts'
import type { StatementTable } from '../reconciliation/statement/statement.ts'
import type { World } from '../records/index.ts'
import { readBankFile } from './bankFile.ts'
import { type BankPlan, type Part, partsOf, planOf } from './bankPlan.ts'
import { writePart } from './bankWriting.ts'
import type { Importer, Unit } from './importer.ts'
import type { Mapping } from './plan.ts'
import type { Given, Opened, Profile } from './profile.ts'
import { rehearse } from './rehearsal.ts'

function demand(world: World, actor: Actor): void {
  for (const name of ['bankStatements', 'bankLines']) {
    const { import: bring, create, update } = actor.grant(name)
    if (bring === true && create === 'all' && update === 'all') continue
    const { label } = world.catalog.get(name)
    throw forbidden(
      `您的角色不能导入“${label[0]}”，银行对账单由财务导入。`,
      `Your role may not import ${label[1]}: bank statements are brought in by finance.`,
    )
  }
}

function importer(world: World, actor: Actor, table: StatementTable, name: string, mapping: Mapping, given: Given): Importer {
  const work = new WeakMap<Unit, { readonly plan: BankPlan; readonly part: Part }>()
  const file = { name, format: table.format }
  const found = (unit: Unit) => {
    const known = work.get(unit)
    if (!known) throw new Error('a unit of another importer')
    return known
  }
  return {
    labelOf: (path) => (Object.hasOwn(lineTargets, path) ? lineTargets[path as keyof typeof lineTargets] : undefined),
    valuesOf: ({ cells }) =>
      Object.fromEntries(table.columns.flatMap((column, at) => (mapping[column] ? [[mapping[column], cells[at] ?? '']] : []))),
    async *units(_source, from) {
      const plan = planOf(table, mapping, given.account ?? null, await ownAccounts(world))
      for (const part of partsOf(plan)) {
        if (part.upTo <= from && part.upTo > 0) continue
        const unit = { upTo: part.upTo, entries: [...part.left, ...part.lines].map(({ entry }) => entry) }
        work.set(unit, { plan, part })
        yield unit
      }
    },
    write: (inner, unit) => writePart(inner, actor, found(unit).plan, found(unit).part, file),
    // With all that comes before it, so that the last part tells what becomes of the whole.
    examine: (outer, unit) =>
      rehearse(outer, async (inner) => {
        const { plan, part } = found(unit)
        for (const before of partsOf(plan)) if (before.upTo < part.upTo) await writePart(inner, actor, plan, before, file)
        return writePart(inner, actor, plan, part, file)
      }),
  }
}

/** What the file says of each account, and which of ours that is. */
async function about(world: World, { heads, rows, format }: StatementTable): Promise<{ notes: Words[]; given: Given }> {
  const accounts = await ownAccounts(world)
  const told = heads.map((head) => ({ head, account: head.account === null ? undefined : accountOf(accounts, head.account) }))
  const notes = told.slice(0, 5).map(({ head, account }): Words => {
    const span = head.from && head.to ? `${head.from} – ${head.to}` : '—'
    return [
      `账户 ${account?.name ?? head.account ?? '未写明'}，${span}，期初 ${yuan(head.opening) ?? '—'}，期末 ${yuan(head.closing) ?? '—'}`,
      `Account ${account?.name ?? head.account ?? 'not told'}, ${span}, opening ${yuan(head.opening) ?? '—'}, closing ${yuan(head.closing) ?? '—'}`,
    ]
  })
  const only = accounts.length === 1 ? accounts[0] : told.length === 1 ? told[0]?.account : undefined
  return {
    notes: [[`${format.toUpperCase()}，共 ${rows.length} 行流水。`, `${format.toUpperCase()}, ${rows.length} lines.`], ...notes],
    given: { account: only?.id ?? null },
  }
}

/** Banks' own formats say what each column is; a table is guessed and may be put right by a person. */
function opened(table: StatementTable, encoding: string, fileName: string): Opened {
  const fixed = table.format === 'mt940' || table.format === 'camt053'
  const guess: Mapping = fixed ? Object.fromEntries(fixedColumns.map((name) => [name, name])) : guessColumns(table.columns)
  return {
    source: {
      columns: table.columns,
      encoding: fixed ? `${table.format} ${encoding}` : encoding,
      async *pages() {
        yield table.rows
      },
    },
    ...(fixed ? {} : { targets: lineTargets }),
    asks: { account: { label: ['公司账户', 'Company account'], register: 'bankAccounts' } },
    guess,
    about: (world) => about(world, table),
    importer: (world, actor, mapping, given) => importer(world, actor, table, fileName, fixed ? guess : mapping, given),
  }
}

/** The profile as it is listed. */
export const bankStatement: Profile = {
  label: ['银行对账单', 'Bank statement'],
  register: 'bankLines',
  alone: ['bankStatements', 'bankLines'],
  demand,
  async open(path, fileName) {
    const { table, encoding } = await readBankFile(path)
    return opened(table, encoding, fileName)
  },
}
