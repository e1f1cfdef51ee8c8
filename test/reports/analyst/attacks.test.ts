/** What people may try with SQL, one row each: refused with a sentence, ended in time, or harmless. The tables are those of the engine's known holes and of published advisories. */
import { spawn } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Fault, Sandbox, SandboxFault } from '../../../server/sql/sandbox.ts'

const folder = mkdtempSync(join(tmpdir(), 'taizhang-attacks-'))
const file = join(folder, 'taizhang.duckdb')
const outside = join(folder, 'outside.csv')
const memory = 512
let sandbox: Sandbox

const opened = async (spool?: string): Promise<Sandbox> => {
  const fresh = new Sandbox(join(folder, `sandbox-${Math.random()}`), memory)
  await fresh.open({ file, memory, disk: 100, threads: 2, timeZone: 'Asia/Shanghai', ...(spool ? { spool } : {}) })
  return fresh
}

beforeAll(async () => {
  const instance = await DuckDBInstance.create(file)
  const connection = await instance.connect()
  await connection.run(
    `create table orders as select i::integer as id, i % 7 as dept, (i * 1.5)::decimal(18,2) as total from range(1000) as t(i)`,
  )
  await connection.run(`create table customers (id integer, name varchar, "列 ""名"", 怪" varchar)`)
  await connection.run(`insert into customers values (1, '=cmd|calc', 'x')`)
  await connection.run('create view large_orders as select * from orders where total > 100')
  connection.closeSync()
  instance.closeSync()
  writeFileSync(outside, 'a,b\n1,2\n')
  sandbox = await opened()
})

afterAll(async () => {
  sandbox.kill()
  await sandbox.ended
  rmSync(folder, { recursive: true, force: true })
})

interface Outcome {
  readonly fault?: Fault
  readonly what?: string
  readonly message?: string
  readonly rows?: unknown[][]
  readonly head?: Readonly<Record<string, unknown>>
}

/** Runs one text in a sandbox that is replaced when it dies. */
async function run(
  sql: string,
  { seconds = 2, limit = 100, params = {} }: { seconds?: number; limit?: number; params?: object } = {},
): Promise<Outcome> {
  if (!sandbox.alive) sandbox = await opened()
  try {
    const { head, body } = await sandbox.ask({ do: 'query', sql, limit, params }, AbortSignal.timeout(seconds * 1000))
    return { head, rows: JSON.parse(`[${body.toString()}]`) as unknown[][] }
  } catch (error) {
    if (!(error instanceof SandboxFault)) throw error
    return { fault: error.fault, what: error.what, message: error.message }
  }
}

/** The snapshot is as it was, and the next person's query runs. */
async function unharmed(): Promise<void> {
  expect(await run('select count(*) from orders')).toMatchObject({ rows: [['1000']] })
}

describe('statements that are no query', () => {
  it.each([
    'COMMIT; drop table customers',
    'insert into orders values (1, 1, 1)',
    'update orders set id = 1',
    'delete from orders',
    'truncate orders',
    'create table t (a integer)',
    'create temp table orders as select 1',
    'create temp view v as select 1',
    'create temp macro m(a) as a',
    'alter table orders add column x integer',
    'drop table orders',
    "comment on table orders is 'x'",
    'merge into orders using customers on true when matched then delete',
    "attach ':memory:' as m",
    'detach taizhang',
    "create secret s (type s3, key_id 'a', secret 'b')",
    'set variable a = 1',
    'set threads = 64',
    "set memory_limit = '64GB'",
    'set schema = main',
    'reset memory_limit',
    'use memory',
    'prepare p as select 1',
    'execute p',
    'deallocate p',
    'checkpoint',
    'force checkpoint',
    'vacuum',
    'analyze',
    'pragma enable_profiling',
    'pragma enable_verification',
    'pragma disable_optimizer',
    'pragma enable_progress_bar',
    'pragma disable_checkpoint_on_shutdown',
    'pragma database_list',
    'pragma version',
    'load parquet',
    'load json',
    'install httpfs',
    `copy orders to '${outside}'`,
    `copy (select 1) to '${outside}'`,
    `copy orders from '${outside}'`,
    `export database '${folder}'`,
    `import database '${folder}'`,
    'explain analyze insert into orders values (1, 1, 1)',
    'explain select 1',
    'begin transaction',
    'call pragma_version()',
    'pivot orders on dept using sum(total)',
  ])('%s', async (sql) => {
    const { fault, what } = await run(sql)
    expect(fault).toBe('refused')
    expect(['select', 'several']).toContain(what)
  })
})

