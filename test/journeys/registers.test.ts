/** Every register opens for everybody who may see it: list, form and record, in both languages, without a word of code and without a complaint of the browser. */
import { describe, expect, it } from 'vitest'
import { create } from '../../server/records/index.ts'
import { registers } from '../../server/registers/index.ts'
import type { RoleCode } from '../../server/registers/organisation/shippedRoles.ts'
import { goTo, useStage } from './stage.ts'

const stage = useStage()

/** Text that only code should see. */
const leaks = /resources\.|\bra\.\w+|\bundefined\b|\[object |NaN|%\{|\{\w+\}/

describe('every register', () => {
  it.each(['zh', 'en'] as const)(
    'opens in %s',
    async (language) => {
      const { company, ids, open, adminActor } = stage()
      await create(company.world, adminActor, 'contacts', { customer: ids.customer, name: '孙永', wechat: 'sunyong' })
      const { page, complaints } = await open('admin')
      if (language === 'en') await page.getByRole('button', { name: 'English' }).click()
      for (const { name, form } of registers) {
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
        if ((await record.count()) === 0) continue
        await record.first().click()
        await page.getByRole('tab').first().waitFor()
        for (const tab of await page.getByRole('tab').all()) {
          await tab.click()
          await page.waitForLoadState('networkidle')
          expect(await page.locator('#main-content').textContent(), `${name} ${await tab.textContent()}`).not.toMatch(leaks)
        }
      }
      expect(complaints).toEqual([])
    },
    240_000,
  )

  it.each(['analyst', 'finance', 'logistics', 'auditor'] as const satisfies readonly RoleCode[])(
    'opens for the role %s as far as it may look',
    async (role) => {
      const { company, open } = stage()
      const client = await company.as(role, role.toLowerCase())
      const { page, complaints } = await open(role.toLowerCase())
      const { body } = await client.get('/api/registers')
      for (const { name, may } of body as { name: string; may: { read: boolean } }[]) {
        if (!may.read) continue
        await goTo(page, `/${name}`)
        await page.waitForLoadState('networkidle')
        expect(await page.locator('#main-content [role=alert]').count(), name).toBe(0)
      }
      expect(complaints).toEqual([])
    },
    120_000,
  )
})
