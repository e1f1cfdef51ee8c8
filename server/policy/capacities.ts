/** Who bears a share of something, by name: a role as its register calls it, the signer of a release, the company itself. */
import type { Words } from '../definition/words.ts'
import type { World } from '../records/index.ts'

const others: readonly (readonly [string, Words])[] = [
  ['company', ['公司', 'the company']],
  ['signer', ['签批人', 'the signer']],
]

/** The names of all capacities; one that is unknown is called by its code. */
export async function capacitiesOf(world: World): Promise<(who: string) => Words> {
  const roles: { code: string; name: string; englishName: string }[] = await world.database
    .knex('roles')
    .whereNull('deletedAt')
    .select('code', 'name', 'englishName')
  const names = new Map<string, Words>([...roles.map(({ code, name, englishName }) => [code, [name, englishName]] as const), ...others])
  return (who) => names.get(who) ?? [who, who]
}
