/** The thread that writes a workbook, so that nobody else's request waits for it. */
import { parentPort, workerData } from 'node:worker_threads'
import writeXlsx from 'write-excel-file/node'

const { path, sheet, columns } = workerData
const formats = { day: 'yyyy-mm-dd', moment: 'yyyy-mm-dd hh:mm:ss' }
const numberFormat = (digits) => (digits === 0 ? '0' : `#,##0.${'0'.repeat(digits)}`)

const header = columns.map(({ title }) => ({ type: String, value: title, fontWeight: 'bold', backgroundColor: '#e8eef5' }))

/** Text is written as text whatever it begins with, so a spreadsheet never computes it. Masked or odd values of a number column stay text. */
function cell(value, { as, digits }) {
  if (value === null || value === '') return null
  if (as === 'number' && /^-?\d+(?:\.\d+)?$/.test(value)) return { type: Number, value: Number(value), format: numberFormat(digits) }
  if (as === 'day' || as === 'moment') {
    const date = new Date(as === 'day' ? `${value}T00:00:00Z` : `${value.replace(' ', 'T')}Z`)
    if (!Number.isNaN(date.getTime())) return { type: Date, value: date, format: formats[as] }
  }
  return { type: String, value: value.slice(0, 32_000) }
}

const rows = [header]
parentPort.on('message', async ({ page, end }) => {
  for (const cells of page ?? []) rows.push(cells.map((value, at) => cell(value, columns[at].shape)))
  if (!end) return
  const widths = columns.map(({ title, shape }) => ({ width: Math.max(title.length * 2 + 2, shape.as === 'text' ? 18 : 12) }))
  await writeXlsx(rows, { sheet: sheet.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31), columns: widths, stickyRowsCount: 1 }).toFile(path)
  parentPort.postMessage('written')
})
