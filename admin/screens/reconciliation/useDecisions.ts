/** Proposals confirmed and matches undone one after another, each by its own request: what is decided is out of sight at once, what is refused comes back and is named. */
import { useReducer, useRef, useState } from 'react'
import { useDataProvider, useNotify } from 'react-admin'
import type { BoardMatch } from '../../../server/reconciliation/messages.ts'
import type { PanelProvider } from '../../dataProvider.ts'
import { useSay } from '../../language/say.ts'
import { sentencesOf } from '../../registers/faults.ts'
import { exact } from '../../reports/amounts.ts'
import { nameOf } from './BoardRow.tsx'
import { useMonthDone } from './useMonth.ts'

type Step = 'confirm' | 'undo'

/** As it stands: once decided it has another version, and is another matter. */
const keyOf = ({ id, version }: BoardMatch): string => `${id}/${version}`

const titleOf = ({ id, lines: [first] }: BoardMatch): string => (first ? `${nameOf(first)} ${exact(first.taken, 'money')}` : String(id))

export interface Decisions {
  /** Has it been decided, though the list may not know yet? Asked anew at each press of a key. */
  isDecided(match: BoardMatch): boolean
  /** How many wait for their request. */
  readonly waiting: number
  /** Why what was refused lately was refused, each by name. */
  readonly refused: readonly string[]
  decide(step: Step, matches: readonly BoardMatch[]): void
  forget(): void
}

export function useDecisions(): Decisions {
  const say = useSay()
  const notify = useNotify()
  const dataProvider = useDataProvider<PanelProvider>()
  const done = useMonthDone()
  const decided = useRef(new Set<string>())
  const queue = useRef<{ readonly step: Step; readonly match: BoardMatch }[]>([])
  const working = useRef(false)
  const [refused, setRefused] = useState<readonly string[]>([])
  const [, redraw] = useReducer((count: number) => count + 1, 0)

  const work = async (): Promise<void> => {
    if (working.current) return
    working.current = true
    const counts = { confirm: 0, undo: 0 }
    for (let next = queue.current[0]; next; next = queue.current[0]) {
      const { step, match } = next
      try {
        await dataProvider.move('matches', match.id, step, { version: match.version })
        counts[step] += 1
      } catch (error) {
        decided.current.delete(keyOf(match))
        const why = `${titleOf(match)}${say(['：', ': '])}${sentencesOf(error).join(' ')}`
        setRefused((before) => [...before, why])
      }
      queue.current.shift()
      redraw()
    }
    working.current = false
    if (counts.confirm > 0)
      notify(say(['已确认 {count} 笔勾对', '{count} matches confirmed'], { count: counts.confirm }), { type: 'success' })
    if (counts.undo > 0) notify(say(['已撤销 {count} 笔', '{count} undone'], { count: counts.undo }), { type: 'success' })
    done()
  }

  return {
    isDecided: (match) => decided.current.has(keyOf(match)),
    waiting: queue.current.length,
    refused,
    decide(step, matches) {
      for (const match of matches) {
        if (decided.current.has(keyOf(match))) continue
        decided.current.add(keyOf(match))
        queue.current.push({ step, match })
      }
      redraw()
      void work()
    },
    forget: () => setRefused([]),
  }
}
