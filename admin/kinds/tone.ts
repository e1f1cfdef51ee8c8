/** Which states deserve a colour: red for what is broken or late, amber for what is waiting, green for what is in force; the rest is neutral. */

export type Tone = 'default' | 'info' | 'warning' | 'error' | 'success'

const tones: Readonly<Record<Exclude<Tone, 'default'>, readonly string[]>> = {
  error: ['rejected', 'refused', 'overdue', 'expired', 'broken', 'disabled', 'lost', 'failed', 'urgent'],
  warning: [
    'submitted',
    'review',
    'reviewing',
    'pending',
    'waiting',
    'suspended',
    'approving',
    'incomplete',
    'paused',
    'onHold',
    'expiring',
  ],
  success: [
    'approved',
    'active',
    'signed',
    'effective',
    'done',
    'completed',
    'closed',
    'settled',
    'customer',
    'inForce',
    'fulfilled',
    'delivered',
    'received',
    'met',
    'accepted',
  ],
  info: ['open', 'dispatched', 'shipped', 'inProgress', 'partial', 'contacted', 'released', 'negotiating', 'potential', 'coordinating'],
}

const byState = new Map(Object.entries(tones).flatMap(([tone, states]) => states.map((state) => [state, tone as Tone])))

export const toneOf = (state: string): Tone => byState.get(state) ?? 'default'
