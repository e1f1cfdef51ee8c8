/** A filter in words, for the line above a table, on paper and in Excel: `客户经理：王芳；客户 · 所在地区：宁夏回族自治区`. */
import type { Actor } from '../access/actor.ts'
import { mayRead, rowRule } from '../access/rows.ts'
import type { CompleteRegister } from '../catalog/complete.ts'
import type { Field, LinesField, LinkField } from '../definition/types.ts'
import { comparisons, type Operator, type Where } from '../definition/where.ts'
import { type Language, say, type Words } from '../definition/words.ts'
import { kindOf } from '../kinds/index.ts'
import { within } from '../records/scope.ts'
import type { World } from '../records/world.ts'

const signs: Readonly<Record<Operator, Words>> = {
  eq: ['：', ': '],
  in: ['：', ': '],
  under: ['（含下级）：', ' (and below): '],
  ne: ['不是', ' is not '],
  notIn: ['不是', ' is none of '],
  lt: ['小于', ' < '],
  lte: ['不大于', ' ≤ '],
  gt: ['大于', ' > '],
  gte: ['不小于', ' ≥ '],
  contains: ['包含', ' contains '],
  startsWith: ['开头为', ' starts with '],
  has: ['含有', ' has '],
  empty: ['为空：', ' is empty: '],
}

interface Step {
  readonly labels: readonly string[]
  readonly field: Field | undefined
}

/** The labels along a path, and the field it ends in. */
function follow({ catalog }: World, register: CompleteRegister, path: readonly string[], language: Language): Step {
  const labels: string[] = []
  let fields = register.fields
  let field: Field | undefined
  for (const name of path) {
    field = fields[name]
    if (!field) return { labels: [...labels, name], field }
    if (field.kind === 'lines') fields = (field as LinesField).fields
    else {
      labels.push(say(field.label, language))
      if (field.kind === 'link') fields = catalog.get((field as LinkField).to).fields
    }
  }
  return { labels, field }
}

/** The title of a linked record, undefined when it is not there or not for the actor's eyes. */
async function titleOf(world: World, actor: Actor, target: CompleteRegister, id: number): Promise<unknown> {
  if (rowRule(target, actor, 'read') === undefined || !mayRead(target, actor, target.title)) return undefined
  const row: { title?: unknown } | undefined = await within(world, actor, target, 'read')
    .where(`${target.table}.id`, id)
    .first(`${target.table}.${target.title} as title`)
  return row?.title ?? undefined
}

async function valueInWords(world: World, actor: Actor, field: Field | undefined, value: unknown): Promise<string> {
  const { language } = actor
  if (value === '$me') return language === 'zh' ? '本人' : 'me'
  if (value === '$department') return language === 'zh' ? '本部门' : 'my department'
  if (!field || typeof value === 'boolean' || value === null) return String(value)
  if (field.kind !== 'link') return kindOf(field).text(value, field, language)
  const target = world.catalog.get((field as LinkField).to)
  return String((await titleOf(world, actor, target, Number(value))) ?? `#${String(value)}`)
}

/** One phrase for each condition, in the actor's language; the paths must have been checked before. Records that he or she may not see are told by their ids. */
export async function filterWords(world: World, actor: Actor, register: CompleteRegister, where: Where): Promise<string[]> {
  const { language } = actor
  const phrases: string[] = []
  for (const [key, value] of Object.entries(where)) {
    if (value === undefined) continue
    if (key === '$and' || key === '$or') {
      const parts = await Promise.all((value as readonly Where[]).map((part) => filterWords(world, actor, register, part)))
      const joined = parts.map((each) => each.join(language === 'zh' ? '，' : ', '))
      phrases.push(...(key === '$and' ? joined : [joined.join(language === 'zh' ? ' 或 ' : ' or ')]))
    } else if (key === '$not') {
      const inner = await filterWords(world, actor, register, value as Where)
      phrases.push(`${language === 'zh' ? '不满足' : 'not'} (${inner.join(', ')})`)
    } else {
      const { labels, field } = follow(world, register, key.split('.'), language)
      const found = comparisons(key, value)
      if (typeof found === 'string') continue
      for (const { operator, value: asked } of found) {
        const values = await Promise.all((Array.isArray(asked) ? asked : [asked]).map((each) => valueInWords(world, actor, field, each)))
        phrases.push(`${labels.join(' · ')}${say(signs[operator], language)}${values.join(language === 'zh' ? '、' : ', ')}`)
      }
    }
  }
  return phrases
}
