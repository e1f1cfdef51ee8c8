/** The registers whose records make up the story of a customer, and where each says when it happened. */
import type { Words } from '../../language/say.ts'

export interface Source {
  readonly register: string
  /** The field that places a record in time. */
  readonly when: string
  /** Fields worth showing beside the title. */
  readonly facts: readonly string[]
  /** Longer text shown under it. */
  readonly text?: string
  /** Facts that mean nothing without their name. */
  readonly said?: readonly string[]
  readonly mark: Words
}

export const sources: readonly Source[] = [
  { register: 'orders', when: 'date', facts: ['total', 'status'], mark: ['订单', 'Order'] },
  { register: 'dispatches', when: 'date', facts: ['total', 'status'], mark: ['发运', 'Dispatch'] },
  { register: 'invoices', when: 'date', facts: ['total', 'outstanding', 'status'], said: ['outstanding'], mark: ['发票', 'Invoice'] },
  { register: 'receipts', when: 'date', facts: ['amount', 'method', 'status'], mark: ['收款', 'Receipt'] },
  { register: 'returns', when: 'date', facts: ['total', 'reason', 'status'], mark: ['退货', 'Return'] },
  { register: 'contracts', when: 'from', facts: ['amount', 'to', 'status'], said: ['to'], mark: ['合同', 'Contract'] },
  { register: 'communications', when: 'at', facts: ['kind', 'user'], text: 'summary', mark: ['沟通', 'Contact'] },
  {
    register: 'requirements',
    when: 'createdAt',
    facts: ['requiredOn', 'status'],
    said: ['requiredOn'],
    text: 'description',
    mark: ['需求', 'Need'],
  },
  { register: 'marketNotes', when: 'date', facts: ['kind', 'author'], text: 'content', mark: ['市场', 'Market'] },
]
