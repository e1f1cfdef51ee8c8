/** The questions to `/api/sql`. */
import { useQuery } from '@tanstack/react-query'
import { call } from '../http.ts'
import type { ExportFormat, ExportJob, Parameters, Plan, Profile, Result, Rights, Sample, Schema, SqlRole } from './answers.ts'

export interface Question {
  readonly sql: string
  readonly params: Parameters
  /** The saved query that is run. */
  readonly query?: number | undefined
  /** The dashboard that asks. */
  readonly board?: number
}

/** Runs a statement; `run` is the name by which it is cancelled. */
export const ask = (question: Question, run: string, limit: number | undefined, signal?: AbortSignal): Promise<Result> =>
  call('POST', '/api/sql', { ...question, run, limit }, signal)

/** Stops a run; one that is over already is none to be stopped. */
export const stop = (run: string): Promise<unknown> => call('DELETE', `/api/sql/${run}`).catch(() => undefined)

export const explain = ({ sql, params }: Question, run: string): Promise<Plan> => call('POST', '/api/sql/explain', { sql, params, run })

export const takeAway = (question: Question, format: ExportFormat): Promise<ExportJob> =>
  call('POST', '/api/sql/exports', { ...question, format })
export const exportsKey = ['sql', 'exports']
export const exportJobs = (): Promise<readonly ExportJob[]> => call('GET', '/api/sql/exports')
export const dropExport = (id: number): Promise<unknown> => call('DELETE', `/api/sql/exports/${id}`)
export const exportFile = (id: number): string => `/api/sql/exports/${id}/file`

export const snapshotFile = '/api/sql/snapshot'
export const tableFile = (table: string): string => `/api/sql/tables/${encodeURIComponent(table)}.parquet`

export const useRights = () =>
  useQuery({ queryKey: ['sql', 'rights'], queryFn: () => call<Rights>('GET', '/api/sql'), staleTime: 60_000, retry: false })

/** Roles that queries and dashboards can be shared with. */
export const useSqlRoles = () =>
  useQuery({
    queryKey: ['sql', 'roles'],
    queryFn: () => call<readonly SqlRole[]>('GET', '/api/sql/roles'),
    staleTime: 60_000,
    retry: false,
  })

/** Tables, columns and functions in this person's reach. */
export const useSchema = () =>
  useQuery({ queryKey: ['sql', 'schema'], queryFn: () => call<Schema>('GET', '/api/sql/schema'), staleTime: 60_000, retry: false })

export const useSample = (table: string) =>
  useQuery({
    queryKey: ['sql', 'sample', table],
    queryFn: ({ signal }) => call<Sample>('POST', '/api/sql/profile', { table }, signal),
    staleTime: 60_000,
    retry: false,
  })

export const useProfile = (table: string, column: string) =>
  useQuery({
    queryKey: ['sql', 'profile', table, column],
    queryFn: ({ signal }) => call<Profile>('POST', '/api/sql/profile', { table, column }, signal),
    staleTime: 60_000,
    retry: false,
  })
