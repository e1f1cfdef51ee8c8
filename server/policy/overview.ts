/** Every policy as it holds for one case, and the blanks a company still has to fill. */
import { dayOf } from '../calendar/today.ts'
import type { Words } from '../definition/words.ts'
import type { World } from '../records/index.ts'
import { capacitiesOf } from './capacities.ts'
import { type PolicyKey, type PolicyName, policyKeys } from './keys.ts'
import { type PolicyScope, policiesAt, type Subject } from './policyAt.ts'
import type { Unit } from './units.ts'
import { sharesWords, valueWords } from './value.ts'

export interface PolicyLine extends Pick<PolicyKey, 'label' | 'help' | 'source' | 'choices'> {
  /** Our suggestion for a blank, with its unit. */
  readonly suggestion?: Words
  readonly key: PolicyName
  readonly units: readonly Unit[]
  /** Null while it is a blank. */
  readonly value: string | null
  readonly unit: Unit | null
  readonly words: Words | null
  readonly scope: PolicyScope | 'shipped' | null
  readonly since: string | null
  readonly row: number | null
}

/** All policies for a case on a day, in the order of the catalogue. */
export async function overview(world: World, subject: Subject, day: string): Promise<PolicyLine[]> {
  const names = Object.keys(policyKeys) as PolicyName[]
  const found = await policiesAt(world, names, subject, day)
  const nameOf = await capacitiesOf(world)
  const wordsOf = (key: PolicyName, unit: Unit, value: string): Words =>
    unit === 'shares' ? sharesWords(value, nameOf) : valueWords(policyKeys[key], unit, value)
  return names.map((key) => {
    const { label, help, source, suggestion, choices, units } = policyKeys[key]
    const policy = found[key]
    return {
      key,
      label,
      source,
      units,
      ...(help ? { help } : {}),
      ...(suggestion ? { suggestion: wordsOf(key, units[0], suggestion) } : {}),
      ...(choices ? { choices } : {}),
      value: policy?.value ?? null,
      unit: policy?.unit ?? null,
      words: policy ? wordsOf(key, policy.unit, policy.value) : null,
      scope: policy?.scope ?? null,
      since: policy?.since ?? null,
      row: policy?.row ?? null,
    }
  })
}

/** Policies that have no value for the company yet (§18). */
export async function blanks(world: World): Promise<PolicyLine[]> {
  return (await overview(world, {}, dayOf(world.now(), world.timeZone))).filter(({ value }) => value === null)
}
