/** The yearly notice on holidays in the panel: what could not be read is named, sentence by sentence, where it was pasted. */
import { expect, it } from 'vitest'
import { goTo, useStage } from './stage.ts'

const stage = useStage()

it('a sentence that was not understood is named when the notice is entered', async () => {
  const { company, open } = stage()
  const { page } = await open('admin')
  const { id } = await company.world.database.knex('calendars').where({ code: 'company' }).first('id')
  await goTo(page, `/calendars/${id}/show`)
  await page.getByRole('button', { name: '录入放假通知' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('年份').fill('2031')
  await dialog.getByLabel(/粘贴/).fill('一、元旦：2031年1月1日放假，共1天。\n二、春节：2月30日至3月1日放假。')
  await dialog.getByRole('button', { name: '识读' }).click()
  await dialog.getByRole('button', { name: /录入这 \d+ 天/ }).click()
  await dialog.getByText(/这些句子没有读懂，请改写或逐日录入.*2月30日/).waitFor()
  expect(await dialog.isVisible()).toBe(true)
})

it('a list reached from a figure of a past day says so', async () => {
  const { open } = stage()
  const { page } = await open('admin')
  await goTo(page, '/invoices?asOf=2026-05-31')
  await page.getByText('这些是 2026-05-31 当日数字所含的记录').waitFor()
})
