/** /api/customers: what only customers can have done to them. */
import { malformed } from '../errors.ts'
import { mergeCustomers } from '../registers/customers/merge.ts'
import { type Call, idOf, type Route } from './route.ts'

function intoOf({ body }: Call): number {
  const { into } = body
  if (typeof into !== 'number' || !Number.isInteger(into) || into <= 0)
    throw malformed('into 应为客户的标识。', 'into must be the id of a customer.')
  return into
}

export const customerRoutes: readonly Route[] = [
  {
    method: 'post',
    path: '/api/customers/:id/merge',
    who: 'signed',
    summary: ['合并重复的客户', 'Merge a customer opened twice'],
    handle: (call) => mergeCustomers(call.world, call.actor, idOf(call), intoOf(call)),
  },
]
