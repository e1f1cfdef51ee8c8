/** Forms: leaving asks once, a clash that is given up asks nothing more, lines refuse quantities of nothing. */
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { create, update } from '../../server/records/index.ts'
import { choose, entry, goTo, useStage } from './stage.ts'

const stage = useStage()

/** Counts what the browser asks, and answers each so. */
function answering(page: Page, answer: 'accept' | 'dismiss'): { asked: number } {
  const count = { asked: 0 }
  page.on('dialog', (dialog) => {
    count.asked += 1
    void dialog[answer]()
  })
  return count
}

describe('leaving a form', () => {
  it('asks once, also for a record whose address begins like this one', async () => {
    const { company, ids, open, adminActor } = stage()
    let last = ids.customer
    for (let number = 0; !(last > ids.customer && String(last).startsWith(String(ids.customer))); number += 1)
      last = (await create(company.world, adminActor, 'customers', { name: `灵武第${number}商行` })).id
    const { page, complaints } = await open('admin')
    const at = (path: string) => page.locator(`#main-content[data-path="${path}"] h1`).first().waitFor()
    await goTo(page, '/customers')
    for (const id of [last, ids.customer]) {
      await page.getByRole('link', { name: '客户', exact: true }).first().click()
      await at('/customers')
      await page.locator(`a[href="#/customers/${id}/show"]`).first().click()
      await page.getByRole('link', { name: '编辑' }).click()
      await at(`/customers/${id}`)
    }
    await entry(page, '简称').fill('悦丰')
    const stayed = answering(page, 'dismiss')
    // From the form past the record's own page and the list to the other form.
    const back = () => page.evaluate(() => history.go(-3))
    await back()
    await expect.poll(() => stayed.asked).toBe(1)
    expect(await entry(page, '简称').inputValue()).toBe('悦丰')
    page.removeAllListeners('dialog')
    const left = answering(page, 'accept')
    await back()
    await at(`/customers/${last}`)
    await page.waitForTimeout(300)
    expect([stayed.asked, left.asked]).toEqual([1, 1])
    expect(complaints).toEqual([])
  })

  it('asks no more once a clash was given up', async () => {
    const { company, ids, open, adminActor } = stage()
    const { page } = await open('admin')
    const answered = answering(page, 'dismiss')
    await goTo(page, `/customers/${ids.other}`)
    await entry(page, '简称').fill('我的简称')
    await update(company.world, adminActor, 'customers', ids.other, { shortName: '对方的简称' })
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await page.getByRole('dialog').getByRole('button', { name: '放弃我的修改' }).click()
    await page.locator(`#main-content[data-path="/customers/${ids.other}/show"] h1`).waitFor()
    expect(answered.asked).toBe(0)
  })
})

describe('lines of papers', () => {
  it.each([
    ['returns', /不能小于 0\.001/],
    ['orders', /须大于 0/],
  ])('%s refuse nothing and less under the line itself', async (register, sentence) => {
    const { open } = stage()
    const { page } = await open('admin')
    await goTo(page, `/${register}/create`)
    await choose(page, '客户', '银川')
    await page.getByRole('button', { name: '添加一行' }).click()
    await choose(page, '产品，第 1 行', '蒜蓉酱')
    await page.getByLabel('数量，第 1 行').fill('0')
    await page.getByLabel('单价，第 1 行').fill('6')
    if (register === 'returns') {
      await entry(page, '原因').click()
      await page.getByRole('option').first().click()
    }
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await page.locator('[data-field=lines]').getByText(sentence).waitFor()
    await page.getByLabel('数量，第 1 行').fill('2')
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await page.waitForURL(/\/show$/)
  })
})
