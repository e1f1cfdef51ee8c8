/** What is said of an export with too many rows. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { hangUp } from '../../server/http/sql.ts'
import { refusalOf } from '../../server/sql/faults.ts'
import { SandboxFault } from '../../server/sql/sandbox.ts'

const sentences = (what: string) => refusalOf(new SandboxFault('refused', { what, name: '1000000' })).refusal.words

it('sends to CSV from a workbook alone, with numbers one can read', () => {
  for (const sentence of sentences('sheetRows')) expect(sentence).toMatch(/1,000,000.*CSV/)
  for (const sentence of sentences('rows')) {
    expect(sentence).toContain('1,000,000')
    expect(sentence).not.toContain('CSV')
  }
})

it('who hung up while rights were looked up is known to have left', async () => {
  let known: (left: boolean) => void = () => undefined
  const left = new Promise<boolean>((done) => {
    known = done
  })
  const asker = new AbortController()
  const server = createServer(async (_, response) => {
    asker.abort()
    await once(response, 'close')
    known(hangUp({ response } as never).aborted)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  await expect(fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, { signal: asker.signal })).rejects.toThrow()
  expect(await left).toBe(true)
  server.closeAllConnections()
  server.close()
})
