/** The words for codes: registers keep what was chosen as a code, and a table of the snapshot says what each code is called in both languages. */
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Catalog } from '../../server/catalog/catalog.ts'
import type { Field } from '../../server/definition/types.ts'
import type { Words } from '../../server/definition/words.ts'
import type { Shape } from '../follower/shape.ts'
import { literal, name } from '../follower/warehouse.ts'

export const choicesTable = 'choices'

/** What one row of it means. */
export const choicesRow: Words = [
  '某表某列（table_name、column_name）的一个选项代码 code 及其名称 zh、en；按三者相连即可显示名称。',
  'One code of a column (table_name, column_name) and what it is called: zh, en; join by the three to show names.',
]

const choicesOf = (field: Field | undefined): Readonly<Record<string, Words>> =>
  field?.kind === 'choice' || field?.kind === 'choices' ? field.choices : {}

/** Writes the table for the columns that `open` answers of each shape. A scope without a single choice has none. */
export async function writeChoices(
  connection: DuckDBConnection,
  into: string,
  catalog: Catalog,
  shapes: readonly Shape[],
  open: (shape: Shape) => readonly string[],
): Promise<void> {
  const found = shapes.flatMap((shape) => {
    const register = catalog.get(shape.register)
    const fields = shape.lines ? register.lines.find(({ table }) => table === shape.name)?.fields : register.fields
    return open(shape).flatMap((column) =>
      Object.entries(choicesOf(fields?.[column])).map(
        ([code, words]) => `(${[shape.name, column, code, ...words].map(literal).join(', ')})`,
      ),
    )
  })
  if (found.length === 0) return
  const place = `${name(into)}.${name(choicesTable)}`
  await connection.run(`create table ${place} as from (values ${found.join(', ')}) as t(table_name, column_name, code, zh, en)`)
  await connection.run(`comment on table ${place} is '选项名称 · Words for codes'`)
}
