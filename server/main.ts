/** `npm start`: the real thing. */

import { readSettings, WrongSetting } from './settings.ts'
import { addFirstAdministrator, openWorld, serve } from './start.ts'

try {
  const settings = readSettings(process.env)
  const world = await openWorld(settings)
  const administrator = await addFirstAdministrator(world, settings)
  const running = await serve(world, settings)
  console.log(`台账 Taizhang  ${running.url}`)
  if (administrator?.password)
    console.log(
      `首次启动 First start: ${administrator.username} / ${administrator.password}\n此密码只显示一次，登录后须修改。This password is shown once and must be changed at login.`,
    )
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      void running.stop().then(() => process.exit(0))
    })
} catch (error) {
  console.error(error instanceof WrongSetting ? error.message : error)
  process.exit(1)
}
