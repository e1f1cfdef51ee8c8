/** Who sees and does what with dispatch notices: logistics and the warehouse work without prices. */
import type { Grant } from '../../definition/types.ts'
import { full, keep, look, study } from '../grants.ts'

const prices = ['total', 'lines.unitPrice', 'lines.amount']

export const dispatchPermissions: Readonly<Record<string, Grant>> = {
  administrator: full,
  executive: study('all'),
  analyst: study('all'),
  sales: look('own'),
  salesManager: study('department'),
  regionalManager: study('department'),
  salesClerk: keep('department', { export: true, import: true }),
  finance: {
    read: 'all',
    update: 'all',
    export: true,
    readOnly: [
      'order',
      'contract',
      'date',
      'lines',
      'carrier',
      'mode',
      'freightTerm',
      'keeper',
      'carrierSigner',
      'shippedOn',
      'receivedOn',
    ],
  },
  logistics: keep('all', { remove: 'all', export: true, import: true, hidden: prices }),
  warehouse: {
    read: 'all',
    update: 'all',
    hidden: [...prices, 'basis', 'invoice'],
    readOnly: ['order', 'contract', 'date', 'shipBy', 'sequence', 'consignee', 'deliverTo', 'carrier', 'mode', 'freightTerm'],
  },
  production: look('all', { hidden: [...prices, 'basis', 'invoice'] }),
  marketHead: study('all'),
  marketingVP: study('all'),
  archiveKeeper: look('all'),
  auditor: study('all'),
}
