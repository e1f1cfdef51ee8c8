/** What people may try with SQL, one row each: refused with a sentence, ended in time, or harmless. The tables are those of the engine's known holes and of published advisories. */
import { execFileSync, spawn } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { refusalOf } from '../../../server/sql/faults.ts'
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
  /** What the person reads. */
  readonly sentence?: string
  readonly rows?: unknown[][]
  readonly head?: Readonly<Record<string, unknown>>
}

/** Runs one text in a sandbox that is replaced when it dies; a loaded machine gives a sandbox little of its time. */
async function run(
  sql: string,
  { seconds = 20, limit = 100, params = {} }: { seconds?: number; limit?: number; params?: object } = {},
): Promise<Outcome> {
  if (!sandbox.alive) sandbox = await opened()
  try {
    const { head, body } = await sandbox.ask({ do: 'query', sql, limit, params }, AbortSignal.timeout(seconds * 1000))
    return { head, rows: JSON.parse(`[${body.toString()}]`) as unknown[][] }
  } catch (error) {
    if (!(error instanceof SandboxFault)) throw error
    return { fault: error.fault, what: error.what, sentence: refusalOf(error).refusal.words[0] }
  }
}

/** The snapshot is as it was, and the next person's query runs. */
async function unharmed(): Promise<void> {
  expect(await run('select count(*) from orders')).toMatchObject({ rows: [['1000']] })
}

const noQuery = '只能查询：请写一条 SELECT（动态 PIVOT 请用 IN (…) 列出取值）。'
const several = '一次只运行一条语句。'
const nothing = '没有可运行的语句。'
const noFunction = (name: string) => `函数 ${name} 不开放。`
const noTable = (name: string) => `没有表 ${name}，或您无权查看；可用的表见左侧目录。`
const noForm = (name: string) => `这种写法不开放：${name}。`

/** What it is, the text, and the sentence it is refused with. */
type Attack = readonly [title: string, sql: string, ends: string | RegExp]

/** One row of the engine's known holes, or of an advisory, as texts that try it. */
const rowsOf = (id: string, what: string, tries: readonly (readonly [string, string | RegExp])[]): Attack[] =>
  tries.map(([sql, ends]) => [`${id}, ${what}: ${sql.slice(0, 100)}`, sql, ends])