describe('several statements, and ways out of the wrapper', () => {
  it.each([
    'select 1; drop table orders',
    'select 1; select 2',
    'select 1) AS _q; drop table orders; select * from (select 1',
    "select 1) as _q; copy orders to 'x.csv'; --",
    'select 1 /* ; */ ; -- \n select 2',
    'select 1) union all select * from (select 2',
    '',
    '   ',
    '-- nothing',
    ';',
    ';;',
    'select (1',
    'select 1)',
    "select 'unended",
    'select 1 /* unended',
  ])('%s', async (sql) => {
    const { fault, rows } = await run(sql)
    expect(rows).toBeUndefined()
    expect(['refused', 'sql']).toContain(fault)
    await unharmed()
  })

  it.each([
    'select 1;',
    'select 1 -- end',
    'select 1; -- end',
    '(select 1)',
    "select ';' as a",
    "select '-- ; /*' as a",
    'select 1 /* ; */',
    'select 1; /* end; */ -- end;',
    // A careless expression tries each way to cut such a line into comments, and nothing but a kill ends it.
    `select 1 -- ;${'-'.repeat(200)}\n`,
    `select 1 -- ;${'-'.repeat(200)}\n as a`,
    `select ';${'-- '.repeat(20_000)}\n' as a`,
  ])('harmless: %s', async (sql) => expect((await run(sql)).rows).toHaveLength(1))
})

