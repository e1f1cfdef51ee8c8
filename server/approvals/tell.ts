/** The three acts that follow or surround an approval: telling people (告知), filing (备案), putting a mark (用印). Each leaves its own record. */
import { system } from '../access/actor.ts'
import { type Language, say, type Words } from '../definition/words.ts'
import { createMany, type World } from '../records/index.ts'

/** The record that an act is about. */
export interface About {
  readonly document: string
  readonly record: number
  readonly title: string
}

export type NoticeKind = 'inform' | 'approval' | 'decided' | 'reminder' | 'alert'

/** What somebody is told: titles of records are what they are, sentences are said in the language of whoever reads them. */
type Told = Omit<About, 'title'> & { readonly title: string | Words }

/** The language each of these people reads. */
export async function languagesOf({ database: { knex } }: World, people: readonly number[]): Promise<ReadonlyMap<number, Language>> {
  const rows: { id: number; language: Language | null }[] = await knex('users')
    .whereIn('id', [...people])
    .select('id', 'language')
  return new Map(rows.map(({ id, language }) => [id, language ?? 'zh']))
}

/** Puts a notice before each of these people. */
export async function notify(world: World, people: readonly number[], kind: NoticeKind, { title, ...about }: Told): Promise<void> {
  if (people.length === 0) return
  const at = world.now().toISOString()
  const languages = typeof title === 'string' ? undefined : await languagesOf(world, people)
  const titleFor = (to: number) => (typeof title === 'string' ? title : say(title, languages?.get(to) ?? 'zh'))
  await createMany(
    world,
    system,
    'notices',
    [...new Set(people)].map((to) => ({ ...about, title: titleFor(to), to, kind, at })),
  )
}

/** Files a record with each of these people. */
export async function fileWith(world: World, people: readonly number[], filedBy: number | null, about: About): Promise<void> {
  const filedAt = world.now().toISOString()
  if (people.length > 0)
    await createMany(
      world,
      system,
      'filings',
      [...new Set(people)].map((to) => ({ ...about, to, filedBy, filedAt })),
    )
}

/** Keeps who put which seal when. */
export async function stamp(world: World, kind: string, move: string, holder: number | null, about: About): Promise<void> {
  await createMany(world, system, 'stamps', [{ ...about, kind, move, holder, at: world.now().toISOString() }])
}
