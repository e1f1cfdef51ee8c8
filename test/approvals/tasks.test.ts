/** Which signatures a case still needs: modes, added signers, and the same person twice. */
import { describe, expect, it } from 'vitest'
import { advance as advanceBy, orphaned, satisfied, staffed, type Task } from '../../server/approvals/tasks.ts'

const task = (step: number, approver: number, more: Partial<Task> = {}): Task => ({
  step,
  approver,
  role: null,
  stepName: `${step}`,
  mode: 'any',
  state: 'later',
  actedBy: null,
  at: null,
  comment: null,
  addedBy: null,
  ...more,
})
const advance = (tasks: readonly Task[], at: string) => advanceBy(tasks, at, false)
const states = (tasks: readonly Task[]) => tasks.map(({ state }) => state).join(' ')

/** Signs with this person where it stands open, then moves on. */
const sign = (tasks: readonly Task[], approver: number) => {
  const open = tasks.find((each) => each.approver === approver && each.state === 'open')
  if (!open) throw new Error(`nothing open for ${approver}`)
  open.state = 'approved'
  return advance(tasks, 'now')
}

describe('signatures', () => {
  it('ANY needs one, ALL needs everybody', () => {
    const any = [task(1, 1), task(1, 2), task(2, 3)]
    expect([advance(any, 'now'), states(any)]).toEqual([1, 'open open later'])
    expect([sign(any, 2), states(any)]).toEqual([2, 'passed approved open'])
    const all = [task(1, 1, { mode: 'all' }), task(1, 2, { mode: 'all' })]
    advance(all, 'now')
    expect(sign(all, 1)).toBe(1)
    expect(sign(all, 2)).toBeUndefined()
  })

  it('the same person directly after is not asked again (A-A), with somebody between he or she is (A-B-A)', () => {
    const aa = [task(1, 1), task(2, 1), task(3, 2)]
    advance(aa, 'now')
    expect([sign(aa, 1), states(aa)]).toEqual([3, 'approved skipped open'])
    const aba = [task(1, 1), task(2, 2), task(3, 1)]
    advance(aba, 'now')
    sign(aba, 1)
    expect([sign(aba, 2), states(aba)]).toEqual([3, 'approved approved open'])
  })

  it('somebody whose signature was not needed is asked in the next step', () => {
    const tasks = [task(1, 1), task(1, 2), task(2, 1)]
    advance(tasks, 'now')
    expect([sign(tasks, 2), states(tasks)]).toEqual([2, 'passed approved open'])
  })

  it('ALL with one who just signed still waits for the others', () => {
    const tasks = [task(1, 1), task(2, 1, { mode: 'all' }), task(2, 2, { mode: 'all' })]
    advance(tasks, 'now')
    expect([sign(tasks, 1), states(tasks)]).toEqual([2, 'approved skipped open'])
    expect(sign(tasks, 2)).toBeUndefined()
  })

  it('added signers must sign, whatever the mode', () => {
    const tasks = [task(1, 1, { state: 'approved' }), task(1, 2, { state: 'open', addedBy: 1 })]
    expect(satisfied(tasks)).toBe(false)
    expect(sign(tasks, 2)).toBeUndefined()
  })

  it('nobody is spared for a signature that a stand-in gave', () => {
    const tasks = [task(1, 1, { state: 'approved', actedBy: 2 }), task(2, 1)]
    expect([advance(tasks, 'now'), states(tasks)]).toEqual([2, 'approved open'])
  })

  it('where every step asks for a different person nobody is skipped or asked again (ORD-02)', () => {
    const tasks = [task(1, 1, { state: 'approved' }), task(2, 1), task(2, 2)]
    expect([advanceBy(tasks, 'now', true), states(tasks)]).toEqual([2, 'approved passed open'])
  })

  it('there must be another person for every signature still missing', () => {
    expect(staffed([task(1, 1), task(2, 1), task(2, 2)])).toBe(true)
    expect(staffed([task(1, 1), task(1, 2), task(2, 1)])).toBe(true)
    expect(staffed([task(1, 2, { state: 'approved' }), task(2, 2)])).toBe(false)
    expect(staffed([task(1, 3, { state: 'approved', actedBy: 2 }), task(2, 2)])).toBe(false)
    expect(staffed([task(1, 1), task(1, 2), task(2, 1), task(2, 2), task(3, 1), task(3, 2)])).toBe(false)
    expect(staffed([task(1, 1, { mode: 'all' }), task(1, 2, { mode: 'all' }), task(2, 2)])).toBe(false)
  })

  it('a signature is lost once nobody who was to give it can: any one suffices, all and added signers are needed each', () => {
    const here = (ids: readonly number[]) => (each: Task) => ids.includes(each.approver)
    const lost = (tasks: readonly Task[], ids: readonly number[]) =>
      orphaned(tasks, here(ids)).map((group) => group.map(({ approver }) => approver))
    const any = [task(1, 1, { state: 'open' }), task(1, 2, { state: 'open' })]
    expect([lost(any, [2]), lost(any, [])]).toEqual([[], [[1, 2]]])
    const all = any.map((each) => ({ ...each, mode: 'all' as const }))
    expect([lost(all, [2]), lost(all, [])]).toEqual([[[1]], [[1], [2]]])
    const added = [task(1, 1, { state: 'approved' }), task(1, 2, { state: 'open' }), task(1, 3, { state: 'open', addedBy: 1 })]
    expect([lost(added, [3]), lost(added, [2])]).toEqual([[], [[3]]])
  })

  it('whoever is named for one who left signs in his or her place', () => {
    const tasks = [task(1, 1, { state: 'replaced' }), task(1, 2, { state: 'open', addedBy: 9 })]
    expect(satisfied(tasks)).toBe(false)
    expect(sign(tasks, 2)).toBeUndefined()
    const all = [
      task(1, 1, { state: 'replaced', mode: 'all' }),
      task(1, 3, { state: 'open', mode: 'all' }),
      task(1, 2, { state: 'approved', addedBy: 9 }),
    ]
    expect(satisfied(all)).toBe(false)
    expect(staffed([task(1, 1, { state: 'replaced' }), task(1, 2, { state: 'open', addedBy: 9 }), task(2, 3)])).toBe(true)
  })
})
