/** The weekly dashboard in a real browser: figures, filters in the address, the list behind a figure, freshness, Excel, both languages, keyboard and paper. */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pino } from 'pino'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '../../server/access/actor.ts'
import { setPassword } from '../../server/access/passwords.ts'
import { openWorld, type Running, serve } from '../../server/start.ts'
import { openShop, type Shop, sell } from '../reporting/shop.ts'
import { accessibilityFaults, openBrowser, phone, signIn, type TestBrowser, visit } from '../support/browser.ts'
import { freshSettings } from '../support/engines.ts'
import { password } from '../support/served.ts'

const root = resolve(import.meta.dirname, '../..')

describe('weekly dashboard', () => {
  let shop: Shop
  let running: Running
  let browser: TestBrowser
  let clean: () => Promise<void>

  beforeAll(async () => {
    if (!existsSync(join(root, 'dist/panel/index.html')))
      execFileSync(process.execPath, [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--config', 'admin/vite.config.ts'], {
        cwd: root,
      })
    const fresh = await freshSettings('sqlite')
    clean = fresh.clean
    const world = await openWorld(fresh.settings)
    shop = await openShop(world)
    const { wang, li } = shop.people
    for (const { id, username } of Object.values(shop.people))
      if (id !== null) await setPassword(world.database, { id, username }, password, world.now())
    await sell(shop, wang, shop.customers[0], '2026-11-18', '3000', '12.345')
    await sell(shop, wang, shop.customers[0], '2026-11-10', '1000', '12.345')
    await sell(shop, li, shop.customers[1], '2026-11-19', '2', '50')
    running = await serve(world, fresh.settings, { log: pino({ level: 'silent' }) })
    browser = await openBrowser()
  }, 120_000)

  afterAll(async () => {
    await browser.close()
    await running.stop()
    await clean()
  })

  const open = async (
    actor: Actor,
    query = '?from=2026-11-16&to=2026-11-22&by=week,salesperson',
    viewport?: { width: number; height: number },
  ) => {
    const opened = await visit(browser.browser, running.url, viewport)
    await signIn(opened.page, actor.username, password)
    await opened.page.goto(`/#/dashboards/weekly-sales${query}`)
    await opened.page.getByRole('table', { name: '周销售统计' }).waitFor()
    return opened
  }
  const figure = (page: Page, label: string) =>
    page.getByRole('region', { name: '要点' }).getByRole('link', { name: new RegExp(`^${label}`) })

  it('shows the figures and leads to the records behind them', async () => {
    const { page, context, complaints } = await open(shop.people.executive)
    expect(await figure(page, '净销售额').textContent()).toContain('3.7万')
    expect(await figure(page, '净销售额').getAttribute('title')).toContain('37,135.00')
    expect(await figure(page, '净销售额').textContent()).toContain('▲ 200.8 %')
    await figure(page, '订单').click()
    await page.waitForURL(/#\/orders\?/)
    await page.getByText('SO-').first().waitFor()
    expect(await page.locator('tbody tr').count()).toBe(2)
    await page.goBack()
    const row = page.getByRole('row', { name: /Wang/ }).last()
    await row.getByRole('link', { name: '37,035.00' }).first().click()
    await page.waitForURL(/#\/orders\?/)
    await page.getByText('SO-').first().waitFor()
    expect(await page.locator('tbody tr').count()).toBe(1)
    expect(complaints).toEqual([])
    await context.close()
  })

  it('keeps filters in the address and says them in words', async () => {
    const { page, context } = await open(shop.people.executive, `?from=2026-11-16&to=2026-11-22&by=customer&region=44`)
    await page.getByText('广东省').first().waitFor()
    expect(await figure(page, '净销售额').getAttribute('title')).toContain('100.00')
    await page.getByRole('combobox', { name: '期间' }).click()
    await page.getByRole('option', { name: '近 12 周' }).click()
    await page.waitForURL(/period=twelveWeeks/)
    expect(page.url()).not.toContain('from=')
    await context.close()
  })

  it('follows a write without being asked', async () => {
    const { page, context } = await open(shop.people.li)
    expect(await figure(page, '净销售额').getAttribute('title')).toContain('100.00')
    await sell(shop, shop.people.li, shop.customers[1], '2026-11-20', '1', '11')
    await expect.poll(() => figure(page, '净销售额').getAttribute('title')).toBe('111.00')
    await context.close()
  })

  it('reads the chart as a table, saves it as a picture, and opens a week by keyboard', async () => {
    const { page, context } = await open(shop.people.executive)
    await page.locator('.recharts-bar-rectangle').first().waitFor()
    const [picture] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '保存为图片' }).click()])
    expect(picture.suggestedFilename()).toMatch(/\.png$/)
    await page.locator('svg.recharts-surface[tabindex="0"]').focus()
    await page.keyboard.press('ArrowRight')
    await page.getByText(/起的一周/).waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL(/#\/orders\?/)
    await page.goBack()
    await page.getByRole('button', { name: '看表' }).click()
    expect(
      await page
        .getByRole('table', { name: /净销售额按周/ })
        .getByRole('row')
        .count(),
    ).toBe(53)
    await context.close()
  })

  it('gives the Excel file to those who may export', async () => {
    const { page, context } = await open(shop.people.executive)
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Excel' }).click()])
    expect(file.suggestedFilename()).toContain('周销售统计')
    await context.close()
    const other = await open(shop.people.wang)
    expect(await other.page.getByRole('link', { name: 'Excel' }).count()).toBe(0)
    await other.context.close()
  })

  it('loses the panel around it on paper', async () => {
    const { page, context } = await open(shop.people.executive)
    await page.emulateMedia({ media: 'print' })
    expect(await page.getByRole('button', { name: '打印' }).isVisible()).toBe(false)
    expect(await page.getByRole('table', { name: '周销售统计' }).isVisible()).toBe(true)
    await context.close()
  })

  it('is in English too, fits a phone, and is usable by everybody', async () => {
    const { page, context } = await open(shop.people.executive, undefined, phone)
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
    expect(await accessibilityFaults(page)).toEqual([])
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('heading', { name: 'Weekly sales' }).waitFor()
    await page.getByRole('table', { name: 'Weekly sales' }).getByText('Net (¥)').waitFor()
    await context.close()
  })
})
