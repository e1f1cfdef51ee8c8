/** An analyst in a real browser: finds tables, answers a question, draws and pins it, takes it away; somebody of a department runs the same query and sees the department. */
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { readSheet } from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { inLanguage } from '../../admin/workbench/example.ts'
import { examples } from '../../admin/workbench/examples.ts'
import { system } from '../../server/access/actor.ts'
import { dayOf } from '../../server/calendar/today.ts'
import { plusDays } from '../../server/calendar/weeks.ts'
import { create, move } from '../../server/records/index.ts'
import { accessibilityFaults as faultsNow, openBrowser, phone, signIn, type TestBrowser, visit } from '../support/browser.ts'
import { type Client, password, type Served, served } from '../support/served.ts'
import { ensurePanel, goTo } from './stage.ts'

vi.setConfig({ testTimeout: 90_000, hookTimeout: 120_000 })

let company: Served
let browser: TestBrowser
let [analyst, north]: (Client & { userId: number })[] = []

const make = async (register: string, body: Record<string, unknown>) => (await create(company.world, system, register, body)).id

const question = examples[0]
if (!question) throw new Error('there are examples')
const sql = inLanguage(question.sql, 'zh')
const title = question.question[0]

beforeAll(async () => {
  ensurePanel()
  company = await served('sqlite', {}, true)
  const { world } = company
  await make('policies', { key: 'sql.snapshot.every', value: '1', unit: 'second', scope: 'company', reason: 'test' })
  const head = await make('departments', { name: '总部', code: 'HQ', kind: 'headOffice' })
  const departments = await Promise.all(
    [
      ['华北区', 'N'],
      ['华南区', 'S'],
    ].map(([name, code]) => make('departments', { name, code, kind: 'region', superior: head })),
  )
  analyst = await company.as('analyst', 'analyst', head)
  north = await company.as('salesManager', 'north', departments[0])
  const south = await company.as('salesManager', 'south', departments[1])
  const product = await make('products', { name: '枸杞酒', code: 'P1', unit: '瓶' })
  const today = dayOf(world.now(), world.timeZone)
  const quarter = `${today.slice(0, 5)}${['01', '04', '07', '10'][Math.floor((Number(today.slice(5, 7)) - 1) / 3)]}-01`
  const before = plusDays(quarter, -20)
  // In the north 北方甲 falls from most of the sales to little; in the south nobody falls as far.
  for (const [name, seller, department, last, now] of [
    ['北方甲商行', north, departments[0], '900', '100'],
    ['北方乙商行', north, departments[0], '100', '400'],
    ['南方甲商行', south, departments[1], '500', '300'],
    ['南方乙商行', south, departments[1], '500', '1200'],
  ] as const) {
    const customer = await make('customers', { name, owner: seller.userId, department })
    for (const [date, quantity] of [
      [before, last],
      [today, now],
    ] as const) {
      const order = await make('orders', {
        customer,
        salesperson: seller.userId,
        department,
        date,
        lines: [{ product, quantity, unitPrice: '10' }],
      })
      await move(world, system, 'orders', order, 'confirm', {})
    }
  }
  // Until the warehouse has it all.
  const counted = { sql: 'select count(*)::integer from sales_orders' }
  await vi.waitUntil(async () => (await analyst?.post('/api/sql', counted))?.body.rows?.[0]?.[0] === 8, { timeout: 60_000, interval: 500 })
  browser = await openBrowser()
})

afterAll(async () => {
  await browser?.close()
  await company?.stop()
})

async function open(who: string, path: string, viewport?: { width: number; height: number }) {
  const visited = await visit(browser.browser, company.running.url, viewport)
  await signIn(visited.page, who, password)
  await goTo(visited.page, path)
  return visited
}

/** What axe finds once colours have stopped changing. */
async function accessibilityFaults(page: Page): Promise<string[]> {
  await page.waitForTimeout(400)
  return faultsNow(page)
}

const editor = (page: Page) => page.getByRole('textbox', { name: /SQL 编辑框/ })
const grid = (page: Page) => page.getByRole('grid', { name: '查询结果' })
/** What the first column of the result says, from the top. */
const firstCells = (page: Page) => grid(page).locator('[data-column="0"]').allTextContents()

async function write(page: Page, text: string) {
  await editor(page).click()
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText(text)
}

