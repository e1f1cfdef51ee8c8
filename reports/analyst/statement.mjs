/**
 * Says whether a statement may run: DuckDB's own parser has taken it apart, and everything in the tree must be known and open. What is not named is refused, so that a
 * later DuckDB that learns something new opens nothing by it. Plain JavaScript, because the sandbox starts without a loader.
 */
import { readFileSync } from 'node:fs'

const groups = readFileSync(new URL('./functions.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => [line.slice(0, line.indexOf(': ')), line.slice(line.indexOf(': ') + 2).split(' ')])

/** Functions that a statement may call, in lower case. */
export const functions = new Set(groups.flatMap(([group, names]) => (group === 'tables' ? [] : names)))

/** Functions that may stand where a table stands. */
export const tableFunctions = new Set(groups.flatMap(([group, names]) => (group === 'tables' ? names : [])))

const expressions = new Set(
  'BETWEEN CASE CAST COLLATE COLUMN_REF COMPARISON CONJUNCTION CONSTANT FUNCTION LAMBDA LAMBDA_REF OPERATOR PARAMETER POSITIONAL_REFERENCE STAR SUBQUERY WINDOW'.split(
    ' ',
  ),
)

/** Nodes, table references and modifiers that need no look of their own beyond what they contain. */
const forms = new Set(
  'SELECT_NODE SET_OPERATION_NODE EMPTY EXPRESSION_LIST JOIN PIVOT SUBQUERY LIMIT_MODIFIER LIMIT_PERCENT_MODIFIER ORDER_MODIFIER DISTINCT_MODIFIER ORDER_DEFAULT ASCENDING DESCENDING'.split(
    ' ',
  ),
)

/** A statement that may not run: what is wrong (`what`), the name it is about, and where it stands, in bytes. */
export class Refused extends Error {
  constructor(what, name = '', at = undefined) {
    super(`${what} ${name}`)
    this.what = what
    this.name = name
    this.at = at
  }
}

/** A name as DuckDB compares it: it folds the letters of ASCII and no others, so that a Kelvin sign is no k. */
export const folded = (name) => String(name).replace(/[A-Z]/g, (letter) => letter.toLowerCase())

/** Walks one statement's tree; `tables` are the names that are open, folded. Throws Refused. */
class Walk {
  constructor(tables) {
    this.tables = tables
  }

  /** `known` are the names of common table expressions in sight here. */
  visit(node, known) {
    if (Array.isArray(node)) for (const each of node) this.visit(each, known)
    else if (typeof node === 'object' && node !== null) this.visitNode(node, known)
  }

  visitNode(node, known) {
    if (typeof node.class === 'string') this.expression(node)
    else if (typeof node.type === 'string') this.form(node, known)
    // A constant holds data, not syntax.
    if (node.class === 'CONSTANT') return
    const { cte_map: tables, ...rest } = node
    const inner = tables ? this.named(tables.map, known) : known
    // What stands for a table was held against its own list; its arguments are expressions like any others.
    if (node.type === 'TABLE_FUNCTION') this.children(node.function, inner)
    else if (node.type === 'RECURSIVE_CTE_NODE') {
      const { left, right, ...others } = rest
      this.visit(left, inner)
      this.visit(right, new Set(inner).add(folded(node.cte_name)))
      this.children(others, inner)
    } else this.children(rest, inner)
  }

  children(node, known) {
    for (const value of Object.values(node)) this.visit(value, known)
  }

  /** Each common table expression sees those before it, and none sees itself by this: recursion is a node of its own. */
  named(entries, known) {
    const inner = new Set(known)
    for (const { key, value } of entries) {
      this.visit(value, inner)
      inner.add(folded(key))
    }
    return inner
  }

  expression(node) {
    if (!expressions.has(node.class)) throw new Refused('form', node.class, node.query_location)
    if (node.class === 'FUNCTION' || node.class === 'WINDOW') this.called(node, functions, node.query_location)
  }

  called(node, open, at) {
    const name = String(node.function_name)
    const home = [node.catalog, node.schema].filter(Boolean)
    if (!open.has(folded(name)) || home.some((each) => each !== 'main')) throw new Refused('function', [...home, name].join('.'), at)
  }

  form(node, known) {
    const at = node.query_location
    switch (node.type) {
      case 'BASE_TABLE': {
        const name = folded(node.table_name)
        const home = [node.catalog_name, node.schema_name].filter(Boolean).map(folded)
        const open = home.length === 0 ? known.has(name) || this.tables.has(name) : home.join('.') === 'main' && this.tables.has(name)
        if (node.at_clause) throw new Refused('form', 'AT', at)
        if (!open) throw new Refused('table', [...home, node.table_name].join('.'), at)
        return
      }
      case 'TABLE_FUNCTION':
        this.called(node.function, tableFunctions, at)
        return
      case 'SHOW_REF':
        if (node.query === null && node.table_name !== '"tables"') throw new Refused('form', 'SHOW', at)
        return
      case 'RECURSIVE_CTE_NODE':
        return
      default:
        if (!forms.has(node.type) && !node.type.endsWith('_TYPE_INFO')) throw new Refused('form', node.type, at)
    }
  }
}

/**
 * Checks what `json_serialize_sql` made of a text: exactly one statement, and in it nothing but open tables and functions. Answers the names of its parameters.
 * Throws Refused.
 */
export function check({ statements }, tables) {
  if (statements.length !== 1) throw new Refused(statements.length === 0 ? 'empty' : 'several')
  const [statement] = statements
  new Walk(tables).visit(statement.node, new Set())
  return statement.named_param_map.map(({ key }) => key)
}
