/** The reports process: holds the warehouse, follows the database, answers the server. Forked by the server; ends with it. */
import { connect } from '../server/database/connect.ts'
import { Refusal } from '../server/errors.ts'
import { readSettings } from '../server/settings.ts'
import { answer, type Desk, upkeepAnswer } from './answer.ts'
import { Loop } from './loop.ts'
import { takeLetters } from './mailbox.ts'
import type { FromReports, ToReports } from './messages.ts'
import { catalogNow, openFollower } from './open.ts'
import { Recent } from './recent.ts'
import { Press } from './snapshots/press.ts'
import { Publisher } from './snapshots/publisher.ts'

/** Custom fields are looked for this often, in milliseconds. */
const catalogPause = 5000

const note = (event: string, error?: unknown) =>
  process.stderr.write(
    `${JSON.stringify({ time: new Date().toISOString(), name: 'reports', event, ...(error === undefined ? {} : { error: String(error instanceof Error ? error.stack : error) }) })}\n`,
  )

const send = (message: FromReports) => {
  if (process.connected) process.send?.(message)
}

const settings = readSettings(process.env)
const database = connect(settings)

// Whatever state the parent left us in, nobody is there to ask any more. It may even have gone while this file was being loaded.
process.on('disconnect', () => process.exit(0))
if (!process.connected) process.exit(0)
// Ctrl-C in a terminal reaches the whole group: the server ends us in its own order.
process.on('SIGINT', () => undefined)

const follower = await openFollower(database, settings.dataDir)
const loop = new Loop(follower, (error) => note('follow', error))
const press = new Press()
const publisher = new Publisher(follower, press, (error) => note('snapshot', error))
const desk: Desk = { database, follower, loop, recent: new Recent(), press, publisher }
const running = new Map<number, AbortController>()

const refusalOf = (error: unknown) =>
  error instanceof Refusal
    ? { status: error.status, code: error.code, words: error.words }
    : {
        status: 500,
        code: 'report',
        words: ['报表出错，请稍后再试；问题已记录。', 'The report failed; it has been noted. Please try again later.'] as const,
      }

async function respond(id: number, question: Parameters<typeof answer>[1]): Promise<void> {
  const stop = new AbortController()
  running.set(id, stop)
  try {
    send({ id, ...(await answer(desk, question, stop.signal)) })
  } catch (error) {
    if (!(error instanceof Refusal) && !stop.signal.aborted) note('answer', error)
    send({ id, refusal: refusalOf(error) })
  } finally {
    running.delete(id)
  }
}

process.on('message', (message: ToReports) => {
  if ('question' in message) void respond(message.id, message.question)
  else if ('drop' in message) running.get(message.drop)?.abort()
  else loop.nudge()
})

let known = JSON.stringify(follower.catalog.registers)
const catalogTimer = setInterval(() => {
  catalogNow(database)
    .then(async (catalog) => {
      const now = JSON.stringify(catalog.registers)
      if (now === known) return
      await loop.between(() => follower.adopt(catalog))
      known = now
    })
    .catch((error: unknown) => note('catalog', error))
}, catalogPause)

const endLetters = takeLetters(follower.file, (ask) => upkeepAnswer(desk, { ask }))

process.on('SIGTERM', () => {
  clearInterval(catalogTimer)
  endLetters()
  publisher.stop()
  press
    .close()
    .then(() => loop.stop())
    .then(() => follower.close())
    .then(() => database.close())
    .then(
      () => process.exit(0),
      () => process.exit(1),
    )
})

send({ ready: true })
