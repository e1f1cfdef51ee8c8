/** What the server says of an import, and the fields of a register that a column can go into. */
import type { Description } from '../../../server/catalog/description.ts'
import type { LinesField } from '../../../server/definition/types.ts'
import type { Words } from '../../language/say.ts'

export type Mapping = Readonly<Record<string, string | null>>

/** An uploaded file, read through once. */
export interface Upload {
  readonly id: number
  readonly register: string
  readonly profile?: string | null
  readonly columns: readonly { readonly name: string; readonly sample: readonly string[] }[]
  readonly mapping: Mapping
  readonly key: readonly string[]
  readonly encoding: string
  readonly rows: number
  /** What columns may go into, where a ready-made profile lets a person say; empty where it knows every column. */
  readonly targets?: readonly { readonly path: string; readonly label: Words }[]
  /** What is said once for the whole file: a record of a register each. */
  readonly asks?: readonly { readonly name: string; readonly label: Words; readonly register: string }[]
  readonly given?: Readonly<Record<string, number | null>>
  /** What the file says of itself. */
  readonly notes?: readonly string[]
}

export interface Preview {
  readonly rows: readonly {
    readonly line: number
    readonly values: Readonly<Record<string, string>>
    readonly faults: Readonly<Record<string, string>>
  }[]
  readonly counts: { readonly create: number; readonly update: number; readonly skip: number; readonly faulty: number }
  /** How many rows of the file the counts speak of. */
  readonly examined?: number
  /** What will be to be known of the file as a whole. */
  readonly notes?: readonly string[]
}

export interface Progress {
  readonly id: number
  readonly state: 'ready' | 'running' | 'done' | 'cancelled' | 'failed'
  readonly register: string
  readonly fileName: string
  readonly progress: number
  readonly total: number
  readonly created: number
  readonly updated: number
  readonly skipped: number
  readonly faulty: number
  /** Does the message tell more than counts? */
  readonly noted: boolean
  /** Is there a file of faulty rows to correct? */
  readonly hasErrors: boolean
  readonly message: string | null
}

/** A known sort of file: its reading ships with the product, or a person kept what goes where. */
export interface Profile {
  readonly name: string
  readonly label: string
  readonly register: string
  /** Registers whose files it alone reads. */
  readonly alone: readonly string[]
  readonly shipped: boolean
}

export interface Target {
  readonly path: string
  readonly label: Words
  readonly required: boolean
}

/** Where files for a register are brought in. */
export const importPath = (register: string): string => `/import?register=${register}`

/** What the columns of an upload can go into. */
export const targetsFor = (upload: Upload, description: Description): readonly Target[] =>
  upload.profile ? (upload.targets ?? []).map((each) => ({ ...each, required: false })) : targetsOf(description)

const left = new Set(['file', 'json', 'lines'])

/** Fields that an import may fill, child rows by `lines.quantity`; the number to match by. */
export function targetsOf(description: Description): readonly Target[] {
  return Object.entries(description.fields).flatMap(([name, field]): readonly Target[] => {
    if (name === 'number' || (field.writable && !left.has(field.kind)) || name === description.workflow?.field)
      return [{ path: name, label: field.label, required: field.required === true }]
    if (field.kind !== 'lines' || !field.writable) return []
    return Object.entries((field as unknown as LinesField).fields)
      .filter(([, inner]) => !inner.derive && !inner.readOnly)
      .map(([inner, each]) => ({
        path: `${name}.${inner}`,
        label: [`${field.label[0]} · ${each.label[0]}`, `${field.label[1]} · ${each.label[1]}`] as const,
        required: field.required === true && each.required === true,
      }))
  })
}
