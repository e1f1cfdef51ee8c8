/** Translates the filter language into Knex: for lists and row rights on the database, and for reports on the warehouse. */
import type { Knex } from 'knex'
import type { Actor } from '../access/actor.ts'
import type { Catalog } from '../catalog/catalog.ts'
import type { CompleteRegister } from '../catalog/complete.ts'
import { longText, number } from '../definition/fields.ts'
import type { Field, LinkField } from '../definition/types.ts'
import { type Comparison, comparisons, type Where } from '../definition/where.ts'
import { malformed } from '../errors.ts'
import { kindOf } from '../kinds/index.ts'

type Builder = Knex.QueryBuilder

/** How the engine at hand wants to be spoken to. */
export interface Engine {
  readonly like: 'like' | 'ilike'
  /** A stored value as a bound value. */
  bind(stored: unknown, field: Field): unknown
}

/** The database: values as its columns hold them. */
export const databaseEngine = (like: 'like' | 'ilike'): Engine => ({
  like,
  bind: (stored, field) => kindOf(field).write?.(stored) ?? stored,
})

export interface Translation {
  readonly catalog: Catalog
  readonly actor: Actor
  readonly engine: Engine
  /** Today in the company's time zone, for `$today`. */
  readonly today: string
  /** May this field, or column of lines (`lines.unitPrice`), be asked about? Absent for row rules, which the system writes itself. */
  readonly visible?: (register: string, path: string) => boolean
  /** Which rows of a linked register the asker may read, undefined for none: a filter through a link must not tell of others. Absent where `visible` is. */
  readonly reach?: (register: CompleteRegister) => Where | undefined
}

const idField: Field = number('编号', 'ID', { min: 0, max: 2 ** 31 - 1 })
const textField: Field = longText('文字', 'Text', { max: 1000 })

const unknownPath = (path: string) =>
  malformed(
    `筛选条件中没有字段“${path.slice(0, 80)}”，或您无权使用。`,
    `The filter names a field “${path.slice(0, 80)}” that does not exist or that you may not use.`,
  )

/** Narrows `query` (over `register`, whose table goes by `alias`) to the records that `where` describes. Throws a 400 Refusal for what it cannot understand. */
export function applyWhere(
  query: Builder,
  register: CompleteRegister,
  where: Where,
  by: Translation,
  alias: string = register.table,
): Builder {
  for (const [key, value] of Object.entries(where)) {
    if (value === undefined) continue
    if (key === '$and' || key === '$or') {
      if (!Array.isArray(value) || !value.every(isCondition)) throw malformed(`${key} 之后应为列表。`, `${key} must be followed by a list.`)
      query.where((group) => {
        for (const part of value as readonly Where[])
          group[key === '$and' ? 'andWhere' : 'orWhere']((each: Builder) => void applyPart(each, register, part, by, alias))
        if (key === '$or' && value.length === 0) group.whereRaw('1 = 0')
      })
    } else if (key === '$not') {
      if (!isCondition(value)) throw malformed('$not 之后应为条件。', '$not must be followed by a condition.')
      query.whereNot((group) => void applyPart(group, register, value as Where, by, alias))
    } else {
      const found = comparisons(key, value)
      if (typeof found === 'string')
        throw malformed(`筛选条件“${found.slice(0, 40)}”无法识别。`, `The filter operator “${found.slice(0, 40)}” is unknown.`)
      for (const comparison of found) along(query, register, key.split('.'), comparison, by, alias)
    }
  }
  return query
}

const isCondition = (part: unknown): boolean => typeof part === 'object' && part !== null && !Array.isArray(part)

/** A part of a bigger condition; an empty one holds for every record. */
const applyPart = (query: Builder, register: CompleteRegister, part: Where, by: Translation, alias: string) =>
  Object.keys(part).length === 0 ? query.whereRaw('1 = 1') : applyWhere(query, register, part, by, alias)

/** Follows a path through links and lines to its field, then compares. */
function along(
  query: Builder,
  register: CompleteRegister,
  path: readonly string[],
  comparison: Comparison,
  by: Translation,
  alias: string,
): void {
  const [head = '', ...rest] = path
  const field = head === 'id' ? idField : Object.hasOwn(register.fields, head) ? register.fields[head] : undefined
  const lines = register.lines.find((each) => each.name === head)
  const [name = ''] = rest
  if (!field || (head !== 'id' && by.visible && !by.visible(register.name, lines ? `${head}.${name}` : head)))
    throw unknownPath(comparison.path)
  if (lines) {
    const inner = Object.hasOwn(lines.fields, name) ? lines.fields[name] : undefined
    if (!inner) throw unknownPath(comparison.path)
    const below = `${alias}_${lines.name}`
    query.whereExists((sub) => {
      sub
        .select(1 as unknown as string)
        .from({ [below]: lines.table })
        .whereRaw('?? = ??', [`${below}.parent`, `${alias}.id`])
      through(sub, name, inner, rest.slice(1), comparison, by, below)
    })
  } else through(query, head, field, rest, comparison, by, alias)
}

