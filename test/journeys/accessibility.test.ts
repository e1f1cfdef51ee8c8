/** Nothing serious or critical for people who use a keyboard, a screen reader or strong contrast: axe on the main pages, light and dark, in both languages. */
import { describe, expect, it } from 'vitest'
import { accessibilityFaults } from '../support/browser.ts'
import { goTo, type Stage, useStage } from './stage.ts'

const stage = useStage()

const pages: readonly (readonly [string, (ids: Stage['ids']) => string])[] = [
  ['first page', () => '/'],
  ['list', () => '/customers'],
  ['empty list', () => '/requirements'],
  ['form', () => '/orders/create'],
  ['record', ({ products }) => `/products/${products[0]}/show`],
  ['customer page', ({ customer }) => `/customers/${customer}/show`],
  ['history', ({ customer }) => `/customers/${customer}/show?tab=history`],
  ['import', () => '/import'],
  ['account', () => '/account'],
  ['weekly statistics', () => '/dashboards/weekly-sales'],
]

describe('accessibility', () => {
  it('login', async () => {
    const { page } = await stage().open()
    await page.goto('/')
    await page.getByRole('heading', { name: '登录' }).waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
  })

  it.each(pages)('%s', async (_, pathOf) => {
    const { page } = await stage().open('admin')
    await goTo(page, pathOf(stage().ids))
    await page.waitForLoadState('networkidle')
    expect(await accessibilityFaults(page)).toEqual([])
  })

  it.each(pages.filter(([name]) => ['list', 'form', 'customer page'].includes(name)))('in the dark: %s', async (_, pathOf) => {
    const { page } = await stage().open('admin')
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.reload()
    await goTo(page, pathOf(stage().ids))
    await page.waitForLoadState('networkidle')
    expect(await accessibilityFaults(page)).toEqual([])
  })
})
