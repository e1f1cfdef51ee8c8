/** A process that opens the company in each data directory it is told on standard input, and answers `opened` or what went wrong; see `together.test.ts`. */
import { createInterface } from 'node:readline'
import { addFirstAdministrator, openWorld } from '../../server/start.ts'

console.log('ready')
for await (const dataDir of createInterface({ input: process.stdin })) {
  const settings = { host: '127.0.0.1', port: 0, dataDir, timeZone: 'Asia/Shanghai', trustProxy: 0 }
  try {
    const world = await openWorld(settings)
    await addFirstAdministrator(world, settings)
    await world.database.close()
    console.log('opened')
  } catch (error) {
    console.log(String(error).replaceAll('\n', ' '))
  }
}
