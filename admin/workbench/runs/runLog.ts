/** A run as the log keeps it, and what its outcome is called. */
import type { Tone } from '../../kinds/tone.ts'
import type { Words } from '../../language/say.ts'
import type { PanelRecord } from '../../registers/catalog.ts'

export type Outcome = 'done' | 'failed' | 'refused' | 'cancelled' | 'timeout' | 'died'

export type RunRecord = PanelRecord & {
  readonly user: number | null
  readonly at: string
  readonly kind: string
  readonly sql: string | null
  readonly query: number | null
  readonly outcome: Outcome
  readonly elapsed: number | null
  readonly killed: boolean | null
  readonly rows: number | null
  readonly exported: string | null
  readonly message: string | null
}

export const outcomes: Readonly<Record<Outcome, { readonly label: Words; readonly tone: Tone }>> = {
  done: { label: ['完成', 'Done'], tone: 'success' },
  failed: { label: ['出错', 'Failed'], tone: 'error' },
  refused: { label: ['拒绝', 'Refused'], tone: 'warning' },
  cancelled: { label: ['已取消', 'Cancelled'], tone: 'default' },
  timeout: { label: ['超时', 'Timed out'], tone: 'warning' },
  died: { label: ['进程终止', 'Process died'], tone: 'error' },
}

/** `1234` → `1.2 s`, `87` → `87 ms`. */
export const lasting = (ms: number | null): string => (ms === null ? '—' : ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`)