describe('what a plain SELECT can reach', () => {
  it.each([
    // Files.
    `select * from read_csv('${outside}')`,
    `select * from read_text('/etc/passwd')`,
    `select * from read_blob('/etc/passwd')`,
    `select * from read_json('${outside}')`,
    `select * from parquet_scan('${outside}')`,
    `select * from read_duckdb('${file}')`,
    `select * from glob('/*')`,
    `select * from sniff_csv('${outside}')`,
    `select * from '${outside}'`,
    `from "${outside}"`,
    `select * from 'http://127.0.0.1/x.csv'`,
    `select * from 's3://x/y.parquet'`,
    "select * from parquet_metadata('x')",
    // Other people's text, the engine's own insides.
    'select * from enable_logging()',
    'select * from duckdb_logs',
    'select * from duckdb_logs()',
    "select * from duckdb_logs_parsed('QueryLog')",
    'select * from truncate_duckdb_logs()',
    "select write_log('x')",
    'select * from enable_profiling()',
    'select * from checkpoint()',
    'select * from force_checkpoint()',
    'select * from duckdb_databases()',
    'select * from pragma_database_list',
    'select * from pragma_database_list()',
    'select * from duckdb_settings()',
    "select current_setting('temp_directory')",
    "select getvariable('x')",
    'select * from duckdb_tables()',
    'select * from duckdb_views()',
    'select * from duckdb_columns',
    'select * from duckdb_tables',
    'select * from sqlite_master',
    'select * from sqlite_schema',
    'select * from pg_catalog.pg_class',
    'select * from pg_tables',
    'select * from information_schema.tables',
    'select * from information_schema.columns',
    'select * from duckdb_secrets()',
    'select * from duckdb_secrets(redact = false)',
    "select * from which_secret('x', 's3')",
    'select * from duckdb_extensions()',
    'select * from duckdb_functions()',
    'select * from duckdb_variables()',
    'select * from duckdb_temporary_files()',
    'select * from duckdb_memory()',
    'select * from duckdb_connection_count()',
    "select * from pragma_storage_info('orders')",
    "select * from pragma_table_info('orders')",
    'select * from pragma_database_size()',
    'select * from pragma_user_agent()',
    'select version()',
    'select stats(id) from orders',
    'select current_query()',
    "select nextval('s')",
    'select txid_current()',
    'show databases',
    'show all tables',
    // SQL inside texts.
    "select * from query('select * from duckdb_settings()')",
    "select * from query_table('duckdb_settings')",
    "select * from query_table(['orders', 'customers'])",
    "select * from json_execute_serialized_sql(json_serialize_sql('select 1'))",
    "select json_serialize_sql('select 1')",
    "select json_deserialize_sql('{}')",
    "select * from sql_auto_complete('sel')",
    "select * from histogram_values('orders', id)",
    'select * from test_all_types()',
    "select * from seq_scan('orders')",
    'select * from arrow_scan(0, 0, 0)',
    // Waiting.
    'select sleep_ms(10000)',
    'select pg_sleep(10)',
    // Names that look like something else.
    'select * from main.duckdb_settings',
    'select * from system.main.duckdb_settings()',
    'select * from system.information_schema.tables',
    'select * from temp.main.x',
    'select * from taizhang.main.orders',
    'select * from other.orders',
    'select pg_catalog.pg_sleep(1)',
    'select system.main.version()',
    'select * from (select * from (select * from duckdb_settings()))',
    'select 1 where exists (select * from duckdb_settings())',
    'select (select count(*) from duckdb_settings())',
    'select list_transform([1], x -> (select count(*) from duckdb_settings()))',
    "select case when true then current_setting('x') end",
    "select sum(1) filter (where current_setting('x') = '')",
    "select row_number() over (order by current_setting('x'))",
    "select 1 order by current_setting('x')",
    'select 1 limit (select count(*) from duckdb_settings())',
    'select * from range((select count(*) from duckdb_settings()))',
    'select * from orders join duckdb_settings() on true',
    'select * from orders, lateral (select * from duckdb_settings())',
    'select 1 union all select 2 from duckdb_settings()',
    "pivot duckdb_settings() on name in ('threads') using first(value)",
    'unpivot (select * from duckdb_settings()) on name into name n value v',
    'summarize duckdb_settings()',
    'describe duckdb_settings()',
    'summarize select * from pg_tables',
    'from duckdb_settings()',
    'table duckdb_settings',
    'DUCKDB_SETTINGS()',
    'select * from "DUCKDB_SETTINGS"()',
    'select * from orders where (id, id) in (select 1, 2 from duckdb_settings())',
    "values ((select current_setting('x')))",
    'select * from orders qualify (select true from duckdb_settings()) and row_number() over () = 1',
  ])('%s', async (sql) => {
    const { fault, rows, message } = await run(sql)
    expect(rows).toBeUndefined()
    // Refused by the tree, or no SQL at all: never by chance while it ran.
    if (fault !== 'refused') expect(message).toMatch(/^Parser Error/)
    expect(message).not.toContain(folder)
  })

  it.each([
    [
      'a table expression that shadows a system one is seen only where it stands',
      'select * from (with duckdb_settings as (select 1) from duckdb_settings), duckdb_settings',
    ],
    [
      'one that comes later is not seen by those before it',
      'with a as (select * from duckdb_settings), duckdb_settings as (select 1) select * from a',
    ],
    ['one does not see itself', 'with duckdb_settings as (select * from duckdb_settings) select * from duckdb_settings'],
    [
      'a recursive one does not see itself where it begins',
      'with recursive duckdb_settings as (select * from duckdb_settings union all select * from duckdb_settings) select * from duckdb_settings',
    ],
    ['a name of one does not open a qualified one', 'with duckdb_settings as (select 1) select * from main.duckdb_settings'],
    ['a subquery in a table expression', 'with a as (select (select count(*) from duckdb_settings)) select 1'],
  ])('%s', async (_, sql) => expect((await run(sql)).fault).toBe('refused'))

  it('a table expression may shadow a table: only its own text is fooled', async () => {
    expect((await run('with orders as (select 7 as x) select * from orders')).rows).toEqual([[7]])
    await unharmed()
  })
})

