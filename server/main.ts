/** `npm start`: the real thing. */

import { orExplain, readSettings } from './settings.ts'
import { addFirstAdministrator, openWorld, serve } from './start.ts'

await orExplain(async () => {
  const settings = readSettings(process.env)
  const running = await serve(await openWorld(settings), settings)
  // Only a server that runs makes the first administrator: a password made before a failing start would never be seen.
  const administrator = await addFirstAdministrator(running.world, settings).catch(async (error: unknown) => {
    await running.stop()
    throw error
  })
  console.log(`台账 Taizhang  ${running.url}`)
  if (administrator?.password)
    console.log(
      `首次启动 First start: ${administrator.username} / ${administrator.password}\n此密码只显示一次，登录后须修改。This password is shown once and must be changed at login.`,
    )
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      void running.stop().then(() => process.exit(0))
    })
})
