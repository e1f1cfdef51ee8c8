/** DuckDB's SQL for the editor: words, types and quoting. */
import { SQLDialect } from '@codemirror/lang-sql'

const keywords =
  'all and any anti array as asc asof between both by case cast collate cross cube current desc describe distinct else end escape except exclude ' +
  'exists explain extract false fetch filter first following for from full glob group grouping having if ilike in inner intersect interval into is ' +
  'isnull join last lateral left like limit natural not notnull null nulls offset on only or order ordinality outer over partition pivot positional ' +
  'preceding qualify range recursive replace respect right rollup row rows sample select semi sets similar some summarize symmetric tablesample then ' +
  'ties to true try_cast unbounded union unpivot using values when where window with within without'

/** Without those that are usual names of columns: `date`, `time`, `text`. */
const types =
  'bigint blob bool boolean decimal double float float4 float8 hugeint int int2 int4 int8 integer json numeric real ' +
  'smallint struct timestamp timestamptz tinyint ubigint uhugeint uinteger usmallint utinyint uuid varchar'

export const duckdb = SQLDialect.define({
  keywords,
  types,
  caseInsensitiveIdentifiers: true,
  operatorChars: '+-*/<>=~!@%^&|?:',
  specialVar: '$',
})
