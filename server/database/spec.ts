/** What a table should look like; plain data, made from registers and from the few tables of the system itself. */
import type { ColumnType } from '../kinds/kind.ts'

export interface TableSpec {
  readonly name: string
  /** Columns besides `id`, which every table has. */
  readonly columns: Readonly<Record<string, ColumnType>>
  /** Column lists that may occur once only; `live` counts only rows that are not deleted. */
  readonly unique?: readonly { readonly columns: readonly string[]; readonly live?: boolean }[]
  readonly index?: readonly (readonly string[])[]
}
