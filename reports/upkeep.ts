/** How the command line asks for upkeep: the process that holds the warehouse, or the warehouse itself where nobody does. */
import { connect } from '../server/database/connect.ts'
import { readSettings } from '../server/settings.ts'
import { upkeepAnswer } from './answer.ts'
import { Follower } from './follower/follower.ts'
import { Held } from './follower/warehouse.ts'
import { Loop } from './loop.ts'
import { sendLetter } from './mailbox.ts'
import type { Upkeep } from './messages.ts'
import { catalogNow, warehouseFile } from './open.ts'
import { Press } from './snapshots/press.ts'

/** The answer as JSON text. Throws when nobody can give one. */
export async function askUpkeep(what: Upkeep): Promise<string> {
  const settings = readSettings(process.env)
  const file = warehouseFile(settings.dataDir)
  const database = connect(settings)
  try {
    const follower = await Follower.start(database, await catalogNow(database), file).catch((error: unknown) => {
      if (error instanceof Held) return undefined
      throw error
    })
    if (!follower) return await sendLetter(file, what)
    const loop = new Loop(follower, (error) => process.stderr.write(`${String(error)}\n`))
    const press = new Press()
    try {
      await loop.followed()
      return await upkeepAnswer({ database, follower, loop, press }, { ask: what })
    } finally {
      await press.close()
      await loop.stop()
      await follower.close()
    }
  } finally {
    await database.close()
  }
}
