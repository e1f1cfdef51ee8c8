/** The signatures of a case: which step stands open, when it is satisfied, who need not sign again. Pure. */

/** `replaced`: its signer left, and another was named for it. */
export type TaskState = 'later' | 'open' | 'approved' | 'returned' | 'skipped' | 'passed' | 'replaced'

export interface Task {
  readonly id?: number
  readonly step: number
  readonly stepName: string | null
  readonly mode: 'any' | 'all'
  readonly approver: number
  /** The role the step asks for; whoever no longer holds it does not sign. */
  readonly role: number | null
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
  const standing = tasks.filter(({ state }) => state !== 'replaced')
  const own = standing.filter(({ addedBy }) => addedBy === null)
  const added = standing.filter(({ addedBy }) => addedBy !== null)
  const enough = own.length === 0 || (own[0]?.mode === 'all' ? own.every(signed) : own.some(signed))
  return enough && added.every(signed)
}

/** The signatures of an open step that are needed and that nobody can give, each with those who were to give it. */
export function orphaned<T extends Pick<Task, 'state' | 'addedBy' | 'mode'>>(tasks: readonly T[], able: (task: T) => boolean): T[][] {
  const open = tasks.filter(({ state }) => state === 'open')
  const own = open.filter(({ addedBy }) => addedBy === null)
  const anyone =
    own[0]?.mode !== 'all' && !tasks.some((task) => task.addedBy === null && (task.state === 'approved' || task.state === 'skipped'))
  const alone = open.filter((task) => task.addedBy !== null || task.mode === 'all')
  return [...(anyone && own.length > 0 ? [own] : []), ...alone.map((task) => [task])].filter((group) => !group.some(able))
}

const ofStep = (tasks: readonly Task[], step: number) => tasks.filter((task) => task.step === step)

/** Everybody whose hand or name a signature of the case bears. */
export const signersOf = (tasks: readonly Task[]): Set<number> =>
  new Set(tasks.flatMap(({ state, approver, actedBy }) => (state === 'approved' ? [approver, ...(actedBy === null ? [] : [actedBy])] : [])))

/** Could every signature still needed be given by somebody who has not signed yet, each by another? */
export function staffed(tasks: readonly Task[]): boolean {
  const needs = [...new Set(tasks.map(({ step }) => step))].flatMap((step) => {
    const standing = ofStep(tasks, step).filter(({ state }) => state !== 'replaced')
    const own = standing.filter(({ addedBy }) => addedBy === null)
    const alone = standing.filter((task) => !signed(task) && (task.addedBy !== null || task.mode === 'all'))
    const anyone = own[0]?.mode === 'any' && !own.some(signed) ? [own.map(({ approver }) => approver)] : []
    return [...alone.map(({ approver }) => [approver]), ...anyone]
  })
  const place = ([need, ...rest]: readonly (readonly number[])[], taken: ReadonlySet<number>): boolean =>
    !need || need.some((person) => !taken.has(person) && place(rest, new Set([...taken, person])))
  return place(needs, signersOf(tasks))
}

/**
 * Opens the next step that needs somebody, closing those that are satisfied. A person who signed the step directly before in person need not sign this one (A-A);
 * with somebody else between (A-B-A) he or she does. With `distinct` nobody is spared or asked twice: others sign (see `staffed`). Answers the open step, or undefined when every step is satisfied. Changes the tasks in place.
 */
export function advance(tasks: readonly Task[], at: string, distinct: boolean): number | undefined {
  const steps = [...new Set(tasks.map(({ step }) => step))].sort((a, b) => a - b)
  let before = new Set<number>()
  for (const step of steps) {
    const own = ofStep(tasks, step)
    for (const task of own) {
      if (task.state !== 'later') continue
      if (distinct) task.state = signersOf(tasks).has(task.approver) ? 'passed' : 'open'
      else task.state = before.has(task.approver) ? 'skipped' : 'open'
      if (task.state === 'skipped') task.at = at
    }
    if (!satisfied(own)) return step
    for (const task of own) if (task.state === 'open') task.state = 'passed'
    before = new Set(own.filter((task) => signed(task) && task.actedBy === null).map(({ approver }) => approver))
  }
  return undefined
}
