/**
 * The sandbox: a process of its own with nothing in its environment, that opens one published snapshot, locks DuckDB, and runs one checked statement after another for one
 * person. Requests are lines of JSON on standard input; answers go to the file descriptor 3 as a line of JSON, followed by as many bytes as it says.
 * Plain JavaScript, because it starts without a loader.
 */
import { writeSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { DuckDBInstance, JsonDuckDBValueConverter } from '@duckdb/node-api'
import { boundOf } from './parameters.mjs'
import { check, folded, functions, Refused, tableFunctions } from './statement.mjs'

/** Bytes of rows in one answer. */
const mostBytes = 32 * 1024 * 1024

/** Between two news of progress, in milliseconds. */
const pulse = 300

const literal = (text) => `'${text.replaceAll("'", "''")}'`
const quoted = (word) => `"${word.replaceAll('"', '""')}"`

let instance
let connection
let tables = new Set()
/** Places that no message may name. */
let places = []

function send(header, body = Buffer.alloc(0)) {
  const bytes = Buffer.concat([Buffer.from(`${JSON.stringify({ ...header, bytes: body.length })}\n`), body])
  for (let sent = 0; sent < bytes.length; )
    try {
      sent += writeSync(3, bytes, sent)
    } catch (error) {
      if (error.code !== 'EAGAIN') process.exit(1)
      // The reader is slower than we are: nobody else waits for this process.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
    }
}

const rowsOf = async (sql, values, types) => (await connection.runAndReadAll(sql, values, types)).getRowsJson()

/** Opens the snapshot `file` and locks everything that could reach beyond it. The folder is for what does not fit into memory; `spool`, where there is one, for a file to take away. */
async function open({ file, folder, spool, memory, disk, threads, timeZone }) {
  places = [file, folder, ...(spool ? [spool] : [])]
  connection?.closeSync()
  instance?.closeSync()
  instance = await DuckDBInstance.create(file, { access_mode: 'READ_ONLY', threads: String(threads) })
  connection = await instance.connect()
  for (const setting of [
    `memory_limit = ${literal(`${memory}MB`)}`,
    `temp_directory = ${literal(folder)}`,
    // Given as an option when opening, this limit is shown but not kept.
    `max_temp_directory_size = ${literal(`${disk}MB`)}`,
    `TimeZone = ${literal(timeZone)}`,
    'errors_as_json = true',
    'enable_progress_bar = true',
    'enable_progress_bar_print = false',
    'autoinstall_known_extensions = false',
    'autoload_known_extensions = false',
    'allow_community_extensions = false',
    ...(spool ? [`allowed_directories = [${literal(spool)}]`] : []),
    'enable_external_access = false',
    'lock_configuration = true',
  ])
    await connection.run(`set ${setting}`)
  const found = await rowsOf(
    `select table_name from duckdb_tables() where schema_name = 'main' union all select view_name from duckdb_views() where not internal and schema_name = 'main'`,
  )
  tables = new Set(found.map(([name]) => folded(name)))
  return {}
}

/** The text as DuckDB's parser understands it. Throws Refused, or what the parser says. */
async function parsed(sql) {
  const [[text]] = await rowsOf('select json_serialize_sql($1::varchar)', [sql])
  const tree = JSON.parse(text)
  if (!tree.error) return tree
  if (tree.error_type === 'not implemented') throw new Refused('select')
  throw Object.assign(
    new Error(JSON.stringify({ exception_type: 'Parser', exception_message: tree.error_message, position: tree.position })),
  )
}

const opening = 'select * from (\n'

/** The semicolon that ends a statement, and what is no SQL after it. Each character can be read in one way only: an expression that has to try cannot be interrupted. */
const ending = /;(?:\s|--[^\n]*(?:\n|$)|\/\*(?:[^*]|\*(?!\/))*\*\/)*$/

/** The checked text inside a select of ours: what is run is parsed and checked once more as it will stand there. */
async function wrapped(sql) {
  const names = check(await parsed(sql), tables)
  // As it is; without the first semicolon that could end it; without the last, where the first stood in a text.
  for (const body of new Set([sql, sql.replace(ending, ''), sql.replace(/;[^;]*$/, '')])) {
    const whole = `${opening}${body}\n) as _q`
    const tree = await parsed(whole).catch(() => undefined)
    if (!tree) continue
    check(tree, tables)
    const from = tree.statements[0].node.from_table
    if (from.type === 'SUBQUERY' && from.alias === '_q') return { names, text: whole }
  }
  throw new Refused('several')
}

/** Rows as JSON text, chunk by chunk, as far as they fit into an answer. */
async function written(result, limit) {
  const parts = []
  let [count, bytes] = [0, 0]
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    for (const row of chunk.convertRows(JsonDuckDBValueConverter)) {
      if (count === limit) return { parts, count, truncated: true }
      const text = Buffer.from(JSON.stringify(row))
      bytes += text.length + 1
      if (bytes > mostBytes) {
        if (count === 0) throw new Refused('large')
        return { parts, count, truncated: true }
      }
      parts.push(count === 0 ? text : Buffer.concat([Buffer.from(','), text]))
      count++
    }
  }
  return { parts, count, truncated: false }
}

