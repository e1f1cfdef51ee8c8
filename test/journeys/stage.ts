/** What a journey needs: a served company with a few people and records, and a browser on its door. */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, vi } from 'vitest'
import { type Actor, system } from '../../server/access/actor.ts'
import { create } from '../../server/records/index.ts'
import { desk, openBrowser, signIn, type TestBrowser, type Visit, visit } from '../support/browser.ts'
import { actorOf } from '../support/people.ts'
import { type Client, password, type Served, served } from '../support/served.ts'

const root = resolve(import.meta.dirname, '../..')

/** `npm test` builds the panel when its sources are newer; here it only must not be missing. */
export function ensurePanel(): void {
  if (existsSync(join(root, 'dist/panel/index.html'))) return
  execFileSync(process.execPath, [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--config', 'admin/vite.config.ts'], { cwd: root })
}

export interface Stage {
  readonly company: Served
  readonly url: string
  /** The administrator `admin` and the salesperson `wangfang`, as clients of the API and as actors. */
  readonly admin: Client & { userId: number }
  readonly sales: Client & { userId: number }
  readonly adminActor: Actor
  readonly ids: { readonly department: number; readonly customer: number; readonly other: number; readonly products: readonly number[] }
  /** A page of a new visitor, signed in when a user name is given. */
  open(username?: string, viewport?: { width: number; height: number }): Promise<Visit>
}

/** Sets the stage once for a file of journeys, with reports where they are looked at, and clears it afterwards. */
export function useStage({ reporting = false } = {}): () => Stage {
  let stage: Stage | undefined
  let browser: TestBrowser | undefined
  const visits: Visit[] = []
  vi.setConfig({ testTimeout: 60_000 })
  beforeAll(async () => {
    ensurePanel()
    const company = await served('sqlite', {}, reporting)
    const { world } = company
    const department = (await create(world, system, 'departments', { name: '华东区', code: 'east', kind: 'region' })).id
    const admin = await company.as('administrator', 'admin')
    const sales = await company.as('sales', 'wangfang', department)
    const adminActor = await actorOf(world, admin.userId)
    const customer = await create(world, adminActor, 'customers', {
      name: '银川悦丰食品有限公司',
      owner: sales.userId,
      representative: '张建国',
      representativeFamily: '两个孩子，一个在北京读书',
      address: '银川市兴庆区解放街 1 号',
    })
    const other = await create(world, adminActor, 'customers', { name: '吴忠瑞宝餐饮有限公司', owner: sales.userId, tier: 'key' })
    const products: number[] = []
    for (const [code, name, listPrice] of [
      ['P-001', '蒜蓉酱 500g', '6.2150'],
      ['P-002', '枸杞特级 1kg', '55.38'],
    ] as const)
      products.push((await create(world, adminActor, 'products', { code, name, listPrice, unit: '件' })).id)
    browser = await openBrowser()
    const ready = browser
    stage = {
      company,
      url: company.running.url,
      admin,
      sales,
      adminActor,
      ids: { department, customer: customer.id, other: other.id, products },
      async open(username, viewport = desk) {
        const opened = await visit(ready.browser, company.running.url, viewport)
        visits.push(opened)
        if (username) await signIn(opened.page, username, password)
        return opened
      },
    }
  }, 120_000)
  afterAll(async () => {
    for (const { context } of visits) await context.close()
    await browser?.close()
    await stage?.company.stop()
  })
  return () => {
    if (!stage) throw new Error('the stage is not set yet')
    return stage
  }
}

/** Goes to a page of the panel and waits until its title is there. */
export async function goTo(page: Page, path: string): Promise<void> {
  await page.goto(`/#${path}`)
  const at = (path.split('?')[0] ?? path).replace(/"/g, '')
  await page.locator(`#main-content[data-path="${at}"] h1`).first().waitFor()
}

/** The entry whose label begins so. */
export const entry = (page: Page, label: string) =>
  page
    .locator(`#record-form`)
    .getByLabel(new RegExp(`^${label}`))
    .first()

/** Chooses in an entry that offers what matches the typed text. */
export async function choose(page: Page, label: string, typed: string): Promise<void> {
  const box = entry(page, label)
  await box.click()
  await box.fill(typed)
  await page
    .getByRole('option', { name: new RegExp(typed) })
    .first()
    .click()
}