const attacks = [
  ...rowsOf('A.1', 'writes', [
    ['insert into orders values (1, 1, 1)', noQuery],
    ['insert into orders select 1, 1, 1 returning *', noQuery],
    ['update orders set id = 1', noQuery],
    ['delete from orders', noQuery],
    ['truncate orders', noQuery],
    ['create table t (a integer)', noQuery],
    ['create table t as select 1', noQuery],
    ['create schema s', noQuery],
    ['create sequence s', noQuery],
    ['create view v as select 1', noQuery],
    ['alter table orders add column x integer', noQuery],
    ['alter table orders rename to o', noQuery],
    ['drop table orders', noQuery],
    ["comment on table orders is 'x'", noQuery],
    ['merge into orders using customers on true when matched then delete', noQuery],
    ['create index i on orders (id)', noQuery],
    ['drop index i', noQuery],
    ["create type mood as enum ('a')", noQuery],
    ['create macro m(a) as a', noQuery],
    ['create macro m() as table select 1', noQuery],
    ["select nextval('s')", noFunction('nextval')],
    ['execute p', noQuery],
    ['explain analyze insert into orders values (1, 1, 1)', noQuery],
  ]),
  ...rowsOf('A.1', 'two statements in one text', [
    ['COMMIT; drop table customers', noQuery],
    ['commit', noQuery],
    ['rollback', noQuery],
    ['begin transaction', noQuery],
    ['start transaction', noQuery],
    ['values (1); drop table orders', noQuery],
    ['select 1; drop table orders', noQuery],
  ]),
  ...rowsOf('A.1', 'temporary objects, over a table of that name too', [
    ['create temp table t as select 1', noQuery],
    ['create temp table orders as select 1', noQuery],
    ['create or replace temp table orders as select 1', noQuery],
    ['create temp view v as select 1', noQuery],
    ['create temp view orders as select 1', noQuery],
    ['create temp macro m(a) as a', noQuery],
    ['create temp macro sum(a) as a', noQuery],
  ]),
  ...rowsOf('A.1', 'other databases', [
    ["attach ':memory:' as m", noQuery],
    [`attach '${file}' as m (read_only)`, noQuery],
    ['detach taizhang', noQuery],
    ['copy from database taizhang to m', noQuery],
  ]),
  ...rowsOf('A.1', 'what stays on a connection', [
    ["create secret s (type s3, key_id 'a', secret 'b')", noQuery],
    ['drop secret s', noQuery],
    ['set variable a = 1', noQuery],
    ['reset variable a', noQuery],
    ["set schema = 'main'", noQuery],
    ["set search_path = 'main'", noQuery],
    ['use memory', noQuery],
    ['prepare p as select 1', noQuery],
    ['prepare p as insert into orders values (1, 1, 1)', noQuery],
    ['deallocate p', noQuery],
  ]),
  ...rowsOf('A.1', 'upkeep of the file', [
    ['checkpoint', noQuery],
    ['force checkpoint', noQuery],
    ['vacuum', noQuery],
    ['vacuum analyze', noQuery],
    ['analyze', noQuery],
  ]),
  ...rowsOf('A.1', 'pragmas', [
    ['pragma enable_profiling', noQuery],
    ['pragma enable_verification', noQuery],
    ['pragma disable_optimizer', noQuery],
    ['pragma enable_progress_bar', noQuery],
    ['pragma disable_checkpoint_on_shutdown', noQuery],
    ['pragma database_list', noQuery],
    ['pragma version', noQuery],
    ['pragma threads=4', noQuery],
  ]),
  ...rowsOf('A.1', 'extensions that are built in', [
    ['load parquet', noQuery],
    ['load json', noQuery],
    ['load icu', noQuery],
  ]),
  ...rowsOf('A.2', 'statements that are no query', [
    ['explain select 1', noQuery],
    ['explain analyze select 1', noQuery],
    ['call pragma_version()', noQuery],
    ['call checkpoint()', noQuery],
    ['pivot orders on dept using sum(total)', noQuery],
  ]),
  ...rowsOf('A.2', 'out of the wrapper', [
    ['select 1; drop table orders', noQuery],
    ['select 1; select 2', several],
    ['select 1) AS _q; drop table orders; select * from (select 1', /^Parser Error: syntax error at or near "\)"/],
    ["select 1) as _q; copy orders to 'x.csv'; --", /^Parser Error: syntax error at or near "\)"/],
    ['select 1 /* ; */ ; -- \n select 2', several],
    ['select 1) union all select * from (select 2', /^Parser Error: syntax error at or near "\)"/],
    ['', nothing],
    ['   ', nothing],
    ['-- nothing', nothing],
    [';', nothing],
    [';;', nothing],
    ['select (1', /^Parser Error: syntax error at end of input/],
    ['select 1)', /^Parser Error: syntax error at or near "\)"/],
    ["select 'unended", /^Parser Error: unterminated quoted string at or near "'unende/],
    ['select 1 /* unended', /^Parser Error: unterminated \/\* comment/],
  ]),
  ...rowsOf('A.3', 'files through functions', [
    [`select * from read_csv('${outside}')`, noFunction('read_csv')],
    [`select * from read_csv_auto('${outside}')`, noFunction('read_csv_auto')],
    ["select * from read_text('/etc/passwd')", noFunction('read_text')],
    ["select * from read_blob('/etc/passwd')", noFunction('read_blob')],
    [`select * from read_json('${outside}')`, noFunction('read_json')],
    [`select * from read_parquet('${outside}')`, noFunction('read_parquet')],
    [`select * from parquet_scan('${outside}')`, noFunction('parquet_scan')],
    [`select * from read_duckdb('${file}')`, noFunction('read_duckdb')],
    ["select * from glob('/*')", noFunction('glob')],
  ]),
  ...rowsOf('A.3', 'files and addresses as tables', [
    [`select * from '${outside}'`, noTable(outside)],
    ["describe '/etc/passwd'", noTable('/etc/passwd')],
    ["summarize '/etc/passwd'", noTable('/etc/passwd')],
    ["select * from 'http://[::ffff:127.0.0.1]/x.csv'", noTable('http://[::ffff:127.0.0.1]/x.csv')],
  ]),
  ...rowsOf('A.3', 'files out and in', [
    [`copy orders to '${outside}'`, noQuery],
    [`copy (select 1) to '${outside}'`, noQuery],
    ['copy (select 1) to stdout', noQuery],
    [`copy orders from '${outside}'`, noQuery],
    [`export database '${folder}'`, noQuery],
    [`import database '${folder}'`, noQuery],
  ]),
  ...rowsOf('A.3', 'extensions', [
    ['install httpfs', noQuery],
    ['force install httpfs', noQuery],
    [`load '${outside}'`, noQuery],
    ['update extensions', noQuery],
  ]),
  ...rowsOf('A.3', 'settings', [
    ['set threads = 64', noQuery],
    ["set memory_limit = '64GB'", noQuery],
    [`set profiling_output = '${outside}'`, noQuery],
    ['set lock_configuration = false', noQuery],
    ['set enable_external_access = true', noQuery],
    ['reset memory_limit', noQuery],
  ]),
  ...rowsOf('A.3', 'the environment', [["select getenv('HOME')", noFunction('getenv')]]),
  ...rowsOf('A.3', 'the log of other people', [
    ['select * from enable_logging()', noFunction('enable_logging')],
    ['select * from duckdb_logs', noTable('duckdb_logs')],
    ['select * from duckdb_logs()', noFunction('duckdb_logs')],
    ['select * from truncate_duckdb_logs()', noFunction('truncate_duckdb_logs')],
    ["select write_log('x')", noFunction('write_log')],
    ['select * from enable_profiling()', noFunction('enable_profiling')],
  ]),
  ...rowsOf('A.3', 'secrets', [
    ['select * from duckdb_secrets()', noFunction('duckdb_secrets')],
    ['select * from duckdb_secrets(redact = false)', noFunction('duckdb_secrets')],
    ["select * from which_secret('x', 's3')", noFunction('which_secret')],
  ]),
  ...rowsOf('A.3', 'places and settings of the server', [
    ['select * from duckdb_databases()', noFunction('duckdb_databases')],
    ['select * from pragma_database_list', noTable('pragma_database_list')],
    ['select * from pragma_database_list()', noFunction('pragma_database_list')],
    ['select * from duckdb_settings()', noFunction('duckdb_settings')],
    ["select current_setting('temp_directory')", noFunction('current_setting')],
    ["select getvariable('x')", noFunction('getvariable')],
    ['select * from duckdb_variables()', noFunction('duckdb_variables')],
    ['select * from pragma_user_agent()', noFunction('pragma_user_agent')],
    ['select version()', noFunction('version')],
    ['show databases', noForm('SHOW')],
  ]),
  ...rowsOf('A.3', 'the catalog', [
    ['select * from duckdb_tables()', noFunction('duckdb_tables')],
    ['select * from duckdb_views()', noFunction('duckdb_views')],
    ['select * from duckdb_columns', noTable('duckdb_columns')],
    ['select * from duckdb_tables', noTable('duckdb_tables')],
    // Letters that only Unicode folds to k or s: no common table expression lends its name to what DuckDB calls otherwise.
    ['with "duc\u212adb_databases" as (select 1) select * from duckdb_databases', noTable('duckdb_databases')],
    ['with recursive "duc\u212adb_logs" as (select 1 union all select 1) select * from duckdb_logs', noTable('duckdb_logs')],
    ['with "pg_clas\u017f" as (select 1) select * from pg_class', noTable('pg_class')],
    [`with "/etc/\u212a" as (select 1) select * from '/etc/k'`, noTable('/etc/k')],
    ['select 1 from orders at (version => 1)', noForm('AT')],
    ['select * from sqlite_master', noTable('sqlite_master')],
    ['select * from sqlite_schema', noTable('sqlite_schema')],
    ['select * from pg_catalog.pg_class', noTable('pg_catalog.pg_class')],
    ['select * from pg_tables', noTable('pg_tables')],
    ['select * from information_schema.tables', noTable('information_schema.tables')],
    ['select * from information_schema.columns', noTable('information_schema.columns')],
    ['select * from duckdb_functions()', noFunction('duckdb_functions')],
    ['show all tables', noForm('SHOW')],
  ]),
  ...rowsOf('A.3', 'SQL inside texts', [
    ["select * from query('select * from duckdb_settings()')", noFunction('query')],
    ["select * from query_table('duckdb_settings')", noFunction('query_table')],
    ["select * from query_table(['orders', 'customers'])", noFunction('query_table')],
    ["select * from json_execute_serialized_sql(json_serialize_sql('select 1'))", noFunction('json_execute_serialized_sql')],
    ["select json_serialize_sql('select 1')", noFunction('json_serialize_sql')],
    ["select json_deserialize_sql('{}')", noFunction('json_deserialize_sql')],
    ["select * from sql_auto_complete('sel')", noFunction('sql_auto_complete')],
    ["select * from histogram_values('orders', id)", noFunction('histogram_values')],
    ['select * from test_all_types()', noFunction('test_all_types')],
    ["select * from seq_scan('orders')", noFunction('seq_scan')],
    ['select * from arrow_scan(0, 0, 0)', noFunction('arrow_scan')],
  ]),
  ...rowsOf('A.3', 'waiting', [
    ['select sleep_ms(10000)', noFunction('sleep_ms')],
    ['select pg_sleep(10)', noFunction('pg_sleep')],
  ]),
  ...rowsOf('A.3', 'insides of the engine', [
    ['select * from duckdb_extensions()', noFunction('duckdb_extensions')],
    ['select * from duckdb_temporary_files()', noFunction('duckdb_temporary_files')],
    ['select * from duckdb_memory()', noFunction('duckdb_memory')],
    ['select * from duckdb_connection_count()', noFunction('duckdb_connection_count')],
    ["select * from pragma_storage_info('orders')", noFunction('pragma_storage_info')],
    ["select * from pragma_table_info('orders')", noFunction('pragma_table_info')],
    ['select * from pragma_database_size()', noFunction('pragma_database_size')],
    ['select stats(id) from orders', noFunction('stats')],
    ['select current_query()', noFunction('current_query')],
    ['select txid_current()', noFunction('txid_current')],
  ]),
  ...rowsOf('A.3', 'under other names, in every place of a statement', [
    ['select * from main.duckdb_settings', noTable('main.duckdb_settings')],
    ['select * from system.main.duckdb_settings()', noFunction('system.main.duckdb_settings')],
    ['select * from system.information_schema.tables', noTable('system.information_schema.tables')],
    ['select * from temp.main.x', noTable('temp.main.x')],
    ['select * from taizhang.main.orders', noTable('taizhang.main.orders')],
    ['select * from other.orders', noTable('other.orders')],
    ['select pg_catalog.pg_sleep(1)', noFunction('pg_catalog.pg_sleep')],
    ['select system.main.version()', noFunction('system.main.version')],
    ['select * from (select * from (select * from duckdb_settings()))', noFunction('duckdb_settings')],
    ['select 1 where exists (select * from duckdb_settings())', noFunction('duckdb_settings')],
    ['select (select count(*) from duckdb_settings())', noFunction('duckdb_settings')],
    ['select list_transform([1], x -> (select count(*) from duckdb_settings()))', noFunction('duckdb_settings')],
    ["select case when true then current_setting('x') end", noFunction('current_setting')],
    ["select sum(1) filter (where current_setting('x') = '')", noFunction('current_setting')],
    ["select row_number() over (order by current_setting('x'))", noFunction('current_setting')],
    ["select 1 order by current_setting('x')", noFunction('current_setting')],
    ['select 1 limit (select count(*) from duckdb_settings())', noFunction('duckdb_settings')],
    ['select * from range((select count(*) from duckdb_settings()))', noFunction('duckdb_settings')],
    ['select * from orders join duckdb_settings() on true', noFunction('duckdb_settings')],
    ['select * from orders, lateral (select * from duckdb_settings())', noFunction('duckdb_settings')],
    ['select 1 union all select 2 from duckdb_settings()', noFunction('duckdb_settings')],
    ["pivot duckdb_settings() on name in ('threads') using first(value)", noFunction('duckdb_settings')],
    ['unpivot (select * from duckdb_settings()) on name into name n value v', noFunction('duckdb_settings')],
    ['summarize duckdb_settings()', /^Parser Error: syntax error at or near "\("/],
    ['describe duckdb_settings()', /^Parser Error: syntax error at or near "\("/],
    ['summarize select * from pg_tables', noTable('pg_tables')],
    ['from duckdb_settings()', noFunction('duckdb_settings')],
    ['table duckdb_settings', noTable('duckdb_settings')],
    ['DUCKDB_SETTINGS()', /^Parser Error: syntax error at or near "DUCKDB_SETTINGS"/],
    ['select * from "DUCKDB_SETTINGS"()', noFunction('duckdb_settings')],
    ['select * from orders where (id, id) in (select 1, 2 from duckdb_settings())', noFunction('duckdb_settings')],
    ["values ((select current_setting('x')))", noFunction('current_setting')],
    ['select * from orders qualify (select true from duckdb_settings()) and row_number() over () = 1', noFunction('duckdb_settings')],
  ]),
  ...rowsOf('A.3', 'names of table expressions open nothing outside', [
    ['select * from (with duckdb_settings as (select 1) from duckdb_settings), duckdb_settings', noTable('duckdb_settings')],
    ['with a as (select * from duckdb_settings), duckdb_settings as (select 1) select * from a', noTable('duckdb_settings')],
    ['with duckdb_settings as (select * from duckdb_settings) select * from duckdb_settings', noTable('duckdb_settings')],
    [
      'with recursive duckdb_settings as (select * from duckdb_settings union all select * from duckdb_settings) select * from duckdb_settings',
      noTable('duckdb_settings'),
    ],
    ['with duckdb_settings as (select 1) select * from main.duckdb_settings', noTable('main.duckdb_settings')],
    ['with a as (select (select count(*) from duckdb_settings)) select 1', noTable('duckdb_settings')],
  ]),
]

const advisories = [
  ...rowsOf('CVE-2026-59827 CVE-2026-103928 CVE-2023-38646 CVE-2023-37470', 'functions of the engine that reach the machine', [
    ["select * from read_text('/proc/self/environ')", noFunction('read_text')],
    ["select content from read_blob('/etc/passwd')", noFunction('read_blob')],
    ["select * from shell('id')", noFunction('shell')],
    [`select file_write('${outside}', 'x')`, noFunction('file_write')],
    ["create alias x as 'x'", /^Parser Error/],
    ["create function x() as 'x'", noQuery],
    ["copy (select 1) to '| id'", noQuery],
  ]),
  ...rowsOf('CVE-2026-22805 CVE-2026-35409', 'nothing that names an address is fetched', [
    ["select * from 'https://169.254.169.254/latest/meta-data'", noTable('https://169.254.169.254/latest/meta-data')],
    ["select * from read_csv('http://[::ffff:169.254.169.254]/')", noFunction('read_csv')],
    ["select * from 'hf://datasets/x/y.parquet'", noTable('hf://datasets/x/y.parquet')],
    ["select * from iceberg_scan('s3://x')", noFunction('iceberg_scan')],
  ]),
  ...rowsOf('CVE-2026-23984 CVE-2024-55633', 'writes that do not look like any', [
    ['with a as (insert into orders values (1, 1, 1) returning *) select * from a', /^Parser Error: A CTE needs a SELECT/],
    ['(delete from orders)', /^Parser Error/],
    ['select * from (delete from orders returning *)', /^Parser Error/],
    ['explain analyze delete from orders', noQuery],
    ['DROP/**/TABLE orders', noQuery],
    ['-- select\ndrop table orders', noQuery],
    ['/* select */ drop table orders', noQuery],
    ['/*!50000 drop table orders */', nothing],
    ['select * into t from orders', /^Parser Error/],
    ['select * from orders for update', /^Parser Error/],
    ['call force_checkpoint()', noQuery],
  ]),
  ...rowsOf('GHSA-5474-f7g5-273q CVE-2024-24773 CVE-2025-48912', 'SQL nested in SQL', [
    ["select * from (select * from query('drop table orders'))", noFunction('query')],
    ['select * from orders where id = (select count(*) from (table duckdb_settings))', noTable('duckdb_settings')],
    ["select * from (values (1)) as t(a) where exists (from query_table('customers'))", noFunction('query_table')],
    ['select 1 union all (select 2 from orders) union all select count(*) from sqlite_master', noTable('sqlite_master')],
    ['with a as (with b as (from sqlite_master) from b) from a', noTable('sqlite_master')],
  ]),
  ...rowsOf('CVE-2024-41672', 'sniff_csv', [
    ["select * from sniff_csv('/etc/passwd')", noFunction('sniff_csv')],
    [`from sniff_csv('${outside}', sample_size = 1)`, noFunction('sniff_csv')],
  ]),
]

describe('what is no query, or reaches beyond the tables', () => {
  it.each([...attacks, ...advisories])('%s', async (_, sql, ends) => {
    const { sentence, rows } = await run(sql)
    expect(rows).toBeUndefined()
    if (typeof ends === 'string') expect(sentence).toBe(ends)
    else expect(sentence).toMatch(ends)
    // What was asked is told back, nothing of the server.
    expect(sentence?.replaceAll(outside, '')).not.toContain(folder)
  })

  it('leaves everything as it was', unharmed)

  it.each([
    'select 1;',
    'select 1 -- end',
    'select 1; -- end',
    '(select 1)',
    "select ';' as a",
    "select '-- ; /*' as a",
    'select 1 /* ; */',
    'select 1; /* end; */ -- end;',
    "select 'a;--';",
    "select ';/* */' as a ; ",
    `select 1 -- ;${'-'.repeat(200)}\n`,
    `select 1 -- ;${'-'.repeat(200)}\n as a`,
    `select ';${'-- '.repeat(20_000)}\n' as a`,
  ])('A.2, harmless: %s', async (sql) => expect((await run(sql)).rows).toHaveLength(1))

  it('A.2, a table expression may shadow a table: only its own text is fooled', async () => {
    expect((await run('with orders as (select 7 as x) select * from orders')).rows).toEqual([[7]])
    await unharmed()
  })

  it('CVE-2024-39887 CVE-2024-53947 CVE-2026-23969: every function of the engine that is not on the list is refused, whatever it does', async () => {
    const groups = readFileSync(resolve(import.meta.dirname, '../../../reports/analyst/functions.txt'), 'utf8').split('\n')
    const listed = groups.filter((line) => /^[a-z]+: /.test(line)).map((line) => line.split(' '))
    const functions = new Set(listed.filter(([group]) => group !== 'tables:').flat())
    const tableFunctions = new Set(listed.filter(([group]) => group === 'tables:').flat())
    const instance = await DuckDBInstance.create(':memory:')
    const connection = await instance.connect()
    const found = await connection.runAndReadAll('select distinct function_name, schema_name from duckdb_functions() order by 1')
    const closed = found.getRows().filter(([name]) => !functions.has(String(name).toLowerCase()))
    expect(closed.length).toBeGreaterThan(150)
    for (const [name, schema] of closed) {
      const called = `"${name}"(1)`
      expect(await run(`select ${called}`), String(name)).toMatchObject({ sentence: noFunction(String(name)) })
      expect(await run(`select "${schema}".${called}`), String(name)).toMatchObject({ fault: 'refused', what: 'function' })
      if (!tableFunctions.has(String(name)))
        expect(await run(`select * from ${called}`), String(name)).toMatchObject({ sentence: noFunction(String(name)) })
    }
    connection.closeSync()
    instance.closeSync()
  }, 60_000)

  it('CVE-2024-53948 CVE-2024-24772: a sentence about an error names nothing but what the snapshot holds', async () => {
    for (const sql of [
      'select * from order',
      'select * from rders',
      'select totl from orders',
      'select nme from customers',
      'select summ(total) from orders',
      "select 'x'::integer from orders",
      "select error('boom')",
      "select '2026-99-01'::date",
      'select o.x from orders as o join customers as c using (nope)',
      "select strptime('x', '%Y')",
    ]) {
      const { sentence = '', rows } = await run(sql)
      expect(rows, sql).toBeUndefined()
      expect(sentence, sql).not.toMatch(/duckdb_|pragma_|sqlite_|pg_|information_schema|\/tmp|sandbox|node_modules|taizhang|_q\b/)
    }
  })

  it('CVE-2026-72899: a value is bound, so text in it is never SQL', async () => {
    for (const value of ["'; drop table orders; --", "' or 1 = 1 --", 'orders', '1) union select name from customers --', '$q', '\\'])
      for (const sql of ['select $p as v', "select $p as v from orders where id = 7 and $p <> ''"])
        expect((await run(sql, { params: { p: { type: 'text', value } } })).rows, value).toEqual([[value]])
    expect(
      (await run('select count(*) from customers where name = $p', { params: { p: { type: 'text', value: "' or 1 = 1 --" } } })).rows,
    ).toEqual([['0']])
    await unharmed()
  })

  it('GHSA-w62p-hx95-gf2c: the engine is one exact version, held by its checksum', () => {
    const read = (name: string) => JSON.parse(readFileSync(resolve(import.meta.dirname, '../../..', name), 'utf8'))
    const asked = read('package.json').dependencies['@duckdb/node-api']
    expect(asked).toMatch(/^\d+\.\d+\.\d+[-\w.]*$/)
    const locked = Object.entries<{ version: string; integrity?: string }>(read('package-lock.json').packages).filter(([name]) =>
      name.startsWith('node_modules/@duckdb/'),
    )
    expect(locked.length).toBeGreaterThan(2)
    for (const [name, { version, integrity }] of locked) expect([name, version, integrity?.slice(0, 7)]).toEqual([name, asked, 'sha512-'])
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
    const { rows, sentence } = await run(sql)
    expect(rows, sentence).toBeDefined()
  })
})

/** How a text of A.4 ends: `stopped` from outside (or out of memory, whichever comes first), `memory` at once, with a sentence, or with rows. */
type Fate = string | RegExp | readonly unknown[][] | { readonly first: number }

const runaways: readonly (readonly [string, Fate])[] = [
  // Stopped by an interrupt.
  ['select count(*) from range(100000000000)', 'stopped'],
  ['select count(*) from range(10000000) as a, range(10000000) as b', 'stopped'],
  ['select count(*) from range(100000000) as a(i) join range(100000000) as b(j) on i = j', 'stopped'],
  ['select * from range(100000000) as a(i) join range(100000000) as b(j) on i * 2 = j * 3 order by random()', 'stopped'],
  ['select i from range(1000000000) as t(i) order by hash(i), i', 'stopped'],
  ['select count(distinct hash(i)) from range(5000000000) as t(i)', 'stopped'],
  ['with recursive t(n) as (select 1 union all select n + 1 from t) select count(*) from t', 'stopped'],
  ['with recursive t(n) as (select 1 union all select n + 1 from t) select * from t', { first: 100 }],
  ['with recursive t(n) as (select 1 union select n + 1 from t) select max(n) from t', 'stopped'],
  ["with recursive t(n, s) as (select 1, 'x' union all select n + 1, s || s from t) select max(n) from t", 'stopped'],
  ['select sleep_ms(10000)', noFunction('sleep_ms')],
  ['select quantile_cont(i, 0.5) from range(500000000) as t(i)', 'stopped'],
  ['select mode(i) from range(500000000) as t(i)', 'stopped'],
  // Long to plan.
  [`select 1 ${'union all select 1 '.repeat(1000)}`, { first: 100 }],
  [`select ${'list_value('.repeat(900)}1${')'.repeat(900)}`, 'stopped'],
  // Out of memory.
  ['select list(i) from range(2000000000) as t(i)', 'stopped'],
  ["select string_agg(i::varchar, ',') from range(2000000000) as t(i)", 'stopped'],
  ["select repeat('x', 2000000000)", 'memory'],
  ["select length(repeat(repeat('x', 1000000), 4000))", 'stopped'],
  ["select printf('%2000000000d', 1)", 'memory'],
  ["select format('{:2000000000}', 1)", 'memory'],
  ["select bitstring('1', 2000000000)", noFunction('bitstring')],
  ['select array_resize([1], 1000000000)', 'memory'],
  // Inside one function, where no interrupt is looked for: killed.
  ["select levenshtein(repeat('a', 50000), repeat('b', 50000))", 'stopped'],
  ["select sum(levenshtein(repeat('a', 20000), repeat('b', 20000 + (i % 2)::integer))) from range(2048) as t(i)", 'stopped'],
  ['select list_sort(range(100000000))', 'stopped'],
  ['select list_transform(range(100000000), x -> x + 1)', 'stopped'],
  ['select list_reduce(range(100000000), (x, y) -> x + y)', 'stopped'],
  ["select lpad('x', 2000000000, 'y')", 'stopped'],
  ["select rpad('x', 2000000000, 'y')", 'stopped'],
  // Over at once.
  ['select bar(1, 0, 1, 2000000000)', /^Out of Range Error: Max bar width/],
  ["select regexp_matches(repeat('a', 50000) || 'b', '(a+)+$')", [[false]]],
  ["select regexp_matches(repeat('a', 100000), '(a*)*b')", [[false]]],
  [`select ${'('.repeat(20_000)}1${')'.repeat(20_000)}`, /^Parser Error: memory exhausted/],
  [`select 1${' + 1'.repeat(30_000)}`, /^Parser Error: Max expression depth/],
  [`${'select * from ('.repeat(900)}select 1${')'.repeat(900)}`, /^Parser Error: Max expression depth/],
  [`select ${'[('.repeat(5000)}`, /^Parser Error: memory exhausted/],
  [`select '${'['.repeat(200_000)}'::json`, /^Conversion Error: Malformed JSON/],
  [`select json_valid('${'['.repeat(99_000)}${']'.repeat(99_000)}')`, [[true]]],
  [`select count(*) from orders where id in (${Array.from({ length: 15_000 }, (_, i) => i).join(',')})`, [['1000']]],
  ['select * from range(1000000000)', { first: 100 }],
]

describe('what never ends, or takes everything', () => {
  it.each(runaways.map(([sql, fate]) => [`A.4: ${sql.slice(0, 100)}`, sql, fate] as const))(
    '%s',
    async (_, sql, fate) => {
      const { fault, rows, head, sentence } = await run(sql, fate === 'stopped' ? { seconds: 2 } : {})
      if (fate === 'stopped') expect(['interrupted', 'died', 'memory']).toContain(fault)
      else if (fate === 'memory') expect(fault).toBe('memory')
      else if (typeof fate === 'string') expect(sentence).toBe(fate)
      else if (fate instanceof RegExp) expect(sentence).toMatch(fate)
      else if ('first' in fate) expect([rows?.length, head?.truncated]).toEqual([fate.first, true])
      else expect(rows).toEqual(fate)
      // Interrupted after two seconds, killed half a second later; the next one starts at once: what hangs runs into the time-out of this test. Figures are in the bench.
      await unharmed()
    },
    60_000,
  )

  it('A.4, memory stays within bounds whatever is asked', async () => {
    for (const sql of ["select repeat('x', 2000000000)", 'select list_sort(range(100000000))', 'select * from range(100000000)']) {
      await run(sql, { seconds: 2, limit: 100_000_000 })
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
    const wide = await run(`select ${Array.from({ length: 10_000 }, (_, i) => `${i} as c${i}`).join(', ')}`)
    expect(wide.rows?.[0]).toHaveLength(10_000)
    const cut = await run('select * from range(1000000000)', { limit: 1000 })
    expect([cut.rows?.length, cut.head?.truncated]).toEqual([1000, true])
    const names = await run('select * from customers')
    expect(((names.head?.columns ?? []) as { name: string }[]).map(({ name }) => name)).toEqual(['id', 'name', '列 "名", 怪'])
    expect((await run("select repeat('x', 40000000) as a from range(2)")).what).toBe('large')
    // What the one before held in memory is none of this one's business.
    sandbox.kill()
    await sandbox.ended
    const heavy = await run("select repeat('x', 1000000) as a from range(100)", { seconds: 30 })
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

  it('moments without a zone are those that stand in the tables, whatever the clock of the machine', () => {
    const told = (value: string) => {
      const asked = `import { boundOf } from '${new URL('../../../reports/analyst/parameters.mjs', import.meta.url)}'
        console.log(String(boundOf(['p'], { p: { type: 'dateTime', value: '${value}' } }).values.p.micros))`
      const env = { ...process.env, TZ: 'Asia/Shanghai' }
      return Number(execFileSync(process.execPath, ['--input-type=module', '-e', asked], { env, encoding: 'utf8' })) / 1000
    }
    expect(told('2026-01-31T09:30')).toBe(Date.parse('2026-01-31T09:30:00Z'))
    expect(told('2026-01-31T09:30:00+08:00')).toBe(Date.parse('2026-01-31T01:30:00Z'))
  })

  it('CVE-2026-72899, parameters are values: they open nothing, and a wrong one is a sentence', async () => {
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

  it('A.3, is locked below the check of statements, too: were that fooled, no file would be read and no setting changed', async () => {
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
    const asked = run('select count(*) from orders, range(100000)')
    renameSync(file, `${file}.old`)
    copyFileSync(`${file}.old`, file)
    expect((await asked).rows).toEqual([['100000000']])
  }, 60_000)

  it('A.3, allowed_directories: writes a file to take away only where it was told, whole or not at all', async () => {
    const spool = join(folder, 'spool')
    mkdirSync(spool)
    const writer = await opened(spool)
    const copy = (sql: string, more: object = {}) =>
      writer.ask({ do: 'copy', sql, way: 'csv', path: join(spool, 'r'), most: 1000, ...more })
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
