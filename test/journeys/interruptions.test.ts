/** What comes between a person and the work: a session that ends, a colleague in the next window, impatient keys, a proxy's page, an address that is refused. */
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { create } from '../../server/records/index.ts'
import { password } from '../support/served.ts'
import { entry, goTo, useStage } from './stage.ts'

const stage = useStage()

const endSessions = (user: number) => stage().company.world.database.knex('sessions').where({ user }).delete()

const again = async (page: Page) => {
  await page.getByText('登录已失效。请重新登录，您未保存的内容还在。').waitFor()
  await page.locator('input[name=current-password]').fill(password)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.locator('input[name=current-password]').waitFor({ state: 'detached' })
}

const customersNamed = async (name: string) =>
  Number((await stage().company.world.database.knex('customers').where({ name }).count('id as n').first())?.n)

/** The try before is over, and the form takes another one; what went wrong is told a moment earlier. */
const mayTryAgain = (page: Page) => expect.poll(() => page.getByRole('button', { name: '保存', exact: true }).isEnabled()).toBe(true)

describe('a session that ends', () => {
  it('is told on pages that are not lists, which show their figures once one is back', async () => {
    const someone = await stage().company.as('administrator', 'watcher')
    const { page } = await stage().open('watcher')
    await goTo(page, '/work/approvals')
    for (const path of ['/dashboards/weekly-sales', '/rules']) {
      await endSessions(someone.userId)
      await page.goto(`/#${path}`)
      await again(page)
      await page.locator(`#main-content[data-path="${path}"] h1`).waitFor()
      await page.getByText('请先登录。').waitFor({ state: 'detached' })
    }
  })

  it('is told where a file is asked for, and the page stays', async () => {
    const someone = await stage().company.as('administrator', 'exporter')
    const { page } = await stage().open('exporter')
    await goTo(page, '/customers')
    await page.getByRole('button', { name: '导出' }).click()
    await endSessions(someone.userId)
    await page.getByRole('menuitem', { name: 'CSV 文件（.csv）' }).click()
    await again(page)
    const arrives = page.waitForEvent('download')
    await page.getByRole('button', { name: '导出' }).click()
    await page.getByRole('menuitem', { name: 'CSV 文件（.csv）' }).click()
    expect((await arrives).suggestedFilename()).toMatch(/客户.*\.csv$/)
  })

  it('nobody writes in the name of a colleague who signed in through another window', async () => {
    await stage().company.as('administrator', 'first')
    await stage().company.as('administrator', 'second')
    const { page, context } = await stage().open('first')
    await goTo(page, '/customers/create')
    await entry(page, '客户名称').fill('写了一半的客户')
    const other = await context.newPage()
    await context.clearCookies()
    await other.goto('/')
    await other.locator('input[name=username]').fill('second')
    await other.locator('input[name=current-password]').fill(password)
    await other.locator('button[type=submit]').click()
    await other.locator('#main-content h1').first().waitFor()
    await again(page)
    expect(await entry(page, '客户名称').inputValue()).toBe('写了一半的客户')
    await other.getByText('登录已失效。请重新登录，您未保存的内容还在。').waitFor()
  })
})

