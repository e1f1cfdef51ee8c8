/** What a table report can be filtered by, and the filter in the address of its page. */
import type { FieldDescription } from '../../../server/catalog/description.ts'
import type { Where } from '../../../server/definition/where.ts'
import type { TableDescription } from '../../../server/reporting/tables.ts'
import { type Catalog, fieldOf } from '../../registers/catalog.ts'

/** So many stand in the bar. */
const most = 5

/** Tables that are cut from the credit analysis are filtered by their customers. */
const customerPaths = ['customer', 'customer.department', 'customer.owner', 'customer.tier']

/** The same of tables over accounts of customers. */
const ownPaths = ['id', 'department', 'owner', 'tier']

export const ofCredit = ({ parameters }: TableDescription): boolean => parameters.includes('ageing')

/** The field at the end of a path through links; undefined where something on the way is out of sight. */
function fieldAt({ byName }: Catalog, register: string, path: string): FieldDescription | undefined {
  const [head = '', ...rest] = path.split('.')
  const description = byName.get(register)
  const field = description && fieldOf(description, head)
  if (rest.length === 0 || !field) return field
  return fieldAt({ byName } as Catalog, (field as unknown as { to: string }).to, rest.join('.'))
}

export interface Filterable {
  readonly path: string
  readonly field: FieldDescription
}

/** Paths to filter by; those about time are left to the period. */
export function filterable(catalog: Catalog, table: TableDescription): readonly Filterable[] {
  const paths = ofCredit(table)
    ? customerPaths
    : table.filter === 'customers'
      ? ownPaths
      : (catalog.byName.get(table.filter)?.filters ?? [])
  return paths
    .flatMap((path) => {
      // A customer itself is chosen as papers choose theirs.
      const field = path === 'id' ? fieldAt(catalog, 'invoices', 'customer') : fieldAt(catalog, table.filter, path)
      return field && field.kind !== 'date' ? [{ path, field }] : []
    })
    .slice(0, most)
}

/** The filter in the address; nothing for what cannot be read. */
export function readWhere(query: URLSearchParams): Where {
  try {
    const where: unknown = JSON.parse(query.get('where') ?? '{}')
    return typeof where === 'object' && where !== null && !Array.isArray(where) ? (where as Where) : {}
  } catch {
    return {}
  }
}
