/** Every register opens for everybody who may see it: list, form and record, in both languages, without a word of code and without a complaint of the browser. */
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { create } from '../../server/records/index.ts'
import { registers } from '../../server/registers/index.ts'
import type { RoleCode } from '../../server/registers/organisation/shippedRoles.ts'
import { beside, type Visit } from '../support/browser.ts'
import { goTo, useStage } from './stage.ts'

const stage = useStage()

/** Pages that are looked through side by side: most of a page's time is waiting for it to be still. */
const abreast = 3

/** Looks at everything, some of it side by side, each with a page of its own in the same browser. */
async function lookThrough<T>(first: Visit, all: readonly T[], look: (page: Page, each: T) => Promise<void>): Promise<void> {
  const left = [...all]
  const through = async (page: Page) => {
    for (let each = left.shift(); each !== undefined; each = left.shift()) await look(page, each)
  }
  const others = await Promise.all(Array.from({ length: abreast - 1 }, () => beside(first)))
  await Promise.all([first.page, ...others].map(through))
}

/** Text that only code should see. */
const leaks = /resources\.|\bra\.\w+|\bundefined\b|\[object |NaN|%\{|\{\w+\}/

describe('every register', () => {
  it.each(['zh', 'en'] as const)(
    'opens in %s',
    async (language) => {
      const { company, ids, open, adminActor } = stage()
      await create(company.world, adminActor, 'contacts', { customer: ids.customer, name: '孙永', wechat: 'sunyong' })
      const first = await open('admin')
      const { page, complaints } = first
      if (language === 'en') await page.getByRole('button', { name: 'English' }).click()
      await lookThrough(first, registers, async (page, { name, form }) => {
        for (const path of [`/${name}`, `/${name}/create`]) {
          await goTo(page, path)
          await page.waitForLoadState('networkidle')
          const text = (await page.locator('#main-content').textContent()) ?? ''
          expect(text, path).not.toMatch(leaks)
          // A page that fails is caught and says so: it must not.
          expect(await page.getByText(/这一页出错了|This page failed/).count(), path).toBe(0)
        }
        expect(form.length, name).toBeGreaterThan(0)
        const record = page.locator('[data-row-title]')
        await goTo(page, `/${name}`)
        await page.waitForLoadState('networkidle')
        if ((await record.count()) === 0) return
        await record.first().click()
        await page.getByRole('tab').first().waitFor()
        for (const tab of await page.getByRole('tab').all()) {
          await tab.click()
          await page.waitForLoadState('networkidle')
          expect(await page.locator('#main-content').textContent(), `${name} ${await tab.textContent()}`).not.toMatch(leaks)
        }
      })
      expect(complaints).toEqual([])
    },
    240_000,
  )

  it.each(['analyst', 'finance', 'logistics', 'auditor'] as const satisfies readonly RoleCode[])(
    'opens for the role %s as far as it may look',
    async (role) => {
      const { company, open } = stage()
      const client = await company.as(role, role.toLowerCase())
      const first = await open(role.toLowerCase())
      const { body } = await client.get('/api/registers')
      const readable = (body as { name: string; may: { read: boolean } }[]).filter(({ may }) => may.read)
      await lookThrough(first, readable, async (page, { name }) => {
        await goTo(page, `/${name}`)
        await page.waitForLoadState('networkidle')
        expect(await page.locator('#main-content [role=alert]').count(), name).toBe(0)
      })
      expect(first.complaints).toEqual([])
    },
    120_000,
  )
})
