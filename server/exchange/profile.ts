/** A ready-made way of reading one sort of file, which knows more than a table of columns does. */
import type { Actor } from '../access/actor.ts'
import type { Words } from '../definition/words.ts'
import type { World } from '../records/index.ts'
import type { Importer } from './importer.ts'
import type { Mapping } from './plan.ts'
import type { Source } from './rows.ts'

/** Said once for the whole file: names of `Opened.asks` → ids; null while nobody has said. */
export type Given = Readonly<Record<string, number | null>>

/** A file opened by its profile. */
export interface Opened {
  readonly source: Source
  /** What columns may go into, where a person may say; absent where the profile knows every column. */
  readonly targets?: Readonly<Record<string, Words>>
  /** The register to choose from for each thing that is said once for the whole file. */
  readonly asks?: Readonly<Record<string, { readonly label: Words; readonly register: string }>>
  /** The mapping that suggests itself. */
  readonly guess: Mapping
  /** What the file says of itself, in words, and what of `asks` follows from it. */
  about?(world: World): Promise<{ readonly notes: readonly Words[]; readonly given: Given }>
  importer(world: World, actor: Actor, mapping: Mapping, given: Given): Importer
}

export interface Profile {
  readonly label: Words
  /** The register that its files belong to first of all. */
  readonly register: string
  /** Registers that take no other files, because it alone knows a line again that came in before. */
  readonly alone?: readonly string[]
  /** Refuses who may not bring in such a file. */
  demand(world: World, actor: Actor): void
  open(path: string, fileName: string, encoding?: string): Promise<Opened>
}