describe('the workbench', () => {
  it('leads from browsing to a question answered, drawn, pinned, taken away and shared', async () => {
    const { page, context, complaints } = await open('analyst', '/')
    await page.getByRole('link', { name: '数据分析' }).click()
    // Finds the table by its Chinese name, reads what a row means and which columns it has.
    const tables = page.getByRole('region', { name: '表', exact: true })
    await page.getByLabel('查找表和列').fill('计入销售的订单')
    await tables.getByRole('button', { name: /^sales_orders 计入/ }).click()
    await tables
      .getByRole('button', { name: /^total/ })
      .first()
      .waitFor()
    await page.getByRole('button', { name: 'sales_orders 的样例与说明' }).click()
    const sample = page.getByRole('dialog')
    await sample.getByRole('grid').getByText('SO-').first().waitFor()
    await sample.getByRole('button', { name: '关闭' }).click()
    // Types a start with completion of a table and of its columns by alias.
    await editor(page).click()
    await page.keyboard.type('select s.tot', { delay: 15 })
    await page.keyboard.press('Escape')
    await page.keyboard.type(' from sales_or', { delay: 15 })
    await page.locator('.cm-completionDetail').getByText('计入销售的订单').waitFor()
    await page.waitForTimeout(150)
    await page.keyboard.press('Enter')
    await page.keyboard.type(' s where s.sta', { delay: 15 })
    await page.locator('.cm-completionLabel').getByText('status').first().waitFor()
    await page.waitForTimeout(150)
    await page.keyboard.press('Enter')
    expect(await editor(page).textContent()).toBe('select s.tot from sales_orders s where s.status')
    // A mistake is shown where it is.
    await page.keyboard.press('Control+Enter')
    await page.getByText('第 1 行第 8 列').waitFor()
    await expect.poll(() => page.locator('.cm-lintRange-error').count()).toBe(1)
    // The question itself.
    await write(page, sql)
    await page.keyboard.press('Control+Enter')
    await grid(page).getByText('北方甲商行').waitFor()
    expect(await firstCells(page)).toEqual(['北方甲商行', '南方甲商行', '北方乙商行', '南方乙商行'])
    expect(await accessibilityFaults(page)).toEqual([])
    await page.getByRole('button', { name: '图表' }).click()
    await page.locator('svg.recharts-surface').first().waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    // Saved, pinned to a new board.
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await page.getByRole('dialog').getByLabel('名称').fill(title)
    await page.getByRole('dialog').getByLabel('文件夹').fill('客户')
    await page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: '钉到看板' }).click()
    await page.getByLabel('新看板的名称').fill('客户份额')
    await page.getByRole('button', { name: '钉上' }).click()
    await page.waitForURL(/boards\/\d+/)
    await page.getByRole('heading', { name: '客户份额' }).waitFor()
    await page.locator('svg.recharts-surface').first().waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    // Taken away as a workbook: what is on the screen is in the file.
    await goTo(page, '/workbench')
    await page.getByRole('button', { name: '表格' }).click()
    await page.getByRole('button', { name: '导出' }).click()
    const [download] = await Promise.all([
      page.waitForEvent('download', { timeout: 30_000 }),
      page.getByRole('menuitem', { name: /Excel 至多/ }).click(),
    ])
    const rows = await readSheet(readFileSync(await download.path()))
    expect(rows.map(([name]) => name)).toEqual(['客户', '北方甲商行', '南方甲商行', '北方乙商行', '南方乙商行'])
    // It is there to be had once more, until it is put away for good.
    const exported = page.getByRole('region', { name: '导出', exact: true })
    await exported.getByRole('link', { name: '下载' }).waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    await exported.getByRole('button', { name: '不再显示' }).click()
    await exported.waitFor({ state: 'detached' })
    await page.reload()
    await editor(page).waitFor()
    await page.waitForLoadState('networkidle')
    expect(await exported.count()).toBe(0)
    expect(complaints).toEqual([])
    await context.close()
  })

  it('shows the same saved query to a department with the rows of the department alone', async () => {
    const own = await open('analyst', '/workbench')
    await own.page.getByRole('tab', { name: '查询' }).click()
    await own.page.getByRole('button', { name: `“${title}”的操作` }).click()
    await own.page.getByRole('menuitem', { name: '名称与共享…' }).click()
    await own.page.getByLabel('共享给角色').fill('销售经理')
    await own.page.getByRole('option', { name: '销售经理' }).click()
    await own.page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
    await own.page.getByRole('dialog').waitFor({ state: 'detached' })
    await own.context.close()
    const { page, context, complaints } = await open('north', '/workbench')
    await page.getByRole('tab', { name: '查询' }).click()
    await page.getByRole('region', { name: '保存的查询' }).getByText(title).click()
    await page.getByRole('button', { name: '运行', exact: true }).click()
    await grid(page).getByText('北方甲商行').waitFor()
    expect((await firstCells(page)).sort()).toEqual(['北方乙商行', '北方甲商行'])
    // The right to export is not theirs.
    expect(await page.getByRole('button', { name: '导出' }).count()).toBe(0)
    expect(complaints).toEqual([])
    await context.close()
  })

  it('saves over a query that was shared meanwhile, and shares with a board the queries on it', async () => {
    const query = (await analyst?.post('/api/records/queries', { name: '待共享', sql: 'select 1 as a' }))?.body
    const chart = { query: query.id, title: '待共享', x: 0, y: 0, width: 6, height: 8 }
    const board = (await analyst?.post('/api/records/boards', { name: '共享看板', charts: [chart] }))?.body
    const now = async () => (await analyst?.get(`/api/records/queries/${query.id}`))?.body
    const { page, context, complaints } = await open('analyst', '/workbench')
    await page.getByRole('tab', { name: '查询' }).click()
    await page.getByRole('region', { name: '保存的查询' }).getByText('待共享').click()
    await page.getByRole('button', { name: '“待共享”的操作' }).click()
    await page.getByRole('menuitem', { name: '名称与共享…' }).click()
    await page.getByRole('dialog').getByLabel('文件夹').fill('共享')
    await page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await write(page, 'select 2 as a')
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await expect.poll(async () => (await now()).sql).toBe('select 2 as a')
    expect(await now()).toMatchObject({ folder: '共享', shared: false })
    expect(await page.getByRole('dialog').count()).toBe(0)
    await goTo(page, `/boards/${board.id}`)
    await page.getByRole('button', { name: '名称与共享' }).click()
    await page.getByRole('dialog').getByLabel('共享给所有').click()
    await page.getByText('看板上您自己的查询也会共享给这些人').waitFor()
    await page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(await now()).toMatchObject({ sql: 'select 2 as a', shared: true })
    expect(complaints).toEqual([])
    await context.close()
  })

  it('keeps tabs over a reload, has closed ones back, and runs what is remembered', async () => {
    const { page, context } = await open('analyst', '/workbench')
    await page.getByRole('button', { name: '新标签' }).click()
    await write(page, 'select 42 as answer')
    await page.reload()
    await expect.poll(() => editor(page).textContent()).toBe('select 42 as answer')
    await page.keyboard.press('Control+Enter')
    await editor(page).click()
    await page.keyboard.press('Control+Enter')
    await grid(page).getByText('42').waitFor()
    await page
      .getByRole('button', { name: /关闭标签/ })
      .last()
      .click()
    await page.getByRole('button', { name: '找回关闭的标签' }).click()
    await page.getByRole('menuitem', { name: /select 42/ }).click()
    await expect.poll(() => editor(page).textContent()).toBe('select 42 as answer')
    await page.getByRole('tab', { name: '历史' }).click()
    await page.getByLabel('查找运行过的语句').fill('42 as answer')
    await page.getByRole('region', { name: '运行历史' }).getByText('select 42 as answer').first().waitFor()
    await context.close()
  })

  it('asks for parameters, says what was cut off, stops what runs too long', async () => {
    const { page, context } = await open('analyst', '/workbench')
    await page.getByRole('button', { name: '新标签' }).click()
    await write(page, 'select i from range(5000) t(i) where i >= $least')
    const least = page.getByLabel('$least', { exact: true })
    await least.waitFor()
    await page.getByLabel('$least 的类型').click()
    await page.getByRole('option', { name: '整数' }).click()
    await least.fill('1000')
    await least.press('Enter')
    await page.getByText('已截断：只取前 1,000 行').waitFor()
    expect((await firstCells(page))[0]).toBe('1000')
    // Copies what is chosen, with the names of its columns; Enter opens one value.
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await grid(page).locator('[data-row="1"]').click()
    await grid(page)
      .locator('[data-row="3"]')
      .click({ modifiers: ['Shift'] })
    await page.keyboard.press('Control+c')
    await page.getByText('已复制 3 行').waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('i\n1001\n1002\n1003')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').getByText('1003').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await grid(page).getByRole('columnheader', { name: 'i' }).getByRole('button').click()
    await grid(page).getByRole('columnheader', { name: 'i' }).getByRole('button').click()
    await expect.poll(async () => (await firstCells(page))[0]).toBe('1999')
    await write(page, 'select count(*) from range(1000000000000)')
    await page.keyboard.press('Control+Enter')
    await page.getByRole('button', { name: '停止（Esc）' }).waitFor()
    await editor(page).click()
    await page.keyboard.press('Escape')
    await page.getByRole('alert').getByText('取消').waitFor()
    await context.close()
  })

  it('chooses blocks, rows and columns with mouse and keys, and copies them with their names', async () => {
    const { page, context } = await open('analyst', '/workbench')
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.getByRole('button', { name: '新标签' }).click()
    await write(page, 'select i as a, i * 2 as b, i * 3 as c from range(4) t(i)')
    await page.keyboard.press('Control+Enter')
    const cell = (row: number, column: number) => grid(page).locator(`[data-row="${row}"][data-column="${column}"]`)
    const copied = async () => {
      await page.keyboard.press('Control+c')
      return page.evaluate(() => navigator.clipboard.readText())
    }
    await cell(1, 1).click()
    await cell(2, 2).click({ modifiers: ['Shift'] })
    await expect.poll(copied).toBe('b\tc\n2\t3\n4\t6')
    await page.keyboard.press('Shift+ArrowLeft')
    await expect.poll(copied).toBe('b\n2\n4')
    await page.keyboard.press('Control+Space')
    await expect.poll(copied).toBe('b\n0\n2\n4\n6')
    await grid(page)
      .getByRole('columnheader', { name: 'c' })
      .getByRole('button')
      .click({ modifiers: ['Shift'] })
    await expect.poll(copied).toBe('b\tc\n0\t0\n2\t3\n4\t6\n6\t9')
    await grid(page).locator('[data-line="1"]').click()
    await grid(page)
      .locator('[data-line="2"]')
      .click({ modifiers: ['Shift'] })
    await expect.poll(copied).toBe('a\tb\tc\n1\t2\t3\n2\t4\t6')
    await cell(3, 1).click()
    await page.keyboard.press('Shift+Space')
    await expect.poll(copied).toBe('a\tb\tc\n3\t6\t9')
    expect(await accessibilityFaults(page)).toEqual([])
    await context.close()
  })

  it('calls parameters what their query calls them, also on a phone', async () => {
    const { page, context } = await open('analyst', '/workbench')
    await page.getByRole('button', { name: '新标签' }).click()
    await write(page, 'select $day::date as first, $least::integer as least')
    await page.getByRole('button', { name: '$day 的叫法' }).click()
    await page.getByRole('textbox', { name: '$day 的叫法' }).fill('开始日期')
    await page.keyboard.press('Enter')
    expect(await page.getByLabel('开始日期').getAttribute('type')).toBe('date')
    await page.getByLabel('开始日期').fill('2026-05-01')
    await page.getByLabel('$least 的类型').click()
    await page.getByRole('option', { name: '整数' }).click()
    await page.getByLabel('$least', { exact: true }).fill('１，０００')
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await page.getByRole('dialog').getByLabel('名称').fill('带参数')
    await page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await context.close()
    const small = await open('analyst', '/workbench', phone)
    await small.page.getByText('带参数').click()
    expect(await small.page.getByLabel('开始日期').inputValue()).toBe('2026-05-01')
    await small.page.getByRole('button', { name: '运行', exact: true }).click()
    await small.page.getByText('2026-05-01').last().waitFor()
    await small.page.getByText('1000', { exact: true }).waitFor()
    await small.page.goBack()
    await small.page.getByText('带参数').waitFor()
    await small.context.close()
  })

  it('does not run with a parameter left empty, on the desk, on a board or on a phone', async () => {
    const { page, context } = await open('analyst', '/workbench')
    await page.getByRole('button', { name: '新标签' }).click()
    await write(page, 'select count(*) as n from orders where date >= $from')
    const from = page.getByLabel('$from', { exact: true })
    await from.waitFor()
    await page.keyboard.press('Control+Enter')
    await page.getByRole('alert').getByText('参数“$from”还没有填写').waitFor()
    expect(await from.getAttribute('aria-invalid')).toBe('true')
    expect(await grid(page).count()).toBe(0)
    expect(await accessibilityFaults(page)).toEqual([])
    await from.fill('2020-01-01')
    expect(await from.getAttribute('aria-invalid')).toBe('false')
    await from.press('Enter')
    await expect.poll(() => firstCells(page)).toEqual(['8'])
    // A statement that says what nothing means is run with nothing.
    await write(page, 'select count(*) as n from orders where $from is null or date >= $from')
    await from.fill('')
    await from.press('Enter')
    await expect.poll(() => firstCells(page)).toEqual(['8'])
    await context.close()
    const query = await analyst?.post('/api/records/queries', {
      name: '要日期的查询',
      sql: 'select count(*) as n from orders where date >= $from',
      parameters: [{ name: 'from', type: 'date', default: '' }],
    })
    const chart = { query: query?.body.id, title: '要日期的图', x: 0, y: 0, width: 6, height: 6 }
    const made = await analyst?.post('/api/records/boards', { name: '要日期的看板', refresh: 0, charts: [chart] })
    const board = await open('analyst', `/boards/${made?.body.id}`)
    await board.page.getByText('参数“$from”还没有填写').waitFor()
    await board.page.getByLabel('$from', { exact: true }).fill('2020-01-01')
    await board.page.getByText('参数“$from”还没有填写').waitFor({ state: 'detached' })
    await board.context.close()
    const small = await open('analyst', '/workbench', phone)
    await small.page.getByText('要日期的查询').click()
    await small.page.getByRole('button', { name: '运行', exact: true }).click()
    await small.page.getByRole('alert').getByText('参数“$from”还没有填写').waitFor()
    await small.page.getByLabel('$from', { exact: true }).fill('2020-01-01')
    await small.page.getByRole('button', { name: '运行', exact: true }).click()
    await small.page.getByText('1 行').waitFor()
    await small.context.close()
  })

  it('pins to a board of one’s own unless a shared one is chosen, and then shares the query with its people', async () => {
    const roles = ['salesManager']
    await analyst?.post('/api/records/boards', { name: 'A 共享的看板', refresh: 0, roles })
    const query = await analyst?.post('/api/records/queries', { name: '私有的查询', sql: "select '甲' as x, 1 as y", chart: null })
    const { page, context } = await open('analyst', '/workbench')
    await page.getByRole('tab', { name: '查询' }).click()
    await page.getByRole('region', { name: '保存的查询' }).getByText('私有的查询').click()
    await page.getByRole('button', { name: '运行', exact: true }).click()
    await page.getByRole('button', { name: '图表' }).click()
    await page.getByRole('button', { name: '钉到看板' }).click()
    const dialog = page.getByRole('dialog')
    const target = dialog.getByRole('combobox', { name: '看板', exact: true })
    await target.waitFor()
    expect(await target.textContent()).not.toBe('A 共享的看板')
    expect(await dialog.getByText('查询也会共享').count()).toBe(0)
    await target.click()
    await page.getByRole('option', { name: 'A 共享的看板' }).click()
    await dialog.getByText('共享给：销售经理；钉上后，查询也会共享给他们').waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    await dialog.getByRole('button', { name: '钉上' }).click()
    await page.waitForURL(/boards\/\d+/)
    expect((await analyst?.get(`/api/records/queries/${query?.body.id}`))?.body).toMatchObject({ roles })
    const theirs = await open('north', page.url().replace(/^.*(?=\/boards)/, ''))
    await theirs.page.locator('svg.recharts-surface').first().waitFor()
    expect(await theirs.page.getByText('没有共享给您').count()).toBe(0)
    await theirs.context.close()
    await context.close()
  })

  it('has a board arranged by dragging, or with buttons', async () => {
    const query = async (name: string) =>
      (await analyst?.post('/api/records/queries', { name, sql: `select '${name}' as x, 1 as y` }))?.body.id
    const charts = []
    for (const [y, name] of ['甲图', '乙图', '丙图'].entries())
      charts.push({ query: await query(name), title: name, x: 0, y, width: 6, height: 6 })
    const made = await analyst?.post('/api/records/boards', { name: '可调的看板', refresh: 0, charts })
    const { page, context, complaints } = await open('analyst', `/boards/${made?.body.id}`)
    await page.getByRole('button', { name: '调整布局' }).click()
    const tiles = page.locator('[data-tile]')
    const names = () =>
      tiles.getByRole('textbox', { name: '标题' }).evaluateAll((boxes) => boxes.map((box) => (box as HTMLInputElement).value))
    const drag = async (from: { x: number; y: number }, to: { x: number; y: number }) => {
      await page.mouse.move(from.x, from.y)
      await page.mouse.down()
      await page.mouse.move(to.x, to.y, { steps: 6 })
      await page.mouse.up()
    }
    const middle = async (locator: ReturnType<Page['locator']>) => {
      const box = await locator.boundingBox()
      if (!box) throw new Error('nothing to take hold of')
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
    }
    await page.getByText('甲图').first().waitFor()
    await drag(await middle(tiles.nth(0).getByTitle('拖动改变位置')), await middle(tiles.nth(1)))
    await expect.poll(names).toEqual(['乙图', '甲图', '丙图'])
    await page.getByRole('button', { name: '“丙图”前移' }).click()
    await expect.poll(names).toEqual(['乙图', '丙图', '甲图'])
    const corner = await middle(tiles.nth(0).getByTitle('拖动改变大小'))
    await drag(corner, { x: corner.x + 500, y: corner.y + 90 })
    expect(await accessibilityFaults(page)).toEqual([])
    await page.getByRole('button', { name: '保存布局' }).click()
    await page.getByRole('button', { name: '调整布局' }).waitFor()
    const kept = (await analyst?.get(`/api/records/boards/${made?.body.id}`))?.body.charts
    expect(kept.map(({ title: name, width, height }: Record<string, unknown>) => [name, width, height])).toEqual([
      ['乙图', 12, 8],
      ['丙图', 6, 6],
      ['甲图', 6, 6],
    ])
    expect(complaints).toEqual([])
    await context.close()
  })

  it('tells when somebody else changed the query, and loses nothing', async () => {
    const { page, context } = await open('analyst', '/workbench')
    const created = await analyst?.post('/api/records/queries', { name: '争用', sql: 'select 1' })
    await page.getByRole('tab', { name: '查询' }).click()
    await page.getByRole('region', { name: '保存的查询' }).getByText('争用').click()
    await analyst?.put(`/api/records/queries/${created?.body.id}`, { version: created?.body.version, sql: 'select 2 as theirs' })
    await write(page, 'select 3 as mine')
    await page.keyboard.press('Control+s')
    const dialog = page.getByRole('dialog')
    await dialog.getByText('select 2 as theirs').waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    await dialog.getByRole('button', { name: '用我的覆盖' }).click()
    await dialog.waitFor({ state: 'detached' })
    expect((await analyst?.get(`/api/records/queries/${created?.body.id}`))?.body.sql).toBe('select 3 as mine')
    await context.close()
  })

  it('is for larger screens; a phone runs saved queries and shows boards', async () => {
    const { page, context, complaints } = await open('analyst', '/workbench', phone)
    await page.getByText(title).first().click()
    await page.getByText('北方甲商行').last().waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phone.width)
    await goTo(page, '/boards')
    await page.getByText('客户份额').click()
    await page.locator('svg.recharts-surface').first().waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    expect(complaints).toEqual([])
    await context.close()
  })

  it('has pages about the warehouse and what was run, clean for everybody in both themes', async () => {
    const { page, context, complaints } = await open('analyst', '/warehouse')
    await page.getByText('sales_orders').first().waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    await goTo(page, '/sql-activity')
    await page.getByRole('region', { name: '运行记录' }).waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.reload()
    await goTo(page, '/workbench')
    await editor(page).waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    expect(complaints).toEqual([])
    await context.close()
  })
})

describe('every example', () => {
  it.each(examples.map((example) => [example.question[1], example] as const))('%s', async (_, example) => {
    for (const language of ['zh', 'en'] as const) {
      const answer = await analyst?.post('/api/sql', { sql: inLanguage(example.sql, language), params: example.parameters ?? {} })
      expect(answer?.body.message).toBeUndefined()
      const names: string[] = answer?.body.columns.map(({ name }: { name: string }) => name)
      const { x, y, series } = example.chart ?? { x: names[0] ?? '', y: [] }
      for (const name of [x, ...y, ...(series === undefined ? [] : [series])]) expect(names).toContain(inLanguage(name, language))
    }
  })
})
