/** Excel files on paper (RPT-01): as wide as the page, headings on each page, columns as wide as what stands in them. */
import { expect, it } from 'vitest'
import { fromBuffer } from 'yauzl'
import type { ReportColumn } from '../../reports/messages.ts'
import { workbook } from '../../server/reporting/workbook.ts'

/** The parts of a workbook by their names. */
function partsOf(bytes: Buffer): Promise<Map<string, string>> {
  return new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error)
      const parts = new Map<string, string>()
      zip.on('entry', (entry) => {
        zip.openReadStream(entry, (failed, stream) => {
          if (failed) return reject(failed)
          const chunks: Buffer[] = []
          stream.on('data', (chunk: Buffer) => chunks.push(chunk))
          stream.on('end', () => {
            parts.set(entry.fileName, Buffer.concat(chunks).toString())
            zip.readEntry()
          })
        })
      })
      zip.on('end', () => resolve(parts))
      zip.readEntry()
    })
  })
}

const columns: readonly ReportColumn[] = [
  { name: 'name', label: ['客户', 'Customer'], format: 'name' },
  { name: 'closing', label: ['期末应收', 'Closing'], format: 'money' },
]

it('RPT-01: an Excel file prints on A4 landscape, one page wide, with its headings on every page', async () => {
  const rows = [{ name: '宁夏枸杞商贸有限公司', closing: '12345678.90' }]
  const paper = { title: ["张三's 回收表", 'Recovery'], language: 'zh', asked: [['月份', '2026-10']] } as const
  const parts = await partsOf(await workbook({ columns, rows, totals: { closing: '12345678.90' } }, paper))
  const sheet = parts.get('xl/worksheets/sheet1.xml') ?? ''
  expect(sheet).toMatch(/<worksheet [^>]*><sheetPr><pageSetUpPr fitToPage="1"\/><\/sheetPr><sheetViews>/)
  expect(sheet).toMatch(/<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"\/>/)
  expect(parts.get('xl/workbook.xml')).toContain(
    `</sheets><definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">'张三''s 回收表'!$3:$4</definedName></definedNames>`,
  )
  const widths = [...sheet.matchAll(/<col [^>]*width="([\d.]+)"/g)].map(([, width]) => Number(width))
  // A name of ten Chinese characters, an amount with its two marks of thousands.
  expect(widths).toEqual([22, 15])
})