describe('ordinary work', () => {
  it.each([
    'with a as (select 1 x), b as (select * from a) select b.x, sum(x) over (partition by x) from b where x in (select 1) order by all limit 3',
    'with recursive t(n) as (select 1 union all select n + 1 from t where n < 5) select * from t',
    'with recursive t as (select 1 as n union all select n + 1 from t where n < 5), z as (select 2 as m) select * from t, z',
    'from orders',
    'values (1), (2)',
    'table orders',
    'describe orders',
    'summarize orders',
    'show tables',
    'from large_orders',
    'from main.orders',
    'from ORDERS',
    'pivot orders on dept in (1, 2) using sum(total)',
    'unpivot (select id, dept from orders) on id, dept into name n value v',
    'select * from unnest([1, 2])',
    'select unnest([1])',
    'select * from range(3) as r(i)',
    "select columns('t.*') from orders",
    'select list_transform([1], x -> x + 1), [x for x in [1, 2] if x > 1]',
    'select * from orders tablesample 10%',
    'select * exclude (id) replace (total + 1 as total) from orders',
    "select {'a': 1}, map([1], [2]), cast(1 as decimal(10, 2)), date '2020-01-01', interval 1 day, 1 between 0 and 2, case when true then 1 end, not true, [1][1], try_cast('a' as integer)",
    'select o.id, p.id from orders as o asof join orders as p on o.id >= p.id',
    'select * from orders as o, lateral (select o.id + 1)',
    "select count(*) filter (where id > 1), string_agg(id::varchar, ',' order by id), quantile_cont(id, 0.5), grouping(dept) from orders group by grouping sets ((dept), ()) having true",
    'select * from orders qualify row_number() over (partition by dept order by id) = 1',
    'select * from orders window w as (order by id)',
    "select 'x' collate nocase",
    'select id from orders using sample 5',
    'select any_value(id order by id), array_agg(distinct dept), max_by(id, total) from orders',
    'select j.key from json_each(\'{"a": 1}\') as j',
    "select '{\"a\": 1}'::json ->> 'a'",
    "select current_date, now(), today(), date_trunc('week', current_date)",
    "select format('{:,}', 1234567), printf('%05d', 3), lpad('a', 5, '0'), levenshtein('a', 'b')",
    'select id, lag(total) over (order by id), sum(total) over (order by id rows between 2 preceding and current row) from orders',
    'select distinct on (dept) * from orders',
    'select 1 except select 2',
    'select * from orders positional join customers',
  ])('%s', async (sql) => {
    const { rows, message, what } = await run(sql)
    expect(rows, `${what} ${message}`).toBeDefined()
  })
})

