/** Makes a valid record of any register out of its definition: every field that can be filled in is. */
import { system } from '../../server/access/actor.ts'
import type { CompleteRegister } from '../../server/catalog/complete.ts'
import type { Field } from '../../server/definition/types.ts'
import { checkCharacter } from '../../server/kinds/creditCode.ts'
import { create } from '../../server/records/index.ts'
import type { World } from '../../server/records/world.ts'
import { fixtures } from '../kinds/fixtures.ts'

let serial = 0

/** A social credit code that checks and that nobody has. */
const creditCode = () => {
  const seventeen = `91640100${String(serial).padStart(9, '0')}`
  return `${seventeen}${checkCharacter(seventeen)}`
}

const unique: Partial<Record<Field['kind'], () => unknown>> = {
  text: () => `t${serial}`,
  email: () => `t${serial}@example.com`,
  creditCode,
  number: () => serial,
  date: () => new Date(Date.UTC(2020, 0, 1 + serial)).toISOString().slice(0, 10),
}

/** Values that rules ask for beyond what a definition says, by register. */
const special: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  roles: { permissions: [{ register: 'products', read: 'all' }] },
  customerGrades: { grade: 'code' },
  approvalChains: { document: 'specialPrices', act: 'inform', on: null, condition: null, to: null, active: false },
  badDebts: { cause: 'unapproved', month: '2026-01-01', invoice: null, dispatch: null, release: null, shares: [] },
  delegations: { document: null, to: (bodies: Bodies) => bodies.fresh('users') },
  calendars: { opens: '08:30', closes: '17:30' },
  policies: {
    key: 'deadline.soon',
    value: '2',
    unit: 'workingDay',
    scope: 'company',
    pack: null,
    department: null,
    tier: null,
    customer: null,
    to: null,
  },
  salesTargets: { month: '2026-01-01', department: null },
  orders: { lines: async (bodies: Bodies) => [{ product: await bodies.some('products'), quantity: '100', unitPrice: '10' }] },
  contractChanges: { contract: (bodies: Bodies) => bodies.fresh('contracts', { status: 'signed' }) },
  priceLists: { supersedes: null },
  invoices: { lines: async (bodies: Bodies) => [{ product: await bodies.some('products'), quantity: '1', unitPrice: '10' }] },
  returns: { replacement: null },
  carriers: { active: true },
  freights: { dispatch: (bodies: Bodies) => bodies.fresh('dispatches'), term: 'monthly' },
  freightSettlements: { month: '2024-02-01', lines: async (bodies: Bodies) => [{ freight: await bodies.fresh('freights') }] },
  bankAccounts: { active: true },
  receipts: { allocations: [], draft: null },
  reconciliations: { month: () => new Date(Date.UTC(2030, serial, 1)).toISOString().slice(0, 10) },
  financeBalances: { month: '2026-01-01', customer: (bodies: Bodies) => bodies.fresh('customers') },
  bankLines: { amount: '10' },
  matches: {
    bank: async (bodies: Bodies) => [{ line: await bodies.fresh('bankLines', { identity: `m${serial}` }), amount: '10' }],
    papers: async (bodies: Bodies) => [
      { receipt: await bodies.fresh('receipts', { status: 'confirmed', amount: '10' }), refund: null, amount: '10' },
    ],
  },
  moneyClaims: { bankLine: (bodies: Bodies) => bodies.fresh('bankLines', { identity: `c${serial}` }), amount: '1' },
  adjustments: {
    kind: 'discount',
    corrects: null,
    amount: '-1',
    receipt: null,
    invoice: (bodies: Bodies) => bodies.fresh('invoices', { opening: true, date: '2020-01-01', status: 'issued' }),
  },
  queries: { roles: ['analyst'] },
  boards: { roles: ['analyst'] },
  refunds: { return: null, receipt: (bodies: Bodies) => bodies.fresh('receipts', { status: 'confirmed' }) },
}

export class Bodies {
  private readonly world: World
  private readonly made = new Map<string, number>()
  private readonly making = new Set<string>()

  constructor(world: World) {
    this.world = world
  }

  /** The id of some record of a register; the same one each time. Null where registers link in a circle. */
  async some(name: string): Promise<number | null> {
    const known = this.made.get(name)
    if (known !== undefined) return known
    if (this.making.has(name)) return null
    this.making.add(name)
    const id = await this.fresh(name)
    this.making.delete(name)
    this.made.set(name, id)
    return id
  }

  /** A new record of a register, with `more` on top of what it needs. */
  async fresh(name: string, more: Readonly<Record<string, unknown>> = {}): Promise<number> {
    return (await create(this.world, system, name, { ...(await this.body(this.world.catalog.get(name), true)), ...more })).id
  }

  /** A body for a register: required fields, and with `whole` every writable field. */
  async body(register: CompleteRegister, whole: boolean): Promise<Record<string, unknown>> {
    serial += 1
    const body: Record<string, unknown> = {}
    for (const [name, field] of Object.entries(register.fields)) {
      if ((field.readOnly && !field.required) || field.derive || name === register.workflow?.field || name === register.tree) continue
      if (!field.required && !whole) continue
      body[name] = await this.value(name, field, register)
    }
    for (const [name, value] of Object.entries(special[register.name] ?? {}))
      body[name] = typeof value === 'function' ? await value(this) : value
    return body
  }

  private async value(name: string, field: Field, register?: CompleteRegister): Promise<unknown> {
    if (field.kind === 'link') return this.some(field.to)
    if (field.kind === 'file') return []
    if (field.kind === 'lines') return [Object.fromEntries(await this.line(field.fields))]
    if (field.kind === 'choice') return Object.keys(field.choices)[0]
    if (field.kind === 'choices') return Object.keys(field.choices)
    const once = register?.uniqueRules.some((rule) => rule.includes(name)) ? unique[field.kind] : undefined
    if (once) return once()
    if ('min' in field && field.min !== undefined) return field.min
    return field.kind === 'text' ? name.slice(0, field.max ?? 200) : fixtures[field.kind].good[0]?.[1]
  }

  private async line(fields: Readonly<Record<string, Field>>): Promise<[string, unknown][]> {
    const values: [string, unknown][] = []
    for (const [name, field] of Object.entries(fields))
      if (!field.derive && !field.readOnly) values.push([name, await this.value(name, field)])
    return values
  }
}
