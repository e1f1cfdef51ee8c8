/** Import and export over HTTP, as the panel uses them. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, type Served, served } from '../support/served.ts'

let company: Served
let admin: Client
beforeAll(async () => {
  company = await served()
  admin = await company.as('administrator', 'boss')
})
afterAll(() => company.stop())

const upload = async (client: Client, query: string, content: string, name = '产品.csv') => {
  const form = new FormData()
  form.append('file', new Blob([content]), name)
  const response = await fetch(`${client.url}/api/imports?${query}`, {
    method: 'POST',
    headers: { 'x-requested-with': 'taizhang', cookie: client.cookie },
    body: form,
  })
  return { status: response.status, body: await response.json() }
}

const finished = async (client: Client, id: number) => {
  for (;;) {
    const { body } = await client.get(`/api/imports/${id}`)
    if (body.state !== 'running' && body.state !== 'ready') return body
    await new Promise((done) => setTimeout(done, 20))
  }
}

test('upload, map, preview, run, watch, take the errors', async () => {
  const { status, body } = await upload(admin, 'register=products', '编码甲,产品名称,目录价\nP1,枸杞,12.5\nP2,,x\n')
  expect(status).toBe(201)
  expect(body).toMatchObject({
    register: 'products',
    mapping: { 编码甲: null, 产品名称: 'name', 目录价: 'listPrice' },
    encoding: 'utf-8',
    rows: 2,
  })
  expect(body.columns[0]).toEqual({ name: '编码甲', sample: ['P1', 'P2'] })
  const mapping = { ...body.mapping, 编码甲: 'code' }
  const preview = await admin.put(`/api/imports/${body.id}`, { mapping, key: ['code'], saveAs: '产品目录' })
  expect(preview.body.counts).toEqual({ create: 1, update: 0, skip: 0, faulty: 1 })
  expect(preview.body.rows[1]).toMatchObject({ line: 3, values: { code: 'P2', listPrice: 'x' }, faults: { listPrice: expect.any(String) } })
  expect((await admin.post(`/api/imports/${body.id}/run`)).status).toBe(202)
  const done = await finished(admin, body.id)
  expect(done).toMatchObject({ state: 'done', progress: 2, total: 2, created: 1, faulty: 1 })
  expect((await admin.get(`/api/imports/${body.id}/errors`)).body).toContain('P2')
  expect((await admin.post(`/api/imports/${body.id}/run`)).status).toBe(409)

  const profiles = (await admin.get('/api/imports/profiles')).body
  expect(profiles.map(({ label }: { label: string }) => label)).toEqual(['UCI 在线零售', '银行对账单', '产品目录'])
  const again = await upload(admin, `profile=${profiles[2].name}`, '编码甲,产品名称\nP1,枸杞\n')
  expect(again.body).toMatchObject({ mapping: { 编码甲: 'code' }, key: ['code'] })
})

test('refusals: no right, no file, an unknown profile, another person’s import', async () => {
  const finance = await company.as('finance', 'money')
  expect((await upload(finance, 'register=products', 'code\n1\n')).status).toBe(403)
  expect((await upload(admin, 'register=nothing', 'code\n1\n')).status).toBe(400)
  expect((await upload(admin, 'profile=nothing', 'code\n1\n')).status).toBe(404)
  expect((await upload(admin, '', 'code\n1\n')).status).toBe(400)
  expect((await upload(admin, 'register=products', 'MZ', '../../etc/passwd')).status).toBe(415)
  expect((await admin.post('/api/imports?register=products')).status).toBe(400)
  const { body } = await upload(admin, 'register=products', 'code,name\n1,a\n')
  expect((await finance.get(`/api/imports/${body.id}`)).status).toBe(404)
  expect((await finance.delete(`/api/imports/${body.id}`)).status).toBe(404)
  expect((await admin.delete(`/api/imports/${body.id}`)).body.state).toBe('cancelled')
})

test('a list can be taken away as CSV and as a workbook', async () => {
  const csv = await admin.get('/api/export/products?format=csv&fields=code,name')
  expect(csv.headers.get('content-disposition')).toContain(encodeURIComponent('产品'))
  expect(csv.body).toContain('P1,枸杞')
  const sheet = await admin.get('/api/export/products')
  expect([sheet.status, sheet.headers.get('content-type')]).toEqual([200, expect.stringContaining('spreadsheetml')])
  expect((await admin.get('/api/export/products?format=pdf')).status).toBe(400)
})