describe('what never ends, or takes everything', () => {
  it.each([
    'select count(*) from range(100000000000)',
    'select count(*) from range(10000000) as a, range(10000000) as b',
    'select * from range(100000000) as a(i) join range(100000000) as b(j) on i * 2 = j * 3 order by random()',
    'select i from range(1000000000) as t(i) order by hash(i)',
    'select count(distinct hash(i)) from range(5000000000) as t(i)',
    'with recursive t(n) as (select 1 union all select n + 1 from t) select count(*) from t',
    'with recursive t(n) as (select 1 union all select n + 1 from t) select * from t',
    'with recursive t(n) as (select 1 union select n + 1 from t) select max(n) from t',
    "with recursive t(n, s) as (select 1, 'x' union all select n + 1, s || s from t) select max(n) from t",
    'select quantile_cont(i, 0.5), mode(i) from range(5000000000) as t(i)',
    `select 1 ${'union all select 1 '.repeat(5000)}`,
    'select list(i) from range(2000000000) as t(i)',
    "select string_agg(i::varchar, ',') from range(2000000000) as t(i)",
    "select repeat('x', 2000000000)",
    "select length(repeat(repeat('x', 1000000), 1000))",
    "select printf('%2000000000d', 1)",
    "select format('{:2000000000}', 1)",
    "select bitstring('1', 2000000000)",
    "select levenshtein(repeat('a', 50000), repeat('b', 50000))",
    "select sum(levenshtein(repeat('a', 20000), repeat('b', 20000 + (i % 2)::integer))) from range(2048) as t(i)",
    'select list_sort(range(100000000))',
    'select list_transform(range(100000000), x -> x + 1)',
    'select list_reduce(range(100000000), (x, y) -> x + y)',
    "select lpad('x', 2000000000, 'y')",
    "select rpad('x', 2000000000, 'y')",
    'select bar(1, 0, 1, 2000000000)',
    'select array_resize([1], 1000000000)',
    'select * from range(1000000000)',
    `select ${'('.repeat(20_000)}1${')'.repeat(20_000)}`,
    `select 1${' + 1'.repeat(30_000)}`,
    `select ${'list_value('.repeat(900)}1${')'.repeat(900)}`,
    `${'select * from ('.repeat(900)}select 1${')'.repeat(900)}`,
    `select ${'[('.repeat(5000)}`,
    `select '${'['.repeat(200_000)}'::json`,
    `select * from orders where id in (${Array.from({ length: 100_000 }, (_, i) => i).join(',')})`,
  ])(
    '%.100s',
    async (sql) => {
      await run(sql, { seconds: 2 })
      // Interrupted after two seconds, killed half a second later; the next one starts at once: what hangs runs into the time-out of this test. Figures are in the bench.
      await unharmed()
    },
    20_000,
  )

  it.each(["select regexp_matches(repeat('a', 50000) || 'b', '(a+)+$')", "select regexp_matches(repeat('a', 100000), '(a*)*b')"])(
    '%s is linear',
    async (sql) => {
      expect((await run(sql)).rows).toHaveLength(1)
    },
  )

  it('memory stays within bounds whatever is asked', async () => {
    for (const sql of ["select repeat('x', 2000000000)", 'select list_sort(range(100000000))', 'select * from range(100000000)']) {
      await run(sql, { limit: 100_000_000 })
      if (sandbox.alive)
        expect(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${sandbox.pid}/status`, 'utf8'))?.[1]) / 1024).toBeLessThan(2700)
    }
    sandbox.kill()
    await sandbox.ended
  }, 60_000)

  it('spills into its own folder up to its quota, and takes the folder with it', async () => {
    const { fault } = await run('select count(*) from (select i, hash(i) as h from range(60000000) as t(i) order by h) limit 1', {
      seconds: 50,
    })
    expect(fault).toBe('memory')
    // What ran out of room serves nobody after that.
    expect(sandbox.alive).toBe(false)
    sandbox.kill()
    await sandbox.ended
    expect(readdirSync(folder).filter((name) => name.startsWith('sandbox-'))).toEqual([])
  }, 90_000)
})

describe('odd results', () => {
  it('are plain JSON', async () => {
    const { rows, head } = await run(
      `select 'nan'::double, 'inf'::double, '-inf'::double, 170141183460469231731687303715884105727::hugeint, 9223372036854775807::bigint, 1.10::decimal(18,2), interval 1 day,
       [1, null], {'a': {'b': [1]}}, map([1], ['x']), date '2026-01-31', timestamp '2026-01-31 12:00:00', '\\xAA'::blob, uuid(), null, ['a', NULL], 0.1::float, '__proto__'`,
    )
    const [row = []] = rows ?? []
    expect(row.slice(0, 6)).toEqual([
      'NaN',
      'Infinity',
      '-Infinity',
      '170141183460469231731687303715884105727',
      '9223372036854775807',
      '1.10',
    ])
    expect(row[8]).toEqual({ a: { b: [1] } })
    expect(row[10]).toBe('2026-01-31')
    expect(head?.count).toBe(1)
  })

  it('may be empty, wide, long, and have names of all sorts', async () => {
    expect((await run('select * from orders where false')).rows).toEqual([])
    const wide = await run(`select ${Array.from({ length: 10_000 }, (_, i) => `${i} as c${i}`).join(', ')}`, { seconds: 8 })
    expect(wide.rows?.[0]).toHaveLength(10_000)
    const cut = await run('select * from range(1000000000)', { seconds: 8, limit: 1000 })
    expect([cut.rows?.length, cut.head?.truncated]).toEqual([1000, true])
    const names = await run('select * from customers')
    expect(((names.head?.columns ?? []) as { name: string }[]).map(({ name }) => name)).toEqual(['id', 'name', '列 "名", 怪'])
    expect((await run("select repeat('x', 40000000) as a from range(2)", { seconds: 8 })).what).toBe('large')
    const heavy = await run("select repeat('x', 1000000) as a from range(100)", { seconds: 8 })
    expect([heavy.rows?.length, heavy.head?.truncated]).toEqual([33, true])
  }, 60_000)

  it('errors name the place and nothing of the server', async () => {
    const ask = (sql: string) =>
      sandbox.ask({ do: 'query', sql, limit: 1 }).catch((error: SandboxFault) => ({ place: error.place, message: error.message }))
    if (!sandbox.alive) sandbox = await opened()
    expect(await ask('select *\nform orders')).toMatchObject({
      place: { line: 2, column: 6 },
      message: expect.stringContaining('Parser Error'),
    })
    expect(await ask("select '中文',\n  nope\nfrom orders")).toMatchObject({ place: { line: 2, column: 3 } })
    expect(await ask('select * from ordres')).toMatchObject({ place: { line: 1, column: 15 } })
    expect(await ask("select 'a'::integer + id from orders")).toMatchObject({ message: expect.stringContaining('Conversion Error') })
  })

  it('parameters are values: they open nothing, and a wrong one is a sentence', async () => {
    const one = (type: string, value: unknown) => ({ params: { p: { type, value } } })
    expect((await run('select $p as v', one('text', "'; drop table orders; --"))).rows).toEqual([["'; drop table orders; --"]])
    expect((await run('select count(*) from orders where id = $p', one('integer', 7))).rows).toEqual([['1']])
    expect((await run('select $p + interval 1 day', one('date', '2026-01-31'))).rows).toEqual([['2026-02-01 00:00:00']])
    expect((await run('select $p', one('decimal', '-12.345'))).rows).toEqual([['-12.345']])
    expect((await run('select $p', one('yesNo', true))).rows).toEqual([[true]])
    expect((await run('select $p::integer', one('text', 'abc'))).fault).toBe('sql')
    expect(await run('select $q')).toMatchObject({ fault: 'refused', what: 'parameter' })
    expect(await run('select ?')).toMatchObject({ fault: 'refused', what: 'parameter' })
    expect((await run('select * from $p', one('text', 'orders'))).rows).toBeUndefined()
  })
})

describe('the process', () => {
  it.runIf(process.platform === 'linux')('has nothing in its environment', async () => {
    if (!sandbox.alive) sandbox = await opened()
    expect(readFileSync(`/proc/${sandbox.pid}/environ`, 'utf8')).toBe('')
    const limits = readFileSync(`/proc/${sandbox.pid}/limits`, 'utf8')
    expect(limits).toMatch(/Max core file size\s+0\s/)
    expect(limits).not.toMatch(/Max address space\s+unlimited/)
  })

  it('is locked below the check of statements, too: were that fooled, no file would be read and no setting changed', async () => {
    const analyst = resolve(import.meta.dirname, '../../../reports/analyst')
    const fooled = join(folder, 'fooled')
    mkdirSync(fooled)
    for (const name of readdirSync(analyst)) copyFileSync(join(analyst, name), join(fooled, name))
    symlinkSync(resolve(analyst, '../../node_modules'), join(fooled, 'node_modules'))
    const program = readFileSync(join(fooled, 'statement.mjs'), 'utf8')
    const permissive = program.replace(/new Walk\(tables\)\.visit\(.*\)/, '')
    expect(permissive).not.toBe(program)
    writeFileSync(join(fooled, 'statement.mjs'), permissive)
    const child = spawn(process.execPath, [join(fooled, 'sandbox.mjs')], { stdio: ['pipe', 'ignore', 'ignore', 'pipe'], env: {} })
    const answers = createInterface({ input: child.stdio[3] as Readable })[Symbol.asyncIterator]()
    const ask = async (request: object) => {
      child.stdin?.write(`${JSON.stringify({ id: 1, limit: 9, ...request })}\n`)
      return JSON.parse((await answers.next()).value) as { fault?: string; message?: string; count?: number }
    }
    try {
      await answers.next()
      await ask({ do: 'open', file, folder: fooled, memory, disk: 100, threads: 2, timeZone: 'UTC' })
      for (const source of [
        `read_csv('${outside}')`,
        `read_text('/etc/passwd')`,
        `read_blob('/etc/passwd')`,
        `read_json('${outside}')`,
        `parquet_scan('${outside}')`,
        `read_duckdb('${file}')`,
        `glob('/*')`,
        `sniff_csv('${outside}')`,
        `'${outside}'`,
        `'http://127.0.0.1/x.csv'`,
        `query('copy orders to ''${outside}''')`,
        `json_execute_serialized_sql(json_serialize_sql('select * from read_text(''/etc/passwd'')'))`,
      ])
        expect([source, (await ask({ do: 'query', sql: `select count(*) from ${source}` })).fault]).toEqual([source, 'sql'])
      const kept = `select 1 from duckdb_settings() where (name, value) in (('enable_external_access', 'false'), ('lock_configuration', 'true'), ('max_temp_directory_size', '95.3 MiB'))`
      expect((await ask({ do: 'query', sql: `select 1 from (${kept}) having count(*) = 3` })).count).toBe(1)
    } finally {
      child.kill('SIGKILL')
    }
  })

  it('that dies ten times in a row is replaced ten times', async () => {
    for (let time = 0; time < 10; time++) {
      const asked = sandbox.ask({ do: 'query', sql: 'select count(*) from range(100000000000)', limit: 1 })
      setTimeout(() => sandbox.kill(), 30)
      await expect(asked).rejects.toMatchObject({ fault: 'died' })
      await sandbox.ended
      await unharmed()
    }
  }, 60_000)

  it('keeps its snapshot when another takes its place meanwhile', async () => {
    const asked = run('select count(*) from orders, range(100000)', { seconds: 10 })
    renameSync(file, `${file}.old`)
    copyFileSync(`${file}.old`, file)
    expect((await asked).rows).toEqual([['100000000']])
  }, 60_000)

  it('writes a file to take away only where it was told, whole or not at all', async () => {
    const spool = join(folder, 'spool')
    mkdirSync(spool)
    const writer = await opened(spool)
    const copy = (sql: string, more: object = {}) =>
      writer.ask({ do: 'copy', sql, way: 'csv', path: join(spool, 'r'), most: 1000, guarded: true, ...more })
    expect((await copy('select * from customers')).head.rows).toBe(1)
    expect((await copy('select $p as v, $p + 1 as w', { params: { p: { type: 'integer', value: 7 } } })).head).toMatchObject({
      columns: [
        { name: 'v', type: 'BIGINT' },
        { name: 'w', type: 'BIGINT' },
      ],
      rows: 1,
    })
    await copy('select * from customers')
    expect(readFileSync(join(spool, 'r'), 'utf8')).toContain("'=cmd|calc")
    await expect(
      copy("select case when id = 900 then error('boom') else id end from orders", { path: join(spool, 'half') }),
    ).rejects.toMatchObject({ fault: 'sql' })
    await expect(copy('select * from range(2000)', { path: join(spool, 'half') })).rejects.toMatchObject({ what: 'rows' })
    await expect(copy('select 1', { path: outside })).rejects.toMatchObject({ fault: 'sql' })
    await expect(copy(`select 1) to '${outside}'; --`)).rejects.toMatchObject({ fault: 'sql' })
    await expect(copy(`select * from read_csv('${join(spool, 'r')}')`)).rejects.toMatchObject({ what: 'function' })
    await expect(copy(`select * from '${join(spool, 'r')}'`)).rejects.toMatchObject({ what: 'table' })
    expect(readFileSync(outside, 'utf8')).toBe('a,b\n1,2\n')
    writer.kill()
    await writer.ended
  })
})
