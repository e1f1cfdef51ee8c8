/** A small company kept by hand for the tests of the warehouse: writes rows and their `changes` as the verbs do, without their rules. */
import { join } from 'node:path'
import { system } from '../../server/access/actor.ts'
import { log } from '../../server/changes/log.ts'
import type { Database } from '../../server/database/connect.ts'
import { multiplyDecimal } from '../../server/definition/decimal.ts'
import type { World } from '../../server/records/world.ts'

export interface Line {
  readonly product: number
  /** Scale 3. */
  readonly quantity: number
  /** Scale 4. */
  readonly unitPrice: number
}

export interface Document {
  readonly register: 'orders' | 'returns'
  readonly id: number
  readonly customer: number
  readonly salesperson?: number | null | undefined
  readonly department?: number | null | undefined
  readonly date: string
  readonly status?: string
  readonly lines: readonly Line[]
}

const moment = () => new Date().toISOString()

export class Ledger {
  readonly world: World
  private readonly versions = new Map<string, number>()

  constructor(world: World) {
    this.world = world
  }

  get database(): Database {
    return this.world.database
  }

  get warehouse(): string {
    return join(this.world.dataDir, 'warehouse.duckdb')
  }

  private next(register: string, id: number): number {
    const version = (this.versions.get(`${register} ${id}`) ?? 0) + 1
    this.versions.set(`${register} ${id}`, version)
    return version
  }

  /** Writes a plain row of any register, new or changed. */
  async put(register: string, id: number, values: Record<string, unknown>, inside: Database = this.database): Promise<void> {
    await inside.transaction(async (inner) => {
      const version = this.next(register, id)
      const row = { ...values, version, deletedAt: null, updatedAt: moment() }
      await inner
        .knex(register)
        .insert({ id, createdAt: moment(), ...row })
        .onConflict('id')
        .merge(row)
      await log(inner, system, register, moment(), [{ record: id, version, verb: version === 1 ? 'create' : 'update' }])
    })
  }

  /** Writes a plain row with all of its lines under one field, new or changed. */
  async putWith(
    register: string,
    id: number,
    values: Record<string, unknown>,
    field: string,
    lines: readonly Record<string, unknown>[],
  ): Promise<void> {
    await this.database.transaction(async (inner) => {
      await this.put(register, id, values, inner)
      const table = `${register}_${field}`
      await inner.knex(table).where('parent', id).delete()
      if (lines.length > 0) await inner.knex(table).insert(lines.map((line, position) => ({ parent: id, position, ...line })))
    })
  }

  /** Writes an order or a return with its lines, new or changed. */
  async write(document: Document, inside: Database = this.database): Promise<void> {
    const { register, id, lines } = document
    const amounts = lines.map((line) => multiplyDecimal(line.quantity, 3, line.unitPrice, 4, 2))
    await inside.transaction(async (inner) => {
      await this.put(
        register,
        id,
        {
          number: `${register}-${id}`,
          customer: document.customer,
          salesperson: document.salesperson ?? null,
          department: document.department ?? null,
          date: document.date,
          status: document.status ?? 'confirmed',
          quantity: lines.reduce((sum, line) => sum + line.quantity, 0),
          total: amounts.reduce((sum, amount) => sum + amount, 0),
        },
        inner,
      )
      await inner.knex(`${register}_lines`).where('parent', id).delete()
      const rows = lines.map((line, position) => ({ parent: id, position, ...line, amount: amounts[position] }))
      if (rows.length > 0) await inner.knex(`${register}_lines`).insert(rows)
    })
  }

  /** Deletes softly, as the verbs do. */
  async remove(register: string, id: number, inside: Database = this.database): Promise<void> {
    await inside.transaction(async (inner) => {
      const version = this.next(register, id)
      await inner.knex(register).where({ id }).update({ deletedAt: moment(), version })
      await log(inner, system, register, moment(), [{ record: id, version, verb: 'remove' }])
    })
  }
}
