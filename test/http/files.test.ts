/** Attachments: only what they say they are, only for those who may see the record. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { safeName } from '../../server/files/store.ts'
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

  it('lose paths, control characters and tricks from their names', () => {
    expect(safeName('../../etc/passwd')).toBe('passwd')
    expect(safeName('C:\\temp\\合同.pdf')).toBe('合同.pdf')
    expect(safeName('a\u202Egpj.exe\u0000"<>|')).toBe('agpj.exe')
    expect(safeName(`${'长'.repeat(500)}.pdf`)).toHaveLength(112)
    expect(safeName('///')).toBe('file')
  })
})
