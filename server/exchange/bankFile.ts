/** Opens a bank's file whatever its ending says: a workbook, MT940, CAMT.053, or text in columns; UTF-8, UTF-16 or GB18030. */
import { open, readFile, stat } from 'node:fs/promises'
import { malformed, Refusal } from '../errors.ts'
import { readCamt053 } from '../reconciliation/statement/camt053.ts'
import { readMt940 } from '../reconciliation/statement/mt940.ts'
import type { StatementTable } from '../reconciliation/statement/statement.ts'
import { readTable } from '../reconciliation/statement/table.ts'
import { encodingOf } from './csv.ts'
import { CsvRows } from './csvRows.ts'
import { readSheet } from './sheet.ts'

/** Bytes of a bank's text file at most. */
const mostText = 40 * 1024 * 1024

const tooLarge = () =>
  new Refusal(413, 'tooLarge', [
    '对账单文件不能超过 40 MB，请按月下载。',
    'A bank statement may have 40 MB at most: download it month by month.',
  ])

/** The first bytes of a file. */
async function beginning(path: string): Promise<Buffer> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(8), 0, 8, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** The sign between columns: the one that most of the first lines have most of. */
function delimiterOf(text: string): string {
  const lines = text
    .slice(0, 65_536)
    .split(/\r\n|\n|\r/)
    .slice(0, 100)
    .map((line) => line.replace(/"[^"]*"/g, ''))
  const count = (sign: string) => lines.reduce((sum, line) => sum + line.split(sign).length - 1, 0)
  return [',', '\t', ';', '|'].map((sign) => [sign, count(sign)] as const).sort((a, b) => b[1] - a[1])[0]?.[0] ?? ','
}

/** Rows of a text in columns; `="123"`, with which banks keep spreadsheets from eating digits, is 123. */
const rowsOf = (text: string) => {
  const rows = new CsvRows(delimiterOf(text))
  return rows.take(text.replace(/="([^"\r\n]*)"/g, '"$1"'), true)
}

/** The statements in the file at `path`. Throws a 4xx Refusal that says what is wrong with it. */
export async function readBankFile(path: string): Promise<{ table: StatementTable; encoding: string }> {
  const head = await beginning(path)
  if (head[0] === 0x50 && head[1] === 0x4b) {
    const rows = await readSheet(path)
    return {
      table: readTable(
        rows.map((cells, at) => ({ line: at + 1, cells })),
        'xlsx',
      ),
      encoding: 'xlsx',
    }
  }
  if (head.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0])))
    throw new Refusal(415, 'fileType', [
      '这是旧版 .xls 工作簿；请用 Excel 或 WPS 另存为 .xlsx，或在网银选择 CSV 下载。',
      'This is an old .xls workbook: save it as .xlsx, or download CSV from the bank.',
    ])
  if (head.subarray(0, 4).toString('latin1') === '%PDF')
    throw new Refusal(415, 'fileType', [
      '这是 PDF 回单，不能导入；请在网银下载交易明细的 Excel 或 CSV。',
      'This is a PDF: download the transactions as Excel or CSV from the bank.',
    ])
  if ((await stat(path)).size > mostText) throw tooLarge()
  const encoding = await encodingOf(path, false)
  const text = new TextDecoder(encoding).decode(await readFile(path))
  if (text.trim() === '') throw malformed('文件是空的。', 'The file is empty.')
  if (text.includes('\0')) throw malformed('不是文本文件，无法读取。', 'This is no text file and cannot be read.')
  if (/^\s*<\?xml|^\s*<(?:\w+:)?Document[\s>]/i.test(text)) return { table: readCamt053(text), encoding }
  if (/<html|<table/i.test(text.slice(0, 2_000)))
    throw new Refusal(415, 'fileType', [
      '这是网页格式（扩展名却可能是 .xls）；请用 Excel 或 WPS 打开并另存为 .xlsx。',
      'This is a web page, whatever its ending says: open it in Excel and save it as .xlsx.',
    ])
  if (/^\s*(?:\{\d:[\s\S]*?)?:20:/m.test(text.slice(0, 4_000)) && /^:6[012][FM]?:/m.test(text)) return { table: readMt940(text), encoding }
  return { table: readTable(rowsOf(text), 'csv'), encoding }
}
