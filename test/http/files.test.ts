/** Attachments: only what they say they are, only for those who may see the record. */
import { existsSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mostUnattached, pathOf, safeName } from '../../server/files/store.ts'
import { sweepFiles } from '../../server/files/sweep.ts'
import { engines } from '../support/engines.ts'
import { type Client, type Served, served } from '../support/served.ts'

const pdf = Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF')

describe('files', () => {
  let company: Served
  let owner: Client & { userId: number }
  let other: Client
  beforeAll(async () => {
    company = await served()
    owner = await company.as('sales', 'owner')
    other = await company.as('sales', 'other')
  })
  afterAll(() => company.stop())

  const upload = async (client: Client, name: string, bytes: Buffer) => {
    const form = new FormData()
    form.set('file', new Blob([new Uint8Array(bytes)]), name)
    const response = await fetch(`${client.url}/api/files`, {
      method: 'POST',
      body: form,
      headers: { cookie: client.cookie, 'x-requested-with': 'taizhang' },
    })
    return { status: response.status, body: await response.json() }
  }

  it('are kept by content, attached to a record and downloaded with their name', async () => {
    const { body: file } = await upload(owner, '营业执照（正本）.pdf', pdf)
    expect(file).toMatchObject({ name: '营业执照（正本）.pdf', size: pdf.length, type: 'application/pdf' })
    const customer = (await owner.post('/api/records/customers', { name: '甲公司', attachments: [file] })).body
    expect(customer.attachments).toEqual([file])
    const got = await fetch(`${owner.url}/api/files/${file.id}`, { headers: { cookie: owner.cookie } })
    expect(got.headers.get('content-disposition')).toContain("filename*=UTF-8''%E8%90%A5")
    expect(Buffer.from(await got.arrayBuffer()).equals(pdf)).toBe(true)
    expect((await other.get(`/api/files/${file.id}`)).status).toBe(404)
    const twin = await upload(other, 'again.pdf', pdf)
    expect(twin.body.id).not.toBe(file.id)
  })

  it('cannot be attached by somebody who did not upload them', async () => {
    const { body: file } = await upload(owner, 'mine.pdf', pdf)
    expect((await other.get(`/api/files/${file.id}`)).status).toBe(404)
    expect((await other.post('/api/records/customers', { name: '乙公司', attachments: [file] })).status).toBe(422)
  })

  it('are refused when they are not what their name says, empty, or of a kind that runs', async () => {
    expect((await upload(owner, 'photo.png', pdf)).status).toBe(415)
    expect((await upload(owner, 'page.html', Buffer.from('<script>alert(1)</script>'))).status).toBe(415)
    expect((await upload(owner, 'tool.exe', Buffer.from('MZ...'))).status).toBe(415)
    expect((await upload(owner, 'notes.txt', pdf)).status).toBe(415)
    expect((await upload(owner, 'empty.pdf', Buffer.alloc(0))).status).toBe(422)
    expect((await owner.post('/api/files', { not: 'multipart' })).status).toBe(400)
    expect(readdirSync(join(company.world.dataDir, 'files')).filter((name) => name.startsWith('.'))).toEqual([])
  })

  const head = '--B\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\nContent-Type: application/pdf\r\n\r\n'
  const addresses = ['/api/files', '/api/imports?register=customers']
  const raw = async (client: Client, path: string, body: string, type = 'multipart/form-data; boundary=B') => {
    const response = await fetch(`${client.url}${path}`, {
      method: 'POST',
      body,
      headers: { cookie: client.cookie, 'x-requested-with': 'taizhang', 'content-type': type },
    })
    return { status: response.status, body: await response.json() }
  }
  const halves = () =>
    ['files', 'imports'].flatMap((folder) =>
      existsSync(join(company.world.dataDir, folder))
        ? readdirSync(join(company.world.dataDir, folder)).filter((name) => folder === 'imports' || name.startsWith('.'))
        : [],
    )

  it.each(addresses)('that break off are a 400 on %s, the server goes on and nothing is left', async (path) => {
    const boss = await company.as('administrator', `boss${path.length}`)
    for (const body of [head, `${head}%PDF-1.4`, head.slice(0, 60), '--B\r\n', ''])
      for (let round = 0; round < 5; round++) {
        const { status, body: answer } = await raw(boss, path, body)
        expect([body, status, typeof answer.message]).toEqual([body, 400, 'string'])
      }
    expect((await raw(boss, path, `${head}%PDF`, 'multipart/form-data')).status).toBe(400)
    expect((await boss.get('/api/session')).status).toBe(200)
    expect(halves()).toEqual([])
  })

  it('that are too large are refused, and the answer reaches the sender', async () => {
    const { status } = await upload(owner, 'large.txt', Buffer.alloc(52 * 1024 * 1024, 'x'))
    expect(status).toBe(413)
    expect(halves()).toEqual([])
  })

  it.each(addresses)('whose sender goes away leave no half behind (%s)', async (path) => {
    const boss = await company.as('administrator', `gone${path.length}`)
    const { hostname, port } = new URL(boss.url)
    const socket = connect(Number(port), hostname)
    socket.on('error', () => undefined)
    const headers = [`POST ${path} HTTP/1.1`, `Host: ${hostname}:${port}`, `Cookie: ${boss.cookie}`, 'X-Requested-With: taizhang']
    socket.write(
      [...headers, 'Content-Type: multipart/form-data; boundary=B', 'Content-Length: 1000000', '', `${head}${'x'.repeat(100_000)}`].join(
        '\r\n',
      ),
    )
    await expect.poll(halves).toHaveLength(1)
    socket.destroy()
    await expect.poll(halves).toEqual([])
  })

  it.each(engines)('that wait to be attached have a limit for each user, however many come at once (%s)', async (engine) => {
    const crowded = await served(engine)
    const hoarder = await crowded.as('sales', 'hoarder')
    const { body: first } = await upload(hoarder, 'a.pdf', pdf)
    const { knex } = crowded.world.database
    await knex('files')
      .where({ id: first.id })
      .update({ size: mostUnattached - pdf.length })
    const [one, two] = await Promise.all([upload(hoarder, 'b.pdf', pdf), upload(hoarder, 'c.pdf', pdf)])
    expect([one.status, two.status].sort()).toEqual([200, 413])
    expect([one, two].find(({ status }) => status === 413)?.body.message).toContain('500 MB')
    expect((await upload(await crowded.as('sales', 'frugal'), 'd.pdf', pdf)).status).toBe(200)
    expect((await hoarder.post('/api/records/customers', { name: '丁公司', attachments: [first] })).status).toBe(201)
    expect((await upload(hoarder, 'e.pdf', pdf)).status).toBe(200)
    await crowded.stop()
  })

  it('that nobody attaches are swept after a day, their bytes only when nobody else has them', async () => {
    const { world } = company
    const [lonely, shared] = [Buffer.concat([pdf, Buffer.from('1')]), Buffer.concat([pdf, Buffer.from('2')])]
    const old = [(await upload(owner, 'a.pdf', lonely)).body, (await upload(owner, 'b.pdf', shared)).body]
    const young = (await upload(other, 'c.pdf', shared)).body
    const attached = (await upload(owner, 'd.pdf', pdf)).body
    await owner.post('/api/records/customers', { name: '丙公司', attachments: [attached] })
    const bytes = async (id: number) => pathOf(world, (await world.database.knex('files').where({ id }).first('sha256')).sha256)
    const [one, two] = [await bytes(old[0].id), await bytes(old[1].id)]
    const aged = [...old, attached].map(({ id }) => id)
    await world.database.knex('files').whereIn('id', aged).update({ uploadedAt: '2020-01-01T00:00:00.000Z' })
    const half = join(world.dataDir, 'files', '.half')
    for (const path of [half, `${half}2`]) writeFileSync(path, 'x')
    utimesSync(half, 0, 0)
    expect(await sweepFiles(world)).toEqual({ halves: 1, unattached: 2 })
    expect([existsSync(one), existsSync(two), existsSync(half), existsSync(`${half}2`)]).toEqual([false, true, false, true])
    expect((await other.get(`/api/files/${young.id}`)).status).toBe(200)
    expect((await owner.get(`/api/files/${attached.id}`)).status).toBe(200)
    expect((await owner.get(`/api/files/${old[1].id}`)).status).toBe(404)
  })

  it('lose paths, control characters and tricks from their names', () => {
    expect(safeName('../../etc/passwd')).toBe('passwd')
    expect(safeName('C:\\temp\\合同.pdf')).toBe('合同.pdf')
    expect(safeName('a\u202Egpj.exe\u0000"<>|')).toBe('agpj.exe')
    expect(safeName(`${'长'.repeat(500)}.pdf`)).toHaveLength(112)
    expect(safeName('///')).toBe('file')
  })
})
