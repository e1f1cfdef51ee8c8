/** The thread that writes a workbook, so that nobody else's request waits for it. */
import { parentPort, workerData } from 'node:worker_threads'
import writeXlsx from 'write-excel-file/node'

const { path, sheets } = workerData
const formats = { day: 'yyyy-mm-dd', moment: 'yyyy-mm-dd hh:mm:ss' }
const numberFormat = (digits) => (digits === 0 ? '0' : `#,##0.${'0'.repeat(digits)}`)

const header = ({ title }) => ({ type: String, value: title, fontWeight: 'bold', backgroundColor: '#e8eef5' })

/** A spreadsheet keeps fifteen digits: a longer whole number would become another one. */
const isNumber = (value) => (/^-?\d+$/.test(value) ? Number.isSafeInteger(Number(value)) : /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/.test(value))

/** Text is written as text whatever it begins with, so a spreadsheet never computes it. Masked or odd values of a number column stay text. */
function cell(value, { as, digits }) {
  if (value === null || value === '') return null
  if (as === 'number' && isNumber(value)) return { type: Number, value: Number(value), format: numberFormat(digits) }
  if (as === 'day' || as === 'moment') {
    const date = new Date(as === 'day' ? `${value}T00:00:00Z` : `${value.replace(' ', 'T')}Z`)
    if (!Number.isNaN(date.getTime())) return { type: Date, value: date, format: formats[as] }
  }
  return { type: String, value: value.slice(0, 32_000) }
}

const width = ({ title, shape }) => ({ width: Math.max(title.length * 2 + 2, shape.as === 'text' ? 18 : 12) })

/** Names as Excel takes them: 31 characters, no special ones, each once. */
const names = sheets.map(({ name }, at) => {
  const clean = name.replace(/[[\]:*?/\\]/g, ' ')
  return at > 0 ? `${clean.slice(0, 28)} ${at + 1}` : clean.slice(0, 31)
})

const pages = sheets.map(({ columns }) => [columns.map(header)])
parentPort.on('message', async ({ sheet, page, end }) => {
  for (const cells of page ?? []) pages[sheet].push(cells.map((value, at) => cell(value, sheets[sheet].columns[at].shape)))
  if (!end) return
  const written = sheets.map(({ columns }, at) => ({ sheet: names[at], data: pages[at], columns: columns.map(width), stickyRowsCount: 1 }))
  await writeXlsx(written).toFile(path)
  parentPort.postMessage('written')
})
