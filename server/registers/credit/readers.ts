/** Rights that the credit registers share: who studies credit, who applies, who keeps the money side. */
import type { Grant } from '../../definition/types.ts'
import { full, keep, look, study } from '../grants.ts'

/** Everybody who sells sees his or her own customers' credit; leaders and finance see all of it. */
export const creditReaders: Readonly<Record<string, Grant>> = {
  administrator: full,
  executive: study('all'),
  analyst: study('all'),
  sales: look('own'),
  salesManager: study('department'),
  regionalManager: study('department'),
  salesClerk: look('department'),
  finance: study('all'),
  logistics: look('all'),
  marketHead: study('all'),
  marketingVP: study('all'),
  auditor: study('all'),
}

/** Those who apply for credit or a release. */
export const creditApplicants: Readonly<Record<string, Grant>> = {
  ...creditReaders,
  sales: keep('own', { remove: 'own' }),
  salesManager: keep('department', { export: true }),
  regionalManager: keep('department', { export: true }),
  salesClerk: keep('department'),
  finance: keep('all', { export: true }),
  logistics: keep('all'),
}

export const ofCustomer = {
  own: { 'customer.owner': '$me' },
  department: { 'customer.department': { under: '$department' } },
} as const
