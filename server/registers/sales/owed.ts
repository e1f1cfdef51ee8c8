/** Invoices on which something is still to be paid: the ones offered wherever money or a credit is booked on an invoice. */
import type { Where } from '../../definition/where.ts'

export const owed = { status: 'issued', outstanding: { gt: '0' } } as const satisfies Where
