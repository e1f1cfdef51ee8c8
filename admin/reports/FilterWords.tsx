/** What a report was asked, in words: the days, then each filter by its name and value. */
import { Fragment } from 'react'
import { kindOf } from '../kinds/index.ts'
import { useSay } from '../language/say.ts'
import { useCatalog } from '../registers/catalog.ts'

/** A filter: the register and field that say what it is, and its value. */
export type Chosen = readonly [register: string, field: string, value: string | number | undefined]

interface Props {
  readonly days: string
  readonly chosen: readonly Chosen[]
  /** What is said when nothing is filtered. */
  readonly all: string
}

export function FilterWords({ days, chosen, all }: Props) {
  const say = useSay()
  const { byName } = useCatalog()
  const parts = chosen.flatMap(([register, name, value]) => {
    const field = byName.get(register)?.fields[name]
    if (!field || value === undefined) return []
    const { Cell } = kindOf(field)
    return [
      <Fragment key={name}>
        {say(field.label)} <Cell field={field} value={value} />
      </Fragment>,
    ]
  })
  return (
    <>
      {days}
      {' · '}
      {parts.length === 0 ? all : parts.map((part, index) => [index > 0 ? ' · ' : '', part])}
    </>
  )
}