/** Compares a field, or goes on through it when it is a link and the path goes on. */
function through(
  query: Builder,
  name: string,
  field: Field,
  rest: readonly string[],
  comparison: Comparison,
  by: Translation,
  alias: string,
): void {
  const column = `${alias}.${name}`
  if (rest.length === 0) {
    compare(query, column, field, comparison, by)
    return
  }
  if (field.kind !== 'link') throw unknownPath(comparison.path)
  const target = by.catalog.get((field as LinkField).to)
  const below = `${alias}_${name}`
  const rule = by.reach ? by.reach(target) : {}
  if (rule === undefined) throw unknownPath(comparison.path)
  const { visible: _visible, reach: _reach, ...unasked } = by
  query.whereIn(column, (sub: Builder) => {
    sub.select(`${below}.id`).from({ [below]: target.table })
    applyWhere(sub, target, rule, unasked, below)
    along(sub, target, rest, comparison, by, below)
  })
}

/** Text that stands for itself in a `like … escape '\\'`. */
export const literal = (value: string) => value.replace(/[\\%_]/g, (sign) => `\\${sign}`)

/** The value of a condition as stored, with `$me` and its like replaced. */
function bound(asked: unknown, field: Field, comparison: Comparison, by: Translation): unknown {
  // Nobody and no department are 0: no record has that id.
  if (asked === '$me') return by.actor.id ?? 0
  if (asked === '$department') return by.actor.department ?? 0
  if (asked === '$role') return by.actor.role
  const word = asked === '$today' ? by.today : asked
  const accepted = kindOf(field).accept(word, field)
  if ('fault' in accepted)
    throw malformed(
      `筛选“${comparison.path}”的值无效：${accepted.fault[0]}`,
      `The filter value for “${comparison.path}” is not usable: ${accepted.fault[1]}`,
    )
  return by.engine.bind(accepted.value, field)
}

const signs = { lt: '<', lte: '<=', gt: '>', gte: '>=' } as const

function compare(query: Builder, column: string, field: Field, comparison: Comparison, by: Translation): Builder {
  const { operator, value } = comparison
  const kind = kindOf(field)
  if (!kind.operators.includes(operator))
    throw malformed(
      `字段“${field.label[0]}”不支持筛选方式 ${operator}。`,
      `The field “${field.label[1]}” cannot be filtered by ${operator}.`,
    )
  const one = () => bound(value, field, comparison, by)
  const many = () => (Array.isArray(value) ? value : [value]).map((each) => bound(each, field, comparison, by))
  switch (operator) {
    case 'eq':
      return value === null ? query.whereNull(column) : query.where(column, one() as never)
    case 'ne':
      return query.where((or) => or.whereNull(column).orWhereNot(column, one() as never))
    case 'in':
      return query.whereIn(column, many() as never)
    case 'notIn':
      return query.where((or) => or.whereNull(column).orWhereNotIn(column, many() as never))
    case 'empty':
      if (typeof value !== 'boolean')
        throw malformed(`筛选“${comparison.path}”的 empty 应为 true 或 false。`, `empty on “${comparison.path}” must be true or false.`)
      return value === false ? query.whereNotNull(column) : query.whereNull(column)
    case 'contains':
    case 'startsWith':
    case 'has': {
      const word = String(bound(value, textField, comparison, by) ?? '')
      const pattern = operator === 'has' ? `%${literal(JSON.stringify(word))}%` : `${operator === 'contains' ? '%' : ''}${literal(word)}%`
      return query.whereRaw(`?? ${by.engine.like} ? escape '\\'`, [column, pattern])
    }
    case 'under':
      return under(query, column, field, comparison, by)
    default:
      return query.where(column, signs[operator], one() as never)
  }
}

/** "This or below": a place and the places inside it, a department and those under it. */
function under(query: Builder, column: string, field: Field, comparison: Comparison, by: Translation): Builder {
  const target = field.kind === 'link' ? by.catalog.get((field as LinkField).to) : undefined
  const asked = Array.isArray(comparison.value) ? comparison.value : [comparison.value]
  return query.where((group) => {
    for (const each of asked) {
      const value = bound(each, field, comparison, by)
      if (value === null) throw malformed(`筛选“${comparison.path}”缺少值。`, `The filter on “${comparison.path}” lacks a value.`)
      if (!target) group.orWhere(column, 'like', `${String(value)}%`)
      else if (!target.tree)
        throw malformed(`“${field.label[0]}”不是树形，不能按下级筛选。`, `“${field.label[1]}” is no tree and has nothing below.`)
      else
        group.orWhereIn(column, (sub: Builder) =>
          sub
            .select('low.id')
            .from({ low: target.table })
            .join({ high: target.table }, (on) => {
              on.on('low.path', 'like', query.client.raw(`?? || '%'`, ['high.path'])).andOnVal('high.id', '=', value as never)
            }),
        )
    }
    if (asked.length === 0) group.whereRaw('1 = 0')
  })
}
