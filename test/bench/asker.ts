/** Asks a served company for reports as a browser does, and tells how long that took. */
import { Agent, get } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { gunzipSync } from 'node:zlib'
import type { Table } from '../../reports/messages.ts'
import { system } from '../../server/access/actor.ts'
import { setPassword } from '../../server/access/passwords.ts'
import { create, type World } from '../../server/records/index.ts'
import type { Running } from '../../server/start.ts'
import { median, quantile } from './support.ts'

const secret = 'a long enough password'

export const said = (values: readonly number[]) => `median ${median(values).toFixed(0)} ms, p95 ${quantile(values, 0.95).toFixed(0)} ms`

/** An answer as it came over the line, and how long that took, in milliseconds. What the reader does with it is the reader's own time. */
export interface Answered {
  readonly took: number
  read(): Table
}

export type Ask = (path: string) => Promise<Answered>

/** Signs in as an executive and answers a function that asks for a report as a browser does: on an open line, packed, until the last byte is here. */
export async function asker(world: World, { url }: Running): Promise<Ask> {
  const role: { id: number } | undefined = await world.database.knex('roles').where({ code: 'executive' }).first('id')
  const user = await create(world, system, 'users', { name: 'Bench', username: 'bench', role: role?.id, active: true })
  await setPassword(world.database, { id: user.id, username: 'bench' }, secret, world.now())
  const signed = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-requested-with': 'taizhang' },
    body: JSON.stringify({ username: 'bench', password: secret }),
  })
  const headers = { cookie: signed.headers.get('set-cookie')?.split(';')[0] ?? '', 'accept-encoding': 'gzip' }
  const agent = new Agent({ keepAlive: true })
  return async (path) => {
    const begun = performance.now()
    const { status, packed, bytes } = await new Promise<{ status: number | undefined; packed: boolean; bytes: Buffer }>(
      (resolve, reject) => {
        get(`${url}/api/reports/${path}`, { agent, headers }, (response) => {
          const packed = response.headers['content-encoding'] === 'gzip'
          buffer(response).then((bytes) => resolve({ status: response.statusCode, packed, bytes }), reject)
        }).on('error', reject)
      },
    )
    const took = performance.now() - begun
    const text = () => (packed ? gunzipSync(bytes) : bytes).toString('utf8')
    if (status !== 200) throw new Error(text())
    return { took, read: () => JSON.parse(text()) as Table }
  }
}
