/** The values of `$name` as DuckDB binds them: each in the type that was said, never written into the text. They were checked by the server. */
import {
  BIGINT,
  BOOLEAN,
  DATE,
  DECIMAL,
  DOUBLE,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBTimestampValue,
  TIMESTAMP,
  VARCHAR,
} from '@duckdb/node-api'
import { Refused } from './statement.mjs'

const dayLength = 86_400_000

/** Without a zone it is a moment as it stands in the tables, in UTC; the clock of the machine has no say. */
const moment = (text) => Date.parse(/(Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text}Z`)

function decimal(text) {
  const [whole, part = ''] = text.split('.')
  return { type: DECIMAL(38, part.length), value: new DuckDBDecimalValue(BigInt(whole + part), 38, part.length) }
}

const ways = {
  text: (value) => ({ type: VARCHAR, value }),
  integer: (value) => ({ type: BIGINT, value: BigInt(value) }),
  double: (value) => ({ type: DOUBLE, value }),
  decimal,
  date: (value) => ({ type: DATE, value: new DuckDBDateValue(Date.parse(`${value}T00:00:00Z`) / dayLength) }),
  dateTime: (value) => ({ type: TIMESTAMP, value: new DuckDBTimestampValue(BigInt(moment(value)) * 1000n) }),
  yesNo: (value) => ({ type: BOOLEAN, value }),
}

/** Values and types by name for the parameters of a statement. Throws Refused for one that was not given. */
export function boundOf(names, params = {}) {
  const missing = names.find((name) => !Object.hasOwn(params, name))
  if (missing !== undefined) throw new Refused('parameter', missing)
  const bound = names.map((name) => {
    const { type, value } = params[name]
    return [name, value === null ? { value: null, type: undefined } : ways[type](value)]
  })
  return {
    values: Object.fromEntries(bound.map(([name, { value }]) => [name, value])),
    types: Object.fromEntries(bound.map(([name, { type }]) => [name, type])),
  }
}