const columnsOf = (names, types) => names.map((name, at) => ({ name, type: String(types[at]).slice(0, 300) }))

async function query({ sql, params, limit }) {
  const { names, text } = await wrapped(sql)
  const { values, types } = boundOf(names, params)
  const result = await connection.run(`${text} limit ${limit + 1}`, values, types)
  const { parts, count, truncated } = await written(result, limit)
  return [{ columns: columnsOf(result.columnNames(), result.columnTypes()), count, truncated }, Buffer.concat(parts)]
}

async function explain({ sql, params }) {
  const { names } = await wrapped(sql)
  const { values, types } = boundOf(names, params)
  const found = await rowsOf(`explain ${sql}`, values, types)
  return [{ plan: found.map(([, plan]) => plan).join('\n') }]
}

/** A spreadsheet must not take text for a formula: a quote goes before it, the same rule as for lists. */
const inert = (column) =>
  `case when regexp_matches(${column}::varchar, '^[=+\\-@\\t\\r\\n＝＋－＠]') and not regexp_full_match(${column}::varchar, '[+-]?\\d+(\\.\\d+)?') then '''' || ${column}::varchar else ${column}::varchar end`

const plain = /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DECIMAL.*|DOUBLE|FLOAT|DATE|TIMESTAMP.*|TIME.*|BOOLEAN)$/
const title = (name) => (/^[=+\-@\t\r\n＝＋－＠]/.test(name) ? `'${name}` : name)

/**
 * How a file is written. `csv` is for spreadsheets, so nothing in it is a formula; `lines` are objects of JSON, one a row, that a workbook is made of: they tell nothing from
 * an empty text, and hold no more of a text than a cell can show to be cut.
 */
const ways = {
  csv: {
    options: 'format csv, header true',
    shown: (place, { name, type }) => `${plain.test(type) ? place : inert(place)} as ${quoted(title(name))}`,
  },
  parquet: { options: 'format parquet', shown: (place, { name }) => `${place} as ${quoted(name)}` },
  lines: { options: 'format json', shown: (place) => `left(${place}::varchar, 32768) as ${place}` },
}

