/** What `/api/sql` is asked and what it answers, as the panel sees it. */
import type { AsOf } from '../../reports/messages.ts'
import type { Words } from '../language/say.ts'

/** Types a parameter can be given, by the server's names. */
export const parameterTypes = ['text', 'integer', 'decimal', 'date', 'dateTime', 'yesNo'] as const
export type ParameterType = (typeof parameterTypes)[number]

/** A value for `$name`; null is SQL's null. */
export interface Parameter {
  readonly type: ParameterType
  readonly value: string | boolean | null
  /** What it is called before people; by its name in the statement unless told. */
  readonly label?: string
}
export type Parameters = Readonly<Record<string, Parameter>>

export interface Rights {
  readonly may: boolean
  readonly export: boolean
  readonly limits: {
    readonly timeout: number
    readonly rows: number
    readonly exportRows: number
    readonly concurrent: number
    readonly logDays: number
  }
}

export interface SqlRole {
  readonly code: string
  readonly name: Words
}

export interface ResultColumn {
  readonly name: string
  /** DuckDB's type: `INTEGER`, `DECIMAL(18,2)`, `VARCHAR[]` … */
  readonly type: string
}

export type Row = readonly unknown[]

export interface Result {
  readonly columns: readonly ResultColumn[]
  readonly rows: readonly Row[]
  /** There are more rows than were asked for. */
  readonly truncated: boolean
  readonly elapsedMs: number
  readonly asOf: AsOf
}

export interface Plan {
  readonly plan: string
  readonly elapsedMs: number
}

export interface SchemaColumn {
  readonly name: string
  readonly type: string
  readonly label: Words | null
  /** The register whose id it holds. */
  readonly link: string | null
}

export type TableKind = 'register' | 'lines' | 'mart' | 'view'

export interface SchemaTable {
  readonly name: string
  readonly kind: TableKind
  readonly label: Words
  /** What one row means. */
  readonly row: Words
  readonly rows: number | null
  readonly register: string | null
  readonly columns: readonly SchemaColumn[]
}

export interface SchemaFunction {
  readonly name: string
  readonly kind: 'scalar' | 'aggregate' | 'table' | 'macro'
  readonly signature: string
  readonly description: string
}

export interface Schema {
  readonly asOf: AsOf
  readonly tables: readonly SchemaTable[]
  readonly functions: readonly SchemaFunction[]
}

export interface Sample {
  readonly table: string
  readonly rows: number
  readonly sample: Pick<Result, 'columns' | 'rows'>
}

export interface Profile {
  readonly table: string
  readonly column: string
  readonly type: string
  readonly rows: number
  readonly nulls: number
  readonly distinct: number
  /** False where `distinct` is an estimate. */
  readonly exact: boolean
  readonly min: string | null
  readonly max: string | null
  readonly average: string | null
  readonly median: string | null
  readonly top: readonly { readonly value: unknown; readonly count: number }[]
}

export const exportFormats = ['xlsx', 'csv', 'parquet'] as const
export type ExportFormat = (typeof exportFormats)[number]

export interface ExportJob {
  readonly id: number
  /** `expired`: its file made room for later ones. */
  readonly state: 'running' | 'done' | 'failed' | 'cancelled' | 'expired'
  /** Where in the statement it failed, from 1. */
  readonly line: number | null
  readonly column: number | null
  readonly format: ExportFormat
  readonly progress: number | null
  readonly rows: number | null
  readonly bytes: number | null
  readonly message: string | null
  readonly startedAt: string
  readonly endedAt: string | null
}
