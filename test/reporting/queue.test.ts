/** Turns between askers. */
import { expect, it } from 'vitest'
import { FairQueue } from '../../server/reporting/queue.ts'

it('lets somebody with one question pass somebody with many', async () => {
  const queue = new FairQueue(3)
  const order: string[] = []
  const ask = (who: string) =>
    queue.run(who, async () => {
      await new Promise((resolve) => setTimeout(resolve, 5))
      order.push(who)
    })
  const many = Array.from({ length: 12 }, () => ask('many'))
  await Promise.all([...many, ask('one')])
  expect(order.indexOf('one')).toBeLessThan(7)
})

it('refuses more than anybody can look at, and works on after a failure', async () => {
  const queue = new FairQueue(3)
  const all = Array.from({ length: 40 }, () => queue.run('x', () => new Promise<number>((resolve) => setTimeout(() => resolve(1), 2))))
  const results = await Promise.allSettled(all)
  expect(results.filter((each) => each.status === 'rejected').map((each) => each.reason.status)).toContain(429)
  await expect(queue.run('x', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await queue.run('x', async () => 2)).toBe(2)
})

it('runs as many of one person at a time as was said', async () => {
  const queue = new FairQueue(4)
  let [now, most] = [0, 0]
  const work = async () => {
    most = Math.max(most, ++now)
    await new Promise((resolve) => setTimeout(resolve, 5))
    now--
  }
  await Promise.all(Array.from({ length: 8 }, () => queue.run('x', work, 2)))
  expect(most).toBe(2)
})

it('has room again for those who come after others have left the line, and keeps no place for these', async () => {
  const queue = new FairQueue(1)
  const leaving = new AbortController()
  let finish: () => void = () => undefined
  const first = queue.run('x', () => new Promise<void>((done) => (finish = done)))
  const ran: string[] = []
  const gone = Array.from({ length: 30 }, () => queue.run('x', async () => ran.push('gone'), 1, leaving.signal))
  await expect(queue.run('x', async () => ran.push('refused'))).rejects.toMatchObject({ status: 429 })
  leaving.abort('left')
  const results = await Promise.allSettled(gone)
  expect(new Set(results.map((each) => each.status === 'rejected' && each.reason))).toEqual(new Set(['left']))
  const next = queue.run('x', async () => ran.push('next'), 1, new AbortController().signal)
  finish()
  await Promise.all([first, next])
  expect(ran).toEqual(['next'])
})