/** Writes the whole result into a file of the spool; answers its columns and rows. More rows than `most`, or columns than `mostColumns`, are none. */
async function copy({ sql, params, way, path, most, mostColumns }) {
  const { names, text } = await wrapped(sql)
  const { values, types } = boundOf(names, params)
  // The type of a column may follow from that of a parameter.
  const shape = await connection.run(`${text} limit 0`, values, types)
  const columns = columnsOf(shape.columnNames(), shape.columnTypes())
  if (columns.length > mostColumns) throw new Refused('columns', String(mostColumns))
  const places = columns.map((_, at) => `c${at}`)
  const { options, shown } = ways[way]
  const before = `copy (select ${columns.map((column, at) => shown(places[at], column)).join(', ')} from (`
  const timer = setInterval(() => send({ progress: connection.progress.percentage }), pulse)
  try {
    const whole = `${before}${text} limit ${most + 1}) as _r(${places.join(', ')})) to ${literal(path)} (${options})`
    const [[rows]] = await rowsOf(whole, values, types).catch((error) => {
      throw Object.assign(error, { ahead: Buffer.byteLength(before) + opening.length })
    })
    if (Number(rows) > most) throw new Refused(way === 'lines' ? 'sheetRows' : 'rows', String(most))
    return [{ columns, rows: Number(rows) }]
  } finally {
    clearInterval(timer)
  }
}

/** What may be called, for completion. */
async function listed() {
  const found = await rowsOf(
    `select function_name, any_value(function_type), any_value(parameters)::varchar, coalesce(any_value(description), '') from duckdb_functions()
     where regexp_matches(function_name, '^[a-z]') group by function_name order by function_name`,
  )
  return [
    {
      functions: found.flatMap(([name, kind, parameters, description]) =>
        functions.has(folded(name)) || tableFunctions.has(folded(name))
          ? [{ name, kind: kind.replace('_macro', ''), signature: `${name}(${parameters.slice(1, -1)})`, description }]
          : [],
      ),
    },
  ]
}

const doings = { open: async (request) => [await open(request)], query, explain, copy, functions: listed }

/** Line and column, from 1, of a place in bytes. */
function placeOf(sql, at) {
  const bytes = Buffer.from(sql)
  if (!Number.isInteger(at) || at < 0 || at > bytes.length) return {}
  const lines = bytes.subarray(0, at).toString().split('\n')
  return { line: lines.length, column: [...(lines.at(-1) ?? '')].length + 1 }
}

const withoutPlaces = (text) => places.reduce((clean, place) => clean.replaceAll(place, '…'), text)

/** What goes back of an error: DuckDB's sentence and its place in the text that was sent, nothing of ours. */
function faultOf(error, { do: doing, sql = '' }) {
  if (error instanceof Refused) return { fault: 'refused', what: error.what, name: error.name.slice(0, 100), ...placeOf(sql, error.at) }
  const message = String(error?.message ?? error)
  let told = { exception_message: message.split('\n')[0] }
  try {
    told = JSON.parse(message.slice(message.indexOf('{')))
  } catch {
    // Some errors are plain text.
  }
  const kind = told.exception_type ?? ''
  if (kind === 'INTERRUPT' || /interrupt/i.test(kind)) return { fault: 'interrupted' }
  if (kind === 'Out of Memory' || error instanceof RangeError) return { fault: 'memory', spent: true }
  if (kind === 'IO') return { fault: 'disk', spent: true }
  const position = told.position === undefined ? Number.NaN : Number(told.position)
  const shift = error?.ahead ?? (kind === 'Parser' ? 0 : doing === 'explain' ? 'explain '.length : opening.length)
  const sentence = withoutPlaces(`${kind === '' ? '' : `${kind} Error: `}${told.exception_message ?? ''}`).slice(0, 2000)
  // After an error of its own the engine answers nothing more.
  const spent = kind === 'FATAL' || kind === 'INTERNAL'
  return { fault: 'sql', spent, message: sentence, ...placeOf(sql, position - shift) }
}

async function take(request) {
  try {
    const [header, body] = await doings[request.do](request)
    send({ done: request.id, ...header }, body)
  } catch (error) {
    send({ done: request.id, ...faultOf(error, request) })
  }
}

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const request = JSON.parse(line)
    if (request.do === 'interrupt') connection?.interrupt()
    else void take(request)
  })
  // The server is gone. An orderly exit would wait for a statement that never ends.
  .on('close', () => process.kill(process.pid, 'SIGKILL'))
send({ ready: true })
