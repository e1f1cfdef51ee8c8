/** JavaScript values in the form that DuckDB's vectors take, by the type of the column. */
import {
  BIGINT,
  BOOLEAN,
  DATE,
  DECIMAL,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBTimestampValue,
  type DuckDBType,
  type DuckDBValue,
  INTEGER,
  TIMESTAMP,
  VARCHAR,
} from '@duckdb/node-api'

/** A DuckDB type with the way values get into it. */
export interface Typed {
  readonly type: DuckDBType
  give(value: unknown): DuckDBValue
}

const dayLength = 86_400_000
const days = new Map<string, DuckDBDateValue>()

/** Days repeat a lot in facts, so each is worked out once; the memory is dropped before it could grow without end. */
function day(text: string): DuckDBDateValue {
  const known = days.get(text)
  if (known) return known
  if (days.size > 50_000) days.clear()
  const value = new DuckDBDateValue(Math.round(Date.parse(`${text}T00:00:00Z`) / dayLength))
  days.set(text, value)
  return value
}

const orNull =
  (give: (value: unknown) => DuckDBValue) =>
  (value: unknown): DuckDBValue =>
    value === null || value === undefined ? null : give(value)

const simple: Readonly<Record<string, Typed>> = {
  INTEGER: { type: INTEGER, give: orNull(Number) },
  BIGINT: { type: BIGINT, give: orNull((value) => BigInt(value as number)) },
  VARCHAR: { type: VARCHAR, give: orNull(String) },
  BOOLEAN: { type: BOOLEAN, give: orNull(Boolean) },
  DATE: { type: DATE, give: orNull((value) => day(String(value))) },
  TIMESTAMP: { type: TIMESTAMP, give: orNull((value) => new DuckDBTimestampValue(BigInt(Date.parse(String(value))) * 1000n)) },
}

/** The way into a column of `type`. Decimals are given as scaled integers: 1234 in a DECIMAL(18,2) is 12.34. */
export function typed(type: string): Typed {
  const decimal = /^DECIMAL\((\d+),(\d+)\)$/.exec(type)
  if (decimal) {
    const [width, scale] = [Number(decimal[1]), Number(decimal[2])]
    return { type: DECIMAL(width, scale), give: orNull((value) => new DuckDBDecimalValue(BigInt(value as number), width, scale)) }
  }
  const found = simple[type]
  if (!found) throw new Error(`no way to give values of the type ${type} to the warehouse`)
  return found
}
