/** A condition in words: “从 2026-01-01 到 2026-01-31”, “重点、一般”, “为空”. */
import { Fragment } from 'react'
import type { FieldDescription } from '../../server/catalog/description.ts'
import { type Comparison, comparisons, type Literal, type Operator } from '../../server/definition/where.ts'
import { kindOf } from '../kinds/index.ts'
import { useSay, type Words } from '../language/say.ts'

const words: Readonly<Record<Exclude<Operator, 'empty'>, Words>> = {
  eq: ['', ''],
  in: ['', ''],
  ne: ['不是 ', 'not '],
  notIn: ['不是 ', 'not '],
  lt: ['< ', '< '],
  lte: ['至 ', 'to '],
  gt: ['> ', '> '],
  gte: ['从 ', 'from '],
  contains: ['含 ', 'has '],
  startsWith: ['开头是 ', 'starts with '],
  under: ['', ''],
  has: ['含 ', 'has '],
}

export function FilterSummary({ field, condition }: { field: FieldDescription; condition: unknown }) {
  const say = useSay()
  const found = comparisons('', condition)
  if (typeof found === 'string') return <>{say(['自定条件', 'own condition'])}</>
  return (
    <>
      {found.map((comparison, index) => (
        <Fragment key={comparison.operator}>
          {index > 0 ? ' ' : ''}
          <Part field={field} comparison={comparison} />
        </Fragment>
      ))}
    </>
  )
}

function Part({ field, comparison: { operator, value } }: { field: FieldDescription; comparison: Comparison }) {
  const say = useSay()
  if (operator === 'empty') return <>{value === false ? say(['已填', 'filled in']) : say(['为空', 'empty'])}</>
  const values: readonly Literal[] = Array.isArray(value) ? value : [value as Literal]
  return (
    <>
      {say(words[operator])}
      {values.slice(0, 3).map((one, index) => (
        <Fragment key={String(one)}>
          {index > 0 ? say(['、', ', ']) : ''}
          <Value field={field} value={one} />
        </Fragment>
      ))}
      {values.length > 3 ? say([' 等 {count} 项', ' and more, {count} in all'], { count: values.length }) : ''}
    </>
  )
}

const placeholders: Readonly<Record<string, Words>> = {
  $me: ['我自己', 'myself'],
  $department: ['本部门', 'my department'],
  $today: ['今天', 'today'],
  $now: ['现在', 'now'],
}

function Value({ field, value }: { field: FieldDescription; value: Literal }) {
  const say = useSay()
  const meant = typeof value === 'string' ? placeholders[value] : undefined
  if (meant) return <>{say(meant)}</>
  const { Cell } = kindOf(field)
  return <Cell field={field} value={value} />
}
