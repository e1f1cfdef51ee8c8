/** Puts the models of `reports/models/*.sql` into the warehouse, in the order of their numbers. */
import { readdirSync, readFileSync } from 'node:fs'
import type { DuckDBConnection } from '@duckdb/node-api'

const folder = new URL('../models/', import.meta.url)

export interface Model {
  readonly file: string
  readonly sql: string
}

let loaded: readonly Model[] | undefined

/** The models, read once. */
export function models(): readonly Model[] {
  loaded ??= readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => ({ file, sql: readFileSync(new URL(file, folder), 'utf8') }))
  return loaded
}

/** Makes every view, macro and table of the models; safe to repeat. */
export async function applyModels(connection: DuckDBConnection): Promise<void> {
  for (const { sql } of models()) await connection.run(sql)
}
