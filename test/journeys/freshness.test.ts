/** What somebody else changes shows on an open page without a click, and never under the hands of who is writing. */
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { system } from '../../server/access/actor.ts'
import { create, update } from '../../server/records/index.ts'
import { useStage } from './stage.ts'

const stage = useStage()

/** Coming back to the window; the look every minute goes the same way. */
const comeBack = (page: Page) => page.evaluate(() => void window.dispatchEvent(new Event('focus')))

it('an open page and an open list show what another login changed; a form says so and keeps what was typed', async () => {
  const { open, company, ids } = stage()
  const { page } = await open('wangfang')
  await page.goto(`${stage().url}/#/customers/${ids.customer}/show`)
  await page.getByRole('heading', { name: '银川悦丰食品有限公司' }).waitFor()
  await update(company.world, system, 'customers', ids.customer, { name: '银川悦丰食品集团' })
  await comeBack(page)
  await page.getByRole('heading', { name: '银川悦丰食品集团' }).waitFor()

  await page.goto(`${stage().url}/#/customers`)
  await page.getByText('吴忠瑞宝餐饮有限公司').first().waitFor()
  await create(company.world, system, 'customers', { name: '中卫新来客户', owner: stage().sales.userId })
  await comeBack(page)
  await page.getByText('中卫新来客户').first().waitFor()

  await page.goto(`${stage().url}/#/customers/${ids.other}`)
  const name = page.locator('[data-field="name"] input')
  await name.fill('正在改名')
  await update(company.world, system, 'customers', ids.other, { address: '吴忠市利通区 2 号' })
  await comeBack(page)
  await page.getByText('已有新版本').waitFor()
  expect(await name.inputValue()).toBe('正在改名')
})
