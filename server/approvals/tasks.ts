/** The signatures of a case: which step stands open, when it is satisfied, who need not sign again. Pure. */

export type TaskState = 'later' | 'open' | 'approved' | 'returned' | 'skipped' | 'passed'

export interface Task {
  readonly id?: number
  readonly step: number
  readonly stepName: string | null
  readonly mode: 'any' | 'all'
  readonly approver: number
  state: TaskState
  actedBy: number | null
  at: string | null
  comment: string | null
  readonly addedBy: number | null
}

/** Signed by the person, or counted as signed because the same person signed just before. */
const signed = ({ state }: Task) => state === 'approved' || state === 'skipped'

/** Has a step all the signatures it needs? Added signers (加签) must sign too, whatever the mode. */
export function satisfied(tasks: readonly Task[]): boolean {
  const own = tasks.filter(({ addedBy }) => addedBy === null)
  const added = tasks.filter(({ addedBy }) => addedBy !== null)
  const enough = own[0]?.mode === 'all' ? own.every(signed) : own.some(signed)
  return enough && added.every(signed)
}

const ofStep = (tasks: readonly Task[], step: number) => tasks.filter((task) => task.step === step)

/**
 * Opens the next step that needs somebody, closing those that are satisfied. A person who signed the step directly before need not sign this one (A-A);
 * with somebody else between (A-B-A) he or she does. Answers the open step, or undefined when every step is satisfied. Changes the tasks in place.
 */
export function advance(tasks: readonly Task[], at: string): number | undefined {
  const steps = [...new Set(tasks.map(({ step }) => step))].sort((a, b) => a - b)
  let before = new Set<number>()
  for (const step of steps) {
    const own = ofStep(tasks, step)
    for (const task of own) {
      if (task.state !== 'later') continue
      task.state = before.has(task.approver) ? 'skipped' : 'open'
      if (task.state === 'skipped') task.at = at
    }
    if (!satisfied(own)) return step
    for (const task of own) if (task.state === 'open') task.state = 'passed'
    before = new Set(own.filter(signed).map(({ approver }) => approver))
  }
  return undefined
}
