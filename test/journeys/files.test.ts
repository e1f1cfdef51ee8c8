/** Files in and out: attachments of a record, and a whole file of records through the import. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { goTo, useStage } from './stage.ts'

const stage = useStage()
const folder = mkdtempSync(join(tmpdir(), 'taizhang-files-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const kept = (name: string, content: string | Buffer): string => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

/** The smallest picture there is. */
const picture = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')

describe('files', () => {
  it('are uploaded with a record and come back through its page', async () => {
    const { ids, open } = stage()
    const { page, complaints } = await open('admin')
    await goTo(page, `/products/${ids.products[0]}`)
    await page.locator('[data-field=attachments] input[type=file]').setInputFiles(kept('检验报告 2026.png', picture))
    await page.locator('[data-field=attachments]').getByRole('link', { name: '检验报告 2026.png' }).waitFor()
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await page.getByRole('tab', { name: '附件 1' }).click()
    const href = await page.getByRole('tabpanel').getByRole('link', { name: '检验报告 2026.png' }).getAttribute('href')
    const answer = await page.request.get(href ?? '')
    expect(Buffer.compare(await answer.body(), picture)).toBe(0)
    expect(complaints).toEqual([])
  })

  it('bring in records step by step; what is wrong is marked, left out and given back', async () => {
    const { page, complaints } = await stage().open('admin')
    const path = kept(
      '产品.csv',
      '产品编码,产品名称,单位,目录价,不认识的列\nI-1,进口产品一,箱,12.5,a\nI-2,进口产品二,箱,很贵,b\nP-001,蒜蓉酱（新名）,件,6.2150,c\n',
    )
    await goTo(page, '/products')
    await page.getByRole('link', { name: '导入', exact: true }).click()
    await page.getByRole('heading', { name: '导入数据' }).waitFor()
    await page.getByLabel('要导入的文件').setInputFiles(path)
    await page.getByRole('row', { name: /不认识的列/ }).waitFor()
    expect(await page.getByRole('combobox', { name: '“产品编码”导入到' }).inputValue()).toBe('产品编码')
    await page.getByRole('button', { name: '预览' }).click()
    const row = page.getByRole('row', { name: /进口产品二.*很贵/ })
    await row.waitFor()
    await page
      .locator(`#${await row.getAttribute('aria-describedby')}`)
      .getByText(/目录价：/)
      .waitFor()
    await page.getByRole('button', { name: '开始导入 3 行' }).click()
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: '下载有问题的行' }).click()
    const errors = readFileSync(await (await download).path(), 'utf8')
    expect(errors).toContain('进口产品二')
    expect(errors).not.toContain('进口产品一')
    const { body } = await stage().admin.list('products', { code: { in: ['I-1', 'I-2', 'P-001'] } })
    expect(body.map(({ name }: { name: string }) => name).sort()).toEqual(['蒜蓉酱（新名）', '进口产品一'].sort())
    await page.getByRole('button', { name: '再导入一个文件' }).click()
    await page.getByRole('link', { name: '产品.csv' }).waitFor()
    expect(complaints).toEqual([])
  })
})