describe('saving', () => {
  it('makes one record, however often the keys are pressed while it is under way', async () => {
    const { page } = await stage().open('admin')
    await goTo(page, '/customers/create')
    const name = '急性子食品有限公司'
    await entry(page, '客户名称').fill(name)
    await page.route('**/api/records/customers', async (route) => {
      await new Promise((done) => setTimeout(done, 700))
      await route.continue()
    })
    for (let presses = 0; presses < 3; presses += 1) {
      await page.keyboard.press('Control+s')
      await page.waitForTimeout(150)
    }
    await page.locator('#main-content').getByRole('heading', { name }).waitFor()
    expect(await customersNamed(name)).toBe(1)
  })

  it('makes one record when the answer to the first try never arrived', async () => {
    const { page } = await stage().open('admin')
    await goTo(page, '/customers/create')
    const name = '断线食品有限公司'
    await entry(page, '客户名称').fill(name)
    await page.route('**/api/records/customers', async (route) => {
      // A connection kept too long may break on the way to the server as well; the answer is lost all the same.
      await route.fetch({ maxRetries: 2 }).finally(() => route.abort('connectionreset'))
    })
    await page.keyboard.press('Control+s')
    await page.getByText(/连接不上服务器/).waitFor()
    await page.unroute('**/api/records/customers')
    await mayTryAgain(page)
    await page.keyboard.press('Control+s')
    await page.locator('#main-content').getByRole('heading', { name }).waitFor()
    expect(await customersNamed(name)).toBe(1)
  })

  it('says at once that there is no network, reading and writing, and goes on when it is back', async () => {
    const { page, context } = await stage().open('admin')
    await goTo(page, '/customers/create')
    const name = '断网食品有限公司'
    await entry(page, '客户名称').fill(name)
    await context.setOffline(true)
    await page.keyboard.press('Control+s')
    await page.getByText(/连接不上服务器/).waitFor()
    await context.setOffline(false)
    await mayTryAgain(page)
    await page.keyboard.press('Control+s')
    await page.locator('#main-content').getByRole('heading', { name }).waitFor()
    expect(await customersNamed(name)).toBe(1)
    await context.setOffline(true)
    await page.getByRole('link', { name: '收款', exact: true }).click()
    await page
      .locator('#main-content')
      .getByRole('alert')
      .getByText(/连接不上服务器/)
      .first()
      .waitFor()
    await context.setOffline(false)
    await page.getByText('还没有收款').waitFor()
  })

  it("says in words that a proxy's answer is none", async () => {
    const { page } = await stage().open('admin')
    await goTo(page, '/customers/create')
    await entry(page, '客户名称').fill('网关之后')
    await page.route('**/api/records/customers', (route) => route.fulfill({ status: 502, contentType: 'text/html', body: '<html>' }))
    await page.keyboard.press('Control+s')
    await page.getByText('服务器暂时没有正常回应（502）').waitFor()
  })

  it('is not passed over by changing the language', async () => {
    const { page } = await stage().open('admin')
    await goTo(page, '/customers/create')
    await entry(page, '客户名称').fill('还没有保存')
    const asked: string[] = []
    page.on('dialog', (dialog) => {
      asked.push(dialog.message())
      void dialog.dismiss()
    })
    await page.getByRole('button', { name: 'English' }).click()
    expect(asked).toEqual(['有修改还没有保存，换语言后会丢失。确定换吗？'])
    expect(await entry(page, '客户名称').inputValue()).toBe('还没有保存')
  })
})

describe('a list', () => {
  it('keeps the blank between two words while it searches', async () => {
    const { adminActor, company, open } = stage()
    await create(company.world, adminActor, 'customers', { name: 'Silver River Foods' })
    const { page } = await open('admin')
    await goTo(page, '/customers')
    const box = page.getByRole('searchbox')
    await box.click()
    await page.keyboard.type('Silver ')
    await page.getByText('共 1 条', { exact: true }).waitFor()
    await page.keyboard.type('River')
    expect(await box.inputValue()).toBe('Silver River')
  })

  it('opens again after an order that was refused', async () => {
    const { page } = await stage().open('admin')
    await page.goto('/#/customers?sort=gone&order=ASC&page=1&perPage=99999&filter={}')
    await page.getByRole('alert').getByRole('link', { name: '按默认条件打开' }).click()
    await page.getByRole('link', { name: '银川悦丰食品有限公司' }).waitFor()
    await goTo(page, '/products')
    await goTo(page, '/customers')
    await page.getByRole('link', { name: '银川悦丰食品有限公司' }).waitFor()
  })
})

describe('a window', () => {
  it('whose page did not arrive, as after an update of the server, loads it again', async () => {
    const { page } = await stage().open('admin')
    await goTo(page, '/customers')
    await page.route('**/assets/PoliciesPage*', (route) => route.abort())
    await page.goto('/#/rules')
    await page.getByText('这一页没有载入').waitFor()
    await page.unroute('**/assets/PoliciesPage*')
    await page.getByRole('button', { name: '重新载入' }).click()
    await page.locator('#main-content[data-path="/rules"]').getByRole('heading', { name: '现在按什么规则办？' }).waitFor()
  })

  it('is called after its page, and says in words that there is none', async () => {
    const { page, complaints } = await stage().open('admin')
    await goTo(page, '/customers')
    await expect.poll(() => page.title()).toBe('客户 · 台账')
    await goTo(page, `/customers/${stage().ids.customer}/show`)
    await expect.poll(() => page.title()).toBe('银川悦丰食品有限公司 · 台账')
    await page.goto('/#/print/unknown/1')
    await page.getByRole('heading', { name: '没有这个页面' }).waitFor()
    expect(complaints).toEqual([])
  })
})
