/** Coming in: a wrong password, the first look, the language, a session that ends under one's hands, the forced change of password. */
import { describe, expect, it } from 'vitest'
import { setPassword } from '../../server/access/passwords.ts'
import { password } from '../support/served.ts'
import { goTo, useStage } from './stage.ts'

const stage = useStage()

describe('signing in', () => {
  it('says that the password is wrong and lets the right one in', async () => {
    const { page, complaints } = await stage().open()
    await page.goto('/')
    await page.getByLabel('用户名').fill('admin')
    await page.getByLabel('密码', { exact: false }).first().fill('not the password')
    await page.getByRole('button', { name: '登录' }).click()
    await page.getByRole('alert').waitFor()
    await page.locator('input[name=current-password]').fill(password)
    await page.getByRole('button', { name: '登录' }).click()
    await page.getByRole('heading', { name: /今天要做什么/ }).waitFor()
    expect(complaints).toEqual([])
  })

  it('switches everything to English and remembers it', async () => {
    const { company } = stage()
    const someone = await company.as('sales', 'lena')
    const { page } = await stage().open('lena')
    await goTo(page, '/customers')
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('heading', { name: 'Customers', exact: true }).waitFor()
    await page.getByRole('button', { name: '中文' }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    await expect.poll(async () => (await someone.get('/api/session')).body.user.language).toBe('en')
    const again = await stage().open('lena')
    await again.page.getByRole('heading', { name: /What is there to do today/ }).waitFor()
  })

  it('keeps the language that was chosen by hand before signing in', async () => {
    const { company } = stage()
    const someone = await company.as('sales', 'nora')
    const { page } = await stage().open()
    await page.goto('/')
    await page.getByRole('button', { name: 'English' }).click()
    await page.locator('input[name=username]').fill('nora')
    await page.locator('input[name=current-password]').fill(password)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.getByRole('heading', { name: /What is there to do today/ }).waitFor()
    await expect.poll(async () => (await someone.get('/api/session')).body.user.language).toBe('en')
    await page.reload()
    await page.getByRole('heading', { name: /What is there to do today/ }).waitFor()
  })

  it('asks for the password over the page when the session ends, and loses nothing that was typed', async () => {
    const { company } = stage()
    const someone = await company.as('administrator', 'expired')
    const { page } = await stage().open('expired')
    await goTo(page, '/customers/create')
    await page.getByLabel(/^客户名称/).fill('写到一半的客户')
    await company.world.database.knex('sessions').where({ user: someone.userId }).delete()
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await page.getByText('登录已失效。请重新登录，您未保存的内容还在。').waitFor()
    await page.locator('input[name=current-password]').fill(password)
    await page.getByRole('button', { name: '登录', exact: true }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(await page.getByLabel(/^客户名称/).inputValue()).toBe('写到一半的客户')
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await page.getByRole('heading', { name: '写到一半的客户' }).waitFor()
  })

  it('demands a new password after a one-time password', async () => {
    const { company } = stage()
    const { world } = company
    const someone = await company.as('sales', 'newcomer')
    await setPassword(world.database, { id: someone.userId, username: 'newcomer' }, 'one time only 123', world.now(), true)
    const { page } = await stage().open()
    await page.goto('/')
    await page.locator('input[name=username]').fill('newcomer')
    await page.locator('input[name=current-password]').fill('one time only 123')
    await page.getByRole('button', { name: '登录' }).click()
    await page.getByRole('heading', { name: '请更换密码' }).waitFor()
    await page.getByLabel(/^当前密码/).fill('one time only 123')
    await page.getByLabel(/^新密码/).fill('my own long password')
    await page.getByLabel(/^再填一次新密码/).fill('my own long password')
    await page.getByRole('button', { name: '更换密码' }).click()
    await page.getByRole('heading', { name: /今天要做什么/ }).waitFor()
    await page.getByRole('button', { name: '我的账户' }).click()
    await page.getByRole('menuitem', { name: '退出登录' }).click()
    await page.getByRole('heading', { name: '登录' }).waitFor()
  })
})
