/** Where the two engines differ; nothing outside this folder asks which one it is. */
import type { Knex } from 'knex'
import type { ColumnType } from '../../kinds/kind.ts'
import type { Settings } from '../../settings.ts'

export interface Dialect {
  readonly name: 'sqlite' | 'postgres'
  /** The word for "like, whatever the case". */
  readonly like: 'like' | 'ilike'
  open(settings: Settings): Knex
  /** First statement of every transaction: SQLite takes the write lock here, so that a later write cannot find its snapshot stale. */
  begin(knex: Knex): Promise<void>
  readonly types: Readonly<Record<ColumnType, string>>
  readonly idColumn: string
  /** What follows the closing bracket of `create table`. */
  readonly tableEnd: string
  /** Extra columns of the `changes` table, as DDL: PostgreSQL notes the transaction. */
  readonly changeColumns: string
  /** Columns of an index over `changes` in the order of `feedAfter`; none where the primary key serves. */
  readonly feedIndex: readonly string[]
  /** Names of the columns of every table there is. */
  columns(knex: Knex): Promise<Map<string, Set<string>>>
  /** Keeps two processes from changing tables at once, for the length of the transaction, whose first statement it is. */
  lockTables(knex: Knex): Promise<void>
  /** Makes whoever asks for the same name wait until this transaction is over: for rules that speak of several rows. */
  lock(knex: Knex, name: string): Promise<void>
  /** Waits for whoever has the `lock` of this name, and keeps others from taking it until this transaction is over; many may share it. */
  share(knex: Knex, name: string): Promise<void>
  /** Holds the rows of a query until this transaction is over: `linked`, nobody deletes them; `changed`, nobody else changes them; `removed`, nobody else even links to them. */
  hold(query: Knex.QueryBuilder, what: 'linked' | 'changed' | 'removed'): Knex.QueryBuilder
  /** Inserts rows that all name the same columns, inside a transaction, and answers their ids in the order of the rows. */
  insert(knex: Knex, table: string, rows: readonly Readonly<Record<string, unknown>>[]): Promise<number[]>
  /**
   * Writes rows that all name the same columns over those with their `id`, inside a transaction, and answers the ids written.
   * Give them in the order of ids, so that two updates of the same rows never wait for one another; where rows name a `version`, only the one before it is written over.
   */
  update(knex: Knex, table: string, rows: readonly Readonly<Record<string, unknown> & { id: number }>[]): Promise<Set<number>>
  /** Did two transactions stand in each other's way, so that this one had to go and may be tried again? */
  isCollision(error: unknown): boolean
  /** The name or columns of the unique rule an error broke; undefined when it is another error. */
  brokenUnique(error: unknown): string | undefined
  /** Narrows a query of `changes` to what follows (transaction, row) and can no longer be overtaken by a late commit, in order. */
  feedAfter(query: Knex.QueryBuilder, transaction: string, row: number): Knex.QueryBuilder
}
