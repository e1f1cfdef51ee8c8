/** Speed of matching 10,000 bank lines with 10,000 receipts beside 30,000 invoices of 2,000 customers: the pure work with its memory, the whole step with its writes, then the run of the month and the clerk's signature. */
import { system } from '../../server/access/actor.ts'
import { plusDays } from '../../server/calendar/weeks.ts'
import { askForRun, recount, runPending } from '../../server/reconciliation/index.ts'
import { match } from '../../server/reconciliation/matching/match.ts'
import { matchMonth } from '../../server/reconciliation/matchMonth.ts'
import { create, createMany, move, type World } from '../../server/records/index.ts'
import { measure } from '../reconciliation/generator/measure.ts'
import { generate } from '../reconciliation/generator/month.ts'
import { person } from '../support/people.ts'
import { freshWorld } from './support.ts'

const size = { payments: 10_800, customers: 2_000 }
const invoices = 30_000

const megabytes = (bytes: number) => `${Math.round(bytes / 1_048_576)} MB`

/** Puts the generated month into an empty company, straight into its tables: its rules are not what is measured. */
async function fill(world: World, { facts }: ReturnType<typeof generate>): Promise<void> {
  const { knex, dialect } = world.database
  const at = world.now().toISOString()
  const common = { version: 1, createdAt: at, updatedAt: at, deletedAt: null }
  const accounts: number[] = []
  for (const tail of [1, 2, 3])
    accounts.push(
      Number((await create(world, system, 'bankAccounts', { name: `账户 ${tail}`, bank: '工行', number: `610301234567890000${tail}` })).id),
    )
  const customers: number[] = []
  for (let start = 0; start < facts.customers.length; start += 500)
    customers.push(
      ...(await createMany(
        world,
        system,
        'customers',
        facts.customers.slice(start, start + 500).map(({ names }) => ({ name: names[0] })),
      )),
    )
  const customerOf = (id: number) => customers[id - 1] ?? 0
  const accountOf = (account: number | null) => (account === null ? null : (accounts[account - 1] ?? null))
  await createMany(
    world,
    system,
    'payerAliases',
    facts.aliases.map(({ customer, normalised, account }) => ({ customer: customerOf(customer), name: normalised, account })),
  )
  await knex.transaction(async (inner) => {
    const bills = await dialect.insert(
      inner,
      'invoices',
      Array.from({ length: invoices }, (_, each) => ({
        ...common,
        number: `KP-${each}`,
        taxNumber: `FP${20_000_000 + each}`,
        customer: customerOf(1 + (each % size.customers)),
        status: 'issued',
        date: plusDays('2026-08-01', each % 60),
        total: 100_000 + each,
        outstanding: 100_000 + each,
      })),
    )
    const receipts = await dialect.insert(
      inner,
      'receipts',
      facts.papers.map(({ id, date, amount, customer, account, payer }) => ({
        ...common,
        number: `SK-${id}`,
        status: 'confirmed',
        paidInto: 'company',
        method: 'transfer',
        date,
        amount,
        customer: customerOf(customer),
        account: accountOf(account),
        payer,
      })),
    )
    const product = await dialect.insert(inner, 'products', [{ ...common, code: 'P-1', name: '枸杞' }])
    const notices = await dialect.insert(
      inner,
      'dispatches',
      bills.map((invoice, each) => ({
        ...common,
        number: `FH-${each}`,
        customer: customerOf(1 + (each % size.customers)),
        invoice,
        status: 'received',
        freightTerm: 'onArrival',
        shippedOn: plusDays('2026-08-01', each % 60),
        quantity: 1_000,
        total: 100_000 + each,
      })),
    )
    const goods = (each: number) => ({ position: 0, product: product[0], quantity: 1_000, unitPrice: 10_000_000 + each * 100 })
    await dialect.insert(
      inner,
      'dispatches_lines',
      notices.map((parent, each) => ({ ...goods(each), parent })),
    )
    await dialect.insert(
      inner,
      'invoices_lines',
      // One in a hundred was written by hand.
      bills.map((parent, each) => ({ ...goods(each), parent, amount: 100_000 + each, dispatch: each % 100 === 0 ? null : notices[each] })),
    )
    await dialect.insert(
      inner,
      'receipts_allocations',
      receipts.map((parent, each) => ({ parent, position: 0, invoice: bills[each] ?? null, amount: 100_000 })),
    )
    await dialect.insert(
      inner,
      'bankLines',
      facts.bank.map(({ id, date, amount, account, payer, payerAccount, text }) => ({
        ...common,
        identity: `${id}`,
        name: `${id}`,
        account: accountOf(account),
        date,
        amount,
        matched: 0,
        open: amount,
        payer,
        payerAccount,
        reference: text,
        state: 'open',
      })),
    )
  })
}

/** Prints the time of a run and of the signature that looks at everything once more. */
async function benchSigning(world: World): Promise<void> {
  const clerk = await person(world, 'salesClerk', 'clerk')
  const timed = async (what: string, work: () => Promise<unknown>) => {
    const started = performance.now()
    await work()
    console.log(`${what}: ${((performance.now() - started) / 1000).toFixed(1)} s`)
  }
  const id = await askForRun(world, clerk, '2026-10-01')
  await timed('the run of the month', () => runPending(world))
  const found = await world.database.knex('differences').update({ status: 'explained', outcome: 'text', explanation: '核对' })
  console.log(`  ${found} differences`)
  await recount(world, id)
  await timed(`the clerk's signature beside ${invoices} invoices`, () => move(world, clerk, 'reconciliations', id, 'signClerk'))
}

/** Prints the time and memory of matching alone, of the step of a run, first and again, and of run and signature. */
export async function benchReconciliation(): Promise<void> {
  const month = generate(7, size)
  const { facts, truth } = month
  match({ ...facts, bank: facts.bank.slice(0, 500), papers: facts.papers.slice(0, 500) })
  globalThis.gc?.()
  const before = process.memoryUsage().rss
  const begun = performance.now()
  const found = match(facts)
  const took = performance.now() - begun
  const { precision, recall, seen } = measure(found, truth)
  const share = (part: number) => `${(part * 100).toFixed(2)} %`
  console.log(
    `matching ${facts.bank.length} lines with ${facts.papers.length} receipts of ${size.customers} customers: ${Math.round(took)} ms, ${megabytes(process.memoryUsage().rss)} in all, ${megabytes(process.memoryUsage().rss - before)} more`,
  )
  console.log(`  of what is made ${share(precision)} is right; ${share(recall)} of the truth is made, ${share(seen)} made or proposed`)
  const { world, clean } = await freshWorld()
  try {
    await fill(world, month)
    for (const round of ['first', 'again']) {
      globalThis.gc?.()
      const held = process.memoryUsage().rss
      let most = held
      const look = () => {
        most = Math.max(most, process.memoryUsage().rss)
      }
      const watch = setInterval(look, 20)
      const started = performance.now()
      await matchMonth(world, { from: '2026-10-01', to: '2026-10-31' }, async () => look())
      const seconds = ((performance.now() - started) / 1000).toFixed(1)
      clearInterval(watch)
      console.log(`the step with its writes, ${round}: ${seconds} s, ${megabytes(most)} at most, ${megabytes(most - held)} of it its own`)
    }
    await benchSigning(world)
  } finally {
    await world.database.close()
    await clean()
  }
}
