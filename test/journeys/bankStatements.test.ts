/** A journey of money: finance brings in the bank's file, a salesperson claims on the phone what nobody knew, finance confirms. */
import { expect, it } from 'vitest'
import { system } from '../../server/access/actor.ts'
import { create } from '../../server/records/index.ts'
import { accessibilityFaults, desk, phone } from '../support/browser.ts'
import { goTo, useStage } from './stage.ts'

const stage = useStage()

const file = [
  '网上银行交易明细',
  '查询日期：20260301 至 20260331',
  '交易日期,对方户名,对方账号,收入金额,支出金额,账户余额,摘要',
  '20260302,银川悦丰食品有限公司,6222000000000001,"12,000.00",,"13,000.00",货款',
  '20260303,张建国,6222000000000002,"3,500.00",,"16,500.00",货款',
  '20260304,某供应商,,,"500.00","16,000.00",付款',
  '合计,,,"15,500.00","500.00",,',
].join('\n')

it('a bank file becomes lines, a claim becomes a receipt', async () => {
  const { company, open } = stage()
  await create(company.world, system, 'bankAccounts', { name: '工行基本户', bank: '工商银行', number: '6103012345678901234' })
  await create(company.world, system, 'bankAccounts', { name: '建行一般户', bank: '建设银行', number: '4367000000000001' })
  const finance = await company.as('finance', 'chuna')
  const { page, complaints } = await open('chuna', desk)
  await goTo(page, '/bankLines')
  await page.locator('#main-content').getByRole('link', { name: '导入', exact: true }).first().click()
  await page.getByRole('combobox', { name: '导入到' }).getByText('银行对账单').waitFor()
  await page.getByLabel('要导入的文件').setInputFiles({ name: '明细.csv', mimeType: 'text/csv', buffer: Buffer.from(file) })
  await page.getByText('CSV，共 3 行流水').waitFor()
  await page.getByRole('button', { name: '预览' }).click()
  await page.getByText('请选择这是哪个公司账户').waitFor()
  await page.getByRole('combobox', { name: '公司账户' }).click()
  await page.getByRole('option', { name: '工行基本户' }).click()
  await page.getByRole('button', { name: '预览' }).click()
  await page.getByText('3 新建').waitFor()
  await page.getByRole('button', { name: /导入/ }).last().click()
  await page.getByText('新建 3').waitFor()
  const lines = (await finance.list('bankLines', {})).body
  expect(lines.map(({ amount }: { amount: string }) => amount).sort()).toEqual(['-500.00', '12000.00', '3500.00'])
  const statements = (await finance.list('bankStatements', {})).body
  expect(statements).toMatchObject([{ opening: '1000.00', closing: '16000.00', complete: true }])

  const seller = await open('wangfang', phone)
  await goTo(seller.page, '/claims')
  await seller.page.getByText('张建国').waitFor()
  const overflow = await seller.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(overflow).toBeLessThanOrEqual(0)
  expect(await seller.page.getByText('某供应商').count()).toBe(0)
  await seller.page.getByRole('listitem').filter({ hasText: '张建国' }).getByRole('button', { name: '认领' }).click()
  await seller.page.getByRole('combobox', { name: '是哪位客户的款' }).fill('悦丰')
  await seller.page.getByRole('option', { name: '银川悦丰食品有限公司' }).click()
  await seller.page.getByLabel('说明').fill('老板个人账户代付')
  await seller.page.getByRole('dialog').getByRole('button', { name: '认领' }).click()
  await seller.page.getByRole('heading', { name: '我的认领' }).waitFor()
  await seller.page.getByText('待财务确认', { exact: true }).waitFor()

  const lineOf = (payer: string): { id: number } => lines.find((line: { payer: string }) => line.payer === payer)
  const claimed = async (payer: string, amount: string) => {
    const made = await stage().sales.post('/api/records/moneyClaims', { bankLine: lineOf(payer).id, customer: stage().ids.other, amount })
    expect(made.status).toBe(201)
    return made.body.id
  }
  const [second, wrong] = [await claimed('张建国', '3500.00'), await claimed('银川悦丰食品有限公司', '12000.00')]
  const confirming = await open('chuna', phone)
  await goTo(confirming.page, '/claims')
  const waiting = (count: number) => confirming.page.getByRole('region', { name: `待确认的认领（${count}）` })
  await waiting(3).getByText('同一笔另有 1 份认领').first().waitFor()
  expect(await confirming.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
  expect(await accessibilityFaults(confirming.page)).toEqual([])
  const claims = waiting(3).getByRole('listitem')
  await claims.filter({ hasText: '12,000.00' }).getByRole('button', { name: '驳回' }).click()
  await confirming.page.getByRole('textbox', { name: '原因' }).fill('是悦丰自己的货款')
  await confirming.page.getByRole('dialog').getByRole('button', { name: '驳回' }).click()
  await waiting(2).getByRole('listitem').filter({ hasText: '老板个人账户代付' }).getByRole('button', { name: '确认到账' }).click()
  await waiting(2).waitFor({ state: 'detached' })
  await expect.poll(() => confirming.page.getByText('张建国').count()).toBe(0)
  expect(confirming.complaints).toEqual([])
  const became = new Map((await finance.list('moneyClaims', {})).body.map(({ id, status }: { id: number; status: string }) => [id, status]))
  expect([became.size, became.get(second), became.get(wrong)]).toEqual([3, 'rejected', 'rejected'])
  await expect
    .poll(async () => (await finance.list('receipts', {})).body)
    .toMatchObject([{ amount: '3500.00', status: 'confirmed', payer: '张建国' }])
  expect(complaints).toEqual([])
  expect(seller.complaints).toEqual([])
})
